/// The difference between two objects, as packs hold it: what to copy from the base, and what to insert.
struct ObjectDelta {
  private let bytes: [UInt8]
  private let start: Int
  private let baseSize: Int
  /// The size of the object that the difference makes.
  let resultSize: Int

  /// Reads the sizes at the beginning of a difference.
  ///
  /// - Parameter bytes: The whole difference, inflated.
  /// - Throws: `damaged`.
  init(_ bytes: [UInt8]) throws(PackFailure) {
    var position = 0
    baseSize = try ObjectDelta.size(bytes, &position)
    resultSize = try ObjectDelta.size(bytes, &position)
    start = position
    self.bytes = bytes
  }

  private static func size(_ bytes: [UInt8], _ position: inout Int) throws(PackFailure) -> Int {
    var size = 0
    var shift = 0
    while true {
      guard position < bytes.count, shift < 56 else { throw .damaged("a difference has no size") }
      let byte = bytes[position]
      size |= Int(byte & 0x7F) << shift
      shift += 7
      position += 1
      if byte & 0x80 == 0 { return size }
    }
  }

  /// Makes the object.
  ///
  /// - Parameter base: What the difference is to.
  /// - Returns: The object's bytes.
  /// - Throws: `damaged` where the difference reaches outside the base or makes another size.
  func apply(to base: [UInt8]) throws(PackFailure) -> [UInt8] {
    guard base.count == baseSize else { throw .damaged("a difference is to another base") }
    let result = [UInt8](unsafeUninitializedCapacity: resultSize) { output, count in
      count = base.withUnsafeBytes { base in
        bytes.withUnsafeBytes { run($0, base, UnsafeMutableRawBufferPointer(output)) } ?? 0
      }
    }
    guard result.count == resultSize else { throw .damaged("a difference is not sound") }
    return result
  }

  /// Follows the instructions.
  ///
  /// - Returns: How much was written; nil where an instruction reaches outside one of the buffers.
  private func run(
    _ code: UnsafeRawBufferPointer, _ base: UnsafeRawBufferPointer,
    _ output: UnsafeMutableRawBufferPointer
  ) -> Int? {
    var position = start
    var written = 0
    while position < code.count {
      let instruction = code[position]
      position += 1
      let source: UnsafeRawBufferPointer
      if instruction & 0x80 != 0 {
        var offset = 0
        var size = 0
        for bit in 0..<7 where instruction & 1 << bit != 0 {
          guard position < code.count else { return nil }
          let value = Int(code[position])
          position += 1
          if bit < 4 { offset |= value << (8 * bit) } else { size |= value << (8 * (bit - 4)) }
        }
        if size == 0 { size = 0x10000 }
        guard offset <= base.count, size <= base.count - offset else { return nil }
        source = UnsafeRawBufferPointer(rebasing: base[offset..<offset + size])
      } else {
        let size = Int(instruction)
        // Zero is reserved.
        guard size > 0, size <= code.count - position else { return nil }
        source = UnsafeRawBufferPointer(rebasing: code[position..<position + size])
        position += size
      }
      guard source.count <= output.count - written else { return nil }
      UnsafeMutableRawBufferPointer(rebasing: output[written..<written + source.count])
        .copyMemory(from: source)
      written += source.count
    }
    return written
  }
}
