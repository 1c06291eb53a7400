/// The SHA-1 name of a git object: 20 bytes, held inline.
package struct ObjectID: Hashable, Sendable {
  /// The number of bytes in an object name.
  package static let byteCount = 20

  /// The name that git writes where there is no object.
  package static let zero = ObjectID(high: 0, middle: 0, low: 0)

  /// The name of the tree that holds nothing.
  package static let emptyTree = ObjectID(
    high: 0x4B82_5DC6_42CB_6EB9, middle: 0xA060_E54B_F8D6_9288, low: 0xFBEE_4904)

  // Three integers, big-endian, so that comparing them compares the bytes in order.
  private let high: UInt64
  private let middle: UInt64
  private let low: UInt32

  private init(high: UInt64, middle: UInt64, low: UInt32) {
    self.high = high
    self.middle = middle
    self.low = low
  }

  /// Reads a name from its 20 raw bytes.
  ///
  /// - Parameter bytes: Exactly 20 bytes. Nil is the answer where the count is another.
  package init?(bytes: some Collection<UInt8>) {
    guard bytes.count == ObjectID.byteCount else { return nil }
    var high: UInt64 = 0
    var middle: UInt64 = 0
    var low: UInt32 = 0
    for (index, byte) in bytes.enumerated() {
      switch index {
      case 0..<8: high = high << 8 | UInt64(byte)
      case 8..<16: middle = middle << 8 | UInt64(byte)
      default: low = low << 8 | UInt32(byte)
      }
    }
    self.init(high: high, middle: middle, low: low)
  }

  /// Reads a name from its 40 lower-case hexadecimal digits.
  ///
  /// - Parameter hex: Exactly 40 of `0–9 a–f`, as git writes them. Nil is the answer for anything else.
  package init?(hex: some Collection<UInt8>) {
    // Other modules call this without knowing the collection: a step of theirs costs a look-up, so there is one only.
    let contiguous = hex.withContiguousStorageIfAvailable { ObjectID(digits: $0) }
    guard let id = contiguous ?? Array(hex).withUnsafeBufferPointer({ ObjectID(digits: $0) })
    else { return nil }
    self = id
  }

  private init?(digits: UnsafeBufferPointer<UInt8>) {
    guard digits.count == 2 * ObjectID.byteCount else { return nil }
    var unfit: UInt64 = 0
    // Eight digits at a time, a byte of the word for each.
    func word(_ index: Int) -> UInt64 {
      let text = UInt64(
        bigEndian: UnsafeRawBufferPointer(digits)
          .loadUnaligned(fromByteOffset: 8 * index, as: UInt64.self))
      let ones: UInt64 = 0x0101_0101_0101_0101
      // The low half of a letter counts from 1, and letters have the bit 0x40.
      let values = text & (15 * ones) &+ 9 &* (text >> 6 & ones)
      // Only true digits have values below 16 and are what these are written as.
      let letters = (values &+ 118 &* ones) >> 7 & ones
      let written = values &+ 48 &* ones &+ 39 &* letters
      unfit |= (values & (0xF0 * ones)) | (written ^ text)
      let pairs = (values >> 4 | values) & 0x00FF_00FF_00FF_00FF
      let quads = (pairs >> 8 | pairs) & 0x0000_FFFF_0000_FFFF
      return (quads >> 16 | quads) & 0xFFFF_FFFF
    }
    let (high, middle) = (word(0) << 32 | word(1), word(2) << 32 | word(3))
    let low = word(4)
    guard unfit == 0 else { return nil }
    self.init(high: high, middle: middle, low: UInt32(truncatingIfNeeded: low))
  }

  /// Reads a name from a string of 40 lower-case hexadecimal digits.
  ///
  /// - Parameter hex: The digits. Nil is the answer for anything else.
  package init?(hex: String) {
    self.init(hex: hex.utf8)
  }

  /// Reads a name from 20 raw bytes that stand in an array.
  ///
  /// - Parameters:
  ///   - bytes: The array. Nil is the answer where it ends before the name does.
  ///   - offset: Where the name begins.
  package init?(in bytes: [UInt8], at offset: Int) {
    guard offset >= 0, bytes.count - offset >= ObjectID.byteCount else { return nil }
    self = bytes.withUnsafeBytes { buffer in
      // The array is not empty, so its buffer has an address.
      buffer.baseAddress.map { ObjectID(raw: $0 + offset) } ?? .zero
    }
  }

  /// Reads a name from 20 raw bytes in memory, which the caller answers for.
  ///
  /// - Parameter raw: The first of 20 readable bytes, at any alignment.
  package init(raw: UnsafeRawPointer) {
    self.init(
      high: UInt64(bigEndian: raw.loadUnaligned(as: UInt64.self)),
      middle: UInt64(bigEndian: raw.loadUnaligned(fromByteOffset: 8, as: UInt64.self)),
      low: UInt32(bigEndian: raw.loadUnaligned(fromByteOffset: 16, as: UInt32.self)))
  }

  /// Writes the 20 raw bytes into memory, which the caller answers for.
  ///
  /// - Parameter raw: The first of 20 writable bytes, at any alignment.
  package func store(into raw: UnsafeMutableRawPointer) {
    raw.storeBytes(of: high.bigEndian, as: UInt64.self)
    raw.storeBytes(of: middle.bigEndian, toByteOffset: 8, as: UInt64.self)
    raw.storeBytes(of: low.bigEndian, toByteOffset: 16, as: UInt32.self)
  }

  /// The first eight bytes as a number: names are spread evenly over its range.
  var leading: UInt64 { high }

  /// The byte at an index, 0 the most significant.
  ///
  /// - Parameter index: 0 to 19.
  /// - Returns: That byte.
  package func byte(at index: Int) -> UInt8 {
    switch index {
    case 0..<8: UInt8(truncatingIfNeeded: high >> UInt64(56 - 8 * index))
    case 8..<16: UInt8(truncatingIfNeeded: middle >> UInt64(56 - 8 * (index - 8)))
    default: UInt8(truncatingIfNeeded: low >> UInt32(24 - 8 * (index - 16)))
    }
  }

  /// The first eight bytes as a number, which in a hash are as good as random.
  package var leadingBytes: UInt64 { high }

  /// Appends the 20 raw bytes, as they stand in trees and pack indexes.
  ///
  /// - Parameter output: What they are appended to.
  package func append(to output: inout [UInt8]) {
    withUnsafeTemporaryAllocation(byteCount: ObjectID.byteCount, alignment: 1) { buffer in
      // An allocation of 20 bytes has an address.
      if let start = buffer.baseAddress { store(into: start) }
      output.append(contentsOf: UnsafeRawBufferPointer(buffer))
    }
  }

  /// Appends the 40 lower-case hexadecimal digits.
  ///
  /// - Parameter output: What they are appended to.
  package func appendHex(to output: inout [UInt8]) {
    withUnsafeTemporaryAllocation(byteCount: 2 * ObjectID.byteCount, alignment: 1) { buffer in
      for index in 0..<ObjectID.byteCount {
        let byte = byte(at: index)
        buffer[2 * index] = ObjectID.hexDigit(byte >> 4)
        buffer[2 * index + 1] = ObjectID.hexDigit(byte & 15)
      }
      output.append(contentsOf: UnsafeRawBufferPointer(buffer))
    }
  }

  @inline(__always)
  private static func hexDigit(_ value: UInt8) -> UInt8 {
    value < 10 ? UInt8(ascii: "0") + value : UInt8(ascii: "a") - 10 + value
  }

  /// The 20 raw bytes, as they stand in trees and pack indexes.
  package var bytes: [UInt8] {
    [UInt8](unsafeUninitializedCapacity: ObjectID.byteCount) { buffer, count in
      for index in 0..<ObjectID.byteCount { buffer[index] = byte(at: index) }
      count = ObjectID.byteCount
    }
  }

  /// The 40 lower-case hexadecimal digits, as bytes.
  package var hexBytes: [UInt8] {
    [UInt8](unsafeUninitializedCapacity: 2 * ObjectID.byteCount) { buffer, count in
      for index in 0..<ObjectID.byteCount {
        let byte = byte(at: index)
        buffer[2 * index] = ObjectID.hexDigit(byte >> 4)
        buffer[2 * index + 1] = ObjectID.hexDigit(byte & 15)
      }
      count = 2 * ObjectID.byteCount
    }
  }

  /// The 40 lower-case hexadecimal digits.
  package var hex: String { String(decoding: hexBytes, as: UTF8.self) }
}

extension ObjectID: Comparable {
  package static func < (left: ObjectID, right: ObjectID) -> Bool {
    if left.high != right.high { return left.high < right.high }
    if left.middle != right.middle { return left.middle < right.middle }
    return left.low < right.low
  }
}

extension ObjectID: CustomStringConvertible {
  package var description: String { hex }
}
