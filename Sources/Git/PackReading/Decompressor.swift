import CDeflate

/// Inflates whole zlib streams; libdeflate does that twice as fast as zlib.
final class Decompressor {
  /// So much room behind the bytes that are expected lets libdeflate write several at once up to their end.
  static let slack = 512

  private let state: OpaquePointer

  /// Sets the state up.
  ///
  /// The corresponding C function is `libdeflate_alloc_decompressor`.
  ///
  /// - Throws: `library` where there is no memory.
  init() throws(GitError) {
    guard let state = libdeflate_alloc_decompressor() else {
      throw .library(
        call: "libdeflate_alloc_decompressor", status: -1, message: "libdeflate did not start")
    }
    self.state = state
  }

  deinit { libdeflate_free_decompressor(state) }

  /// Inflates one stream, which must make exactly so many bytes.
  ///
  /// The corresponding C function is `libdeflate_zlib_decompress_ex`, which checks the stream's checksum.
  ///
  /// - Parameters:
  ///   - input: The stream, and what may follow it.
  ///   - output: Where the bytes go. All of it may be written to.
  ///   - size: How many bytes the stream must make; not more than the output takes.
  /// - Returns: How many bytes the stream took; nil where it is damaged or has another size.
  func inflate(
    _ input: UnsafeRawBufferPointer, into output: UnsafeMutableRawBufferPointer, size: Int
  ) -> Int? {
    if let stored = StoredStream(input, size: size) {
      output.copyMemory(from: stored.content)
      return stored.count
    }
    var used = 0
    var made = 0
    // Even an empty output needs an address.
    var spare: UInt8 = 0
    let result = withUnsafeMutablePointer(to: &spare) { spare in
      libdeflate_zlib_decompress_ex(
        state, input.baseAddress, input.count,
        output.baseAddress ?? UnsafeMutableRawPointer(spare), output.count, &used, &made)
    }
    return result == LIBDEFLATE_SUCCESS && made == size ? used : nil
  }
}
