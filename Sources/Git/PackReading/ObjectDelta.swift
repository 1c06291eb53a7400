/// The difference between two objects, as packs hold it: what to copy from the base, and what to insert.
struct ObjectDelta {
  /// The instructions.
  private let code: UnsafeRawBufferPointer
  private let baseSize: Int
  /// The size of the object that the difference makes.
  let resultSize: Int

  /// Reads the sizes at the beginning of a difference.
  ///
  /// - Parameter bytes: The whole difference, inflated; it must outlive this value.
  /// - Throws: `damaged`.
  init(_ bytes: UnsafeRawBufferPointer) throws(PackFailure) {
    var position = 0
    baseSize = try ObjectDelta.size(bytes, &position)
    resultSize = try ObjectDelta.size(bytes, &position)
    code = UnsafeRawBufferPointer(rebasing: bytes[position...])
  }

  private static func size(
    _ bytes: UnsafeRawBufferPointer, _ position: inout Int
  ) throws(PackFailure) -> Int {
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
    var failure: PackFailure?
    let result = [UInt8](unsafeUninitializedCapacity: resultSize) { output, count in
      let place = UnsafeMutableRawBufferPointer(
        rebasing: UnsafeMutableRawBufferPointer(output)[..<resultSize])
      failure = base.withUnsafeBytes { base in
        do throws(PackFailure) {
          try apply(to: base, into: place)
          return nil
        } catch {
          return error
        }
      }
      count = failure == nil ? resultSize : 0
    }
    if let failure { throw failure }
    return result
  }

  /// Makes the object.
  ///
  /// - Parameters:
  ///   - base: What the difference is to.
  ///   - output: Where the object goes; of its size.
  /// - Throws: `damaged` where the difference reaches outside the base or makes another size.
  func apply(
    to base: UnsafeRawBufferPointer, into output: UnsafeMutableRawBufferPointer
  ) throws(PackFailure) {
    guard base.count == baseSize else { throw .damaged("a difference is to another base") }
    guard run(base, output) == resultSize else { throw .damaged("a difference is not sound") }
  }

  /// Follows the instructions.
  ///
  /// - Returns: How much was written; nil where an instruction reaches outside one of the buffers.
  private func run(
    _ base: UnsafeRawBufferPointer, _ output: UnsafeMutableRawBufferPointer
  ) -> Int? {
    var position = 0
    var written = 0
    while position < code.count {
      let instruction = code[position]
      position += 1
      if instruction & 0x80 != 0 {
        guard let part = copied(by: instruction, &position), part.offset <= base.count,
          part.size <= base.count - part.offset, part.size <= output.count - written
        else { return nil }
        ObjectDelta.move(base, part.offset, output, written, part.size)
        written += part.size
      } else {
        let size = Int(instruction)
        // Zero is reserved.
        guard size > 0, size <= code.count - position, size <= output.count - written else {
          return nil
        }
        ObjectDelta.move(code, position, output, written, size)
        position += size
        written += size
      }
    }
    return written
  }

  /// Reads which part of the base an instruction copies: a bit of it for each byte that follows.
  @inline(__always)
  private func copied(
    by instruction: UInt8, _ position: inout Int
  ) -> (offset: Int, size: Int)? {
    guard (instruction & 0x7F).nonzeroBitCount <= code.count - position else { return nil }
    func next(_ bit: UInt8) -> Int {
      guard instruction & bit != 0 else { return 0 }
      position += 1
      return Int(code[position - 1])
    }
    var offset = next(0x01) | next(0x02) << 8
    if instruction & 0x0C != 0 { offset |= next(0x04) << 16 | next(0x08) << 24 }
    let size = next(0x10) | next(0x20) << 8 | next(0x40) << 16
    return (offset, size == 0 ? 0x10000 : size)
  }

  /// Copies a part that lies inside both buffers: most are a few bytes, for which a call takes longer than the copy.
  @inline(__always)
  private static func move(
    _ source: UnsafeRawBufferPointer, _ from: Int, _ output: UnsafeMutableRawBufferPointer,
    _ to: Int, _ size: Int
  ) {
    typealias Word = SIMD4<UInt64>
    let width = MemoryLayout<Word>.size
    guard size <= width, source.count - from >= width, output.count - to >= width else {
      UnsafeMutableRawBufferPointer(rebasing: output[to..<to + size])
        .copyMemory(from: UnsafeRawBufferPointer(rebasing: source[from..<from + size]))
      return
    }
    // What is behind the part is written over by the next one.
    output.storeBytes(
      of: source.loadUnaligned(fromByteOffset: from, as: Word.self), toByteOffset: to,
      as: Word.self)
  }
}
