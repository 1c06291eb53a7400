import GitEvents

/// Bytes that need no memory of their own while they are few.
///
/// Most names, words and numbers of events have 15 bytes at most; an array for each would make
/// reading a payload several times slower. The bytes are never zero: they come from JSON, which
/// escapes control characters.
struct CompactBytes: Sendable, Hashable {
  /// Equal bytes have equal storage, so that synthesised equality is equality of the bytes.
  private enum Storage: Sendable, Hashable {
    /// Up to 15 bytes, the first one most significant; the last byte has the count and
    /// `backslashFlag`.
    case few(UInt64, UInt64)
    /// 16 bytes or more.
    case many([UInt8])
  }

  private let storage: Storage

  private static let backslashFlag: UInt64 = 0x10
  private static let largestFew = 15

  /// Copies a part of an array.
  ///
  /// - Parameters:
  ///   - bytes: The array.
  ///   - range: Which part.
  init(_ bytes: [UInt8], _ range: Range<Int>) {
    guard range.count <= Self.largestFew else {
      storage = .many(range.count == bytes.count ? bytes : Array(bytes[range]))
      return
    }
    var first: UInt64 = 0
    var second: UInt64 = 0
    var flag: UInt64 = 0
    var shift: UInt64 = 56
    let middle = min(range.lowerBound + 8, range.upperBound)
    var index = range.lowerBound
    while index < middle {
      let byte = bytes[index]
      if byte == UInt8(ascii: "\\") { flag = Self.backslashFlag }
      first |= UInt64(byte) &<< shift
      shift &-= 8
      index += 1
    }
    shift = 56
    while index < range.upperBound {
      let byte = bytes[index]
      if byte == UInt8(ascii: "\\") { flag = Self.backslashFlag }
      second |= UInt64(byte) &<< shift
      shift &-= 8
      index += 1
    }
    storage = .few(first, second | flag | UInt64(range.count))
  }

  /// Takes an array.
  ///
  /// - Parameter bytes: The array.
  init(_ bytes: [UInt8]) {
    self.init(bytes, 0..<bytes.count)
  }

  /// How many bytes there are.
  var count: Int {
    switch storage {
    case .few(_, let second): Int(second & 0xF)
    case .many(let bytes): bytes.count
    }
  }

  /// The byte at an index below the count.
  subscript(index: Int) -> UInt8 {
    switch storage {
    case .few(let first, let second): Self.byte(index, first, second)
    case .many(let bytes): bytes[index]
    }
  }

  /// All bytes as an array.
  var array: [UInt8] {
    if case .many(let bytes) = storage { return bytes }
    var result: [UInt8] = []
    result.reserveCapacity(count)
    append(to: &result)
    return result
  }

  /// Appends the bytes to an array.
  ///
  /// - Parameter output: The array.
  func append(to output: inout [UInt8]) {
    switch storage {
    case .few(let first, let second):
      for index in 0..<Int(second & 0xF) { output.append(Self.byte(index, first, second)) }
    case .many(let bytes):
      output.append(contentsOf: bytes)
    }
  }

  @inline(__always)
  private static func byte(_ index: Int, _ first: UInt64, _ second: UInt64) -> UInt8 {
    index < 8
      ? UInt8(truncatingIfNeeded: first >> UInt64(56 - 8 * index))
      : UInt8(truncatingIfNeeded: second >> UInt64(120 - 8 * index))
  }

  /// Says whether these bytes, as the contents of a canonical JSON string, come before others.
  ///
  /// What counts are the code points that they decode to.
  ///
  /// - Parameter other: The other contents.
  /// - Returns: A negative number if they do, 0 if both are the same.
  func compared(to other: CompactBytes) -> Int {
    if case .few(let first, let second) = storage,
      case .few(let otherFirst, let otherSecond) = other.storage,
      (second | otherSecond) & Self.backslashFlag == 0
    {
      // No byte is zero: where one is the beginning of the other, the filling sorts it first.
      if first != otherFirst { return first < otherFirst ? -1 : 1 }
      return second < otherSecond ? -1 : second > otherSecond ? 1 : 0
    }
    let common = min(count, other.count)
    for index in 0..<common {
      let byte = self[index]
      let otherByte = other[index]
      // Behind an escape, the order of the bytes may not be that of what they stand for.
      if byte == UInt8(ascii: "\\") || otherByte == UInt8(ascii: "\\") {
        return JSONNameOrder.compare(array[...], true, other.array[...], true)
      }
      if byte != otherByte { return Int(byte) - Int(otherByte) }
    }
    return count - other.count
  }
}
