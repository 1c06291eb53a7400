/// Tells why something could not be measured.
struct BenchFailure: Error, CustomStringConvertible {
  let description: String

  /// Makes a failure.
  ///
  /// - Parameter description: What happened.
  init(_ description: String) { self.description = description }
}
