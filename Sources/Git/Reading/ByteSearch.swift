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

  /// Finds the first of a byte in a part of some bytes.
  ///
  /// - Parameters:
  ///   - byte: The byte.
  ///   - bytes: Where to look.
  ///   - range: The part, inside the bytes.
  /// - Returns: Its index; nil where there is none.
  static func first(
    _ byte: UInt8, in bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>
  ) -> Int? {
    precondition(range.lowerBound >= 0 && range.upperBound <= bytes.count)
    guard let base = UnsafeRawPointer(bytes.baseAddress),
      let found = memchr(base + range.lowerBound, Int32(byte), range.count)
    else { return nil }
    return UnsafeRawPointer(found) - base
  }

  /// Says whether some bytes stand at a place.
  ///
  /// - Parameters:
  ///   - bytes: The bytes.
  ///   - place: The index at which they must begin.
  ///   - text: Where they must stand.
  /// - Returns: False also where the text ends before.
  package static func isFound(_ bytes: [UInt8], at place: Int, in text: [UInt8]) -> Bool {
    guard place >= 0, text.count - place >= bytes.count else { return false }
    return text.withUnsafeBytes { text in
      bytes.withUnsafeBytes { bytes in
        guard let found = text.baseAddress, let wanted = bytes.baseAddress else {
          return bytes.isEmpty
        }
        return memcmp(found + place, wanted, bytes.count) == 0
      }
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
