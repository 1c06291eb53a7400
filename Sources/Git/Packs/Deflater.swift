import CDeflate

/// Compresses one object after the other with one state: setting a state up costs more than a small object.
package struct Deflater: ~Copyable {
  /// What is smaller is stored as it is: a third of its size would cost most of the time that recording it takes, and
  /// much of the time of reading it; maintenance finds what it has in common with others.
  private static let smallest = 1024

  private let compressor: OpaquePointer
  // Compressed bytes are made here and copied out: cheaper than filling an array's end with zeros first.
  private var scratch: UnsafeMutableRawBufferPointer

  /// Sets the state up.
  ///
  /// - Parameter level: 0 (stored) to 12 (smallest), as libdeflate counts.
  /// - Throws: `library` where there is no memory.
  package init(level: Int32) throws(GitError) {
    guard let made = libdeflate_alloc_compressor(level) else {
      throw .library(call: "libdeflate_alloc_compressor", status: -1, message: "")
    }
    compressor = made
    scratch = .allocate(byteCount: 16 * 1024, alignment: 16)
  }

  deinit {
    libdeflate_free_compressor(compressor)
    scratch.deallocate()
  }

  /// Appends the zlib form (RFC 1950) of some bytes to an array.
  ///
  /// - Parameters:
  ///   - bytes: What to compress.
  ///   - output: What it is appended to.
  /// - Throws: `library`.
  package mutating func append(_ bytes: [UInt8], to output: inout [UInt8]) throws(GitError) {
    if bytes.count < Deflater.smallest { return Deflater.store(bytes, to: &output) }
    let bound = libdeflate_zlib_compress_bound(compressor, bytes.count)
    if bound > scratch.count {
      scratch.deallocate()
      scratch = .allocate(byteCount: max(bound, 2 * bytes.count), alignment: 16)
    }
    let count = bytes.withUnsafeBytes { input in
      libdeflate_zlib_compress(
        compressor, input.baseAddress, input.count, scratch.baseAddress, scratch.count)
    }
    guard count > 0 else {
      throw .library(call: "libdeflate_zlib_compress", status: 0, message: "")
    }
    output.append(contentsOf: UnsafeRawBufferPointer(rebasing: scratch[..<count]))
  }

  /// Appends bytes as one stored block (RFC 1951, section 3.2.4).
  private static func store(_ bytes: [UInt8], to output: inout [UInt8]) {
    let count = UInt16(bytes.count)
    output.append(0x78)
    output.append(0x01)
    output.append(0x01)
    for number in [count, ~count] {
      output.append(UInt8(truncatingIfNeeded: number))
      output.append(UInt8(truncatingIfNeeded: number >> 8))
    }
    output.append(contentsOf: bytes)
    let sum = bytes.withUnsafeBytes { libdeflate_adler32(1, $0.baseAddress, $0.count) }
    withUnsafeBytes(of: sum.bigEndian) { output.append(contentsOf: $0) }
  }

  /// Computes the CRC-32 of the end of an array, as a pack's index keeps it for each entry.
  ///
  /// - Parameters:
  ///   - bytes: The array.
  ///   - start: Where the entry begins.
  /// - Returns: The checksum.
  static func crc(of bytes: [UInt8], from start: Int) -> UInt32 {
    bytes.withUnsafeBytes { buffer in
      libdeflate_crc32(0, buffer.baseAddress?.advanced(by: start), buffer.count - start)
    }
  }
}
