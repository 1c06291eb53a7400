#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Finds bytes many at a time, as `memchr` does.
package enum ByteSearch {
  /// Finds the first of a byte.
  ///
  /// - Parameters:
  ///   - byte: The byte.
  ///   - bytes: Where to look.
  ///   - start: The index at which to begin.
  /// - Returns: Its index; nil where there is none.
  package static func first(_ byte: UInt8, in bytes: [UInt8], from start: Int) -> Int? {
    bytes.withUnsafeBytes { buffer in
      guard start < buffer.count, let base = buffer.baseAddress,
        let found = memchr(base + start, Int32(byte), buffer.count - start)
      else { return nil }
      return UnsafeRawPointer(found) - base
    }
  }

  /// Finds the last of a byte.
  ///
  /// - Parameters:
  ///   - byte: The byte.
  ///   - bytes: Where to look.
  /// - Returns: Its index; nil where there is none.
  package static func last(_ byte: UInt8, in bytes: [UInt8]) -> Int? {
    bytes.withUnsafeBufferPointer { $0.lastIndex(of: byte) }
  }
}
