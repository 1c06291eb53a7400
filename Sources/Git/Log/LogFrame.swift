import CZlib

/// The frame around a record in the log's file: what it is, which it is, how long it is, and a checksum of all of that.
enum LogFrame {
  /// Frames begin at multiples of this, so that what stands behind a damaged one can be found.
  static let alignment = 64
  /// Magic, generation, sequence, length, checksum.
  static let headerSize = 32

  private static let magic = Array("gitevlog".utf8)

  /// What a frame says of its record.
  struct Header {
    let generation: UInt64
    let sequence: UInt64
    let length: Int
    let checksum: UInt32
  }

  /// Puts a record into its frame, filled up to a multiple of the alignment.
  static func bytes(_ body: [UInt8], generation: UInt64, sequence: UInt64) -> [UInt8] {
    var bytes = header(generation, sequence, body.count)
    bytes.append(bigEndian: checksum(bytes[...], body[...]))
    bytes.append(contentsOf: body)
    bytes.append(contentsOf: repeatElement(0, count: size(ofBody: body.count) - bytes.count))
    return bytes
  }

  /// What stands at the start of a log that holds nothing: only which generation was the last.
  static func emptyMark(_ generation: UInt64) -> [UInt8] {
    var bytes = header(generation, .max, 0)
    bytes.append(bigEndian: UInt32(0))
    return bytes
  }

  private static func header(_ generation: UInt64, _ sequence: UInt64, _ length: Int) -> [UInt8] {
    var bytes = magic
    bytes.append(bigEndian: generation)
    bytes.append(bigEndian: sequence)
    bytes.append(bigEndian: UInt32(length))
    return bytes
  }

  /// How many bytes of the file a record takes.
  static func size(ofBody count: Int) -> Int {
    (headerSize + count + alignment - 1) / alignment * alignment
  }

  /// Reads the header at the start of some bytes; nil where there is none.
  static func header(_ bytes: ArraySlice<UInt8>) -> Header? {
    var rest = LogBytes(bytes)
    guard rest.take(8).map({ $0.elementsEqual(magic) }) == true,
      let generation = rest.longNumber(), let sequence = rest.longNumber(),
      let length = rest.number(), let checksum = rest.number()
    else { return nil }
    return Header(
      generation: generation, sequence: sequence, length: length, checksum: UInt32(checksum))
  }

  /// Whether a record's bytes are those that its frame was made for.
  static func isWhole(_ header: Header, _ body: ArraySlice<UInt8>) -> Bool {
    let head = self.header(header.generation, header.sequence, header.length)
    return body.count == header.length && checksum(head[...], body) == header.checksum
  }

  private static func checksum(_ head: ArraySlice<UInt8>, _ body: ArraySlice<UInt8>) -> UInt32 {
    var sum = crc32(0, nil, 0)
    for part in [head, body] {
      sum = part.withUnsafeBufferPointer { crc32(sum, $0.baseAddress, uInt($0.count)) }
    }
    return UInt32(truncatingIfNeeded: sum)
  }
}
