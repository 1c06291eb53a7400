#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A file descriptor to read from or to write to; whoever made it closes it, unless `close` is called.
package struct Descriptor: Sendable, Hashable {
  let number: Int32

  package init(_ number: Int32) { self.number = number }

  package static let standardInput = Descriptor(0)
  package static let standardOutput = Descriptor(1)
  package static let standardError = Descriptor(2)

  /// Opens a file for reading.
  ///
  /// - Parameter path: An absolute path.
  /// - Returns: The open file.
  /// - Throws: A `Failure`: 2 where there is no such file, 6 where it cannot be read.
  static func reading(_ path: String) throws(Failure) -> Descriptor {
    let number = open(path, O_RDONLY | O_CLOEXEC)
    guard number < 0 else { return Descriptor(number) }
    let reason = "cannot read '\(VisibleText.line(path))': \(describe(errno))"
    throw errno == ENOENT || errno == EISDIR ? .invalid(reason) : .environment(reason)
  }

  /// Whether it is a terminal.
  var isTerminal: Bool { isatty(number) == 1 }

  /// How many bytes a regular file has; nil for anything else, of which nobody knows when it ends.
  var fileSize: Int? {
    var status = stat()
    guard fstat(number, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return nil }
    return Int(status.st_size)
  }

  /// Reads what is there, at most as much as asked.
  ///
  /// - Parameter count: The most bytes to read.
  /// - Returns: At least one byte, or none at the end.
  /// - Throws: A `Failure`.
  func read(upTo count: Int) throws(Failure) -> [UInt8] {
    var result = 0
    let bytes = [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
      repeat {
        #if canImport(Glibc)
          result = Glibc.read(number, buffer.baseAddress, count)
        #else
          result = Darwin.read(number, buffer.baseAddress, count)
        #endif
      } while result < 0 && errno == EINTR
      filled = max(0, result)
    }
    if result < 0 { throw .environment("cannot read the input: \(Self.describe(errno))") }
    return bytes
  }

  /// Reads to the end.
  ///
  /// - Parameter limit: The most bytes to take.
  /// - Returns: All of them.
  /// - Throws: A `Failure`, also where there is more.
  func readAll(limit: Int) throws(Failure) -> [UInt8] {
    var all: [UInt8] = []
    while true {
      let bytes = try read(upTo: 64 * 1024)
      if bytes.isEmpty { return all }
      all.append(contentsOf: bytes)
      if all.count > limit { throw .invalid("the input is larger than \(limit) bytes") }
    }
  }

  /// Writes all of the bytes.
  ///
  /// - Parameter bytes: The bytes.
  /// - Throws: `ClosedPipe` where nobody reads any more; a `Failure` for anything else.
  func write(_ bytes: [UInt8]) throws {
    var written = 0
    while written < bytes.count {
      let count = bytes.withUnsafeBytes { buffer in
        let start = buffer.baseAddress.map { $0 + written }
        #if canImport(Glibc)
          return Glibc.write(number, start, bytes.count - written)
        #else
          return Darwin.write(number, start, bytes.count - written)
        #endif
      }
      if count >= 0 {
        written += count
      } else if errno == EPIPE {
        throw ClosedPipe()
      } else if errno != EINTR {
        throw Failure.environment("cannot write the output: \(Self.describe(errno))")
      }
    }
  }

  /// Closes the descriptor; nothing else may use it afterwards.
  func close() {
    #if canImport(Glibc)
      _ = Glibc.close(number)
    #else
      _ = Darwin.close(number)
    #endif
  }

  /// The system's words for an error number.
  static func describe(_ error: Int32) -> String { String(cString: strerror(error)) }
}
