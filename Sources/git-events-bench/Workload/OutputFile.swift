#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Writes a file piece by piece.
final class OutputFile {
  private let descriptor: Int32
  private let path: String
  private var buffer: [UInt8] = []

  private static let piece = 1 << 20

  /// Makes a file, replacing one that is there.
  ///
  /// - Parameter path: The file.
  /// - Throws: `BenchFailure`.
  init(_ path: String) throws {
    self.path = path
    descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
    if descriptor < 0 { throw BenchFailure("cannot write \(path): errno \(errno)") }
  }

  deinit { close(descriptor) }

  /// Adds a text.
  ///
  /// - Parameter text: The text.
  /// - Throws: `BenchFailure`.
  func write(_ text: String) throws {
    buffer.append(contentsOf: text.utf8)
    if buffer.count >= OutputFile.piece { try flush() }
  }

  /// Adds bytes.
  ///
  /// - Parameter bytes: The bytes.
  /// - Throws: `BenchFailure`.
  func write(bytes: [UInt8]) throws {
    buffer.append(contentsOf: bytes)
    if buffer.count >= OutputFile.piece { try flush() }
  }

  /// Hands what was added to the operating system.
  ///
  /// - Throws: `BenchFailure`.
  func flush() throws {
    var start = 0
    while start < buffer.count {
      let written = buffer[start...].withUnsafeBytes {
        #if canImport(Glibc)
          Glibc.write(descriptor, $0.baseAddress, $0.count)
        #else
          Darwin.write(descriptor, $0.baseAddress, $0.count)
        #endif
      }
      if written < 0 { throw BenchFailure("cannot write \(path): errno \(errno)") }
      start += written
    }
    buffer.removeAll(keepingCapacity: true)
  }

  /// Waits until what was handed over lies on the disk.
  func synchronize() {
    #if canImport(Glibc)
      fdatasync(descriptor)
    #else
      _ = fcntl(descriptor, F_FULLFSYNC)
    #endif
  }
}
