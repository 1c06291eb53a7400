/// libFuzzer calls this with bytes of its own making.
///
/// Compiled by `run` into one module with the JSON code and `JSONInvariants.swift`.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzJSON(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
  let input = Array(UnsafeBufferPointer(start: start, count: count))
  if let violation = JSONInvariants.violation(for: input) { fatalError(violation) }
  return 0
}
