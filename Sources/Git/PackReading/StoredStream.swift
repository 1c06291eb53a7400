import CDeflate

/// A zlib stream of one block that is stored as it is: what is small is not compressed.
///
/// The sources are RFC 1950 and RFC 1951, section 3.2.4.
struct StoredStream {
  private static let head = 7
  private static let checksum = 4

  /// What the stream holds, where it lies.
  let content: UnsafeRawBufferPointer
  /// How many bytes the stream takes.
  let count: Int

  /// Recognizes such a stream; fails where there is another, one of another size, or one that is damaged.
  ///
  /// - Parameters:
  ///   - input: The stream, and what may follow it.
  ///   - size: How many bytes it must hold.
  init?(_ input: UnsafeRawBufferPointer, size: Int) {
    count = StoredStream.head + size + StoredStream.checksum
    // 0x78: deflate with a window of 32 KiB; 0x01: its check bits, and a last block that is stored.
    guard size <= 0xFFFF, input.count >= count, input[0] == 0x78, input[1] == 0x01,
      input[2] == 0x01
    else { return nil }
    let length = input.loadUnaligned(fromByteOffset: 3, as: UInt16.self).littleEndian
    let check = input.loadUnaligned(fromByteOffset: 5, as: UInt16.self).littleEndian
    guard length == UInt16(size), check == ~length else { return nil }
    content = UnsafeRawBufferPointer(
      rebasing: input[StoredStream.head..<StoredStream.head + size])
    let sum = input.loadUnaligned(fromByteOffset: StoredStream.head + size, as: UInt32.self)
    guard libdeflate_adler32(1, content.baseAddress, size) == sum.bigEndian else { return nil }
  }
}
