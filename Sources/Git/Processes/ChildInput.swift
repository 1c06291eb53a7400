#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// What a child reads from standard input, all of it there before the child runs: a child that ends early leaves nobody
/// writing to it.
enum ChildInput {
  /// Opens it.
  ///
  /// - Parameter bytes: What the child is to read.
  /// - Returns: A descriptor to read from; whoever takes it closes it.
  /// - Throws: `system`.
  static func descriptor(_ bytes: [UInt8]) throws(GitError) -> CInt {
    if let pipe = FilledPipe(bytes) { return pipe.reader }
    // More than a pipe holds: a file that has no name.
    var name = Array("/tmp/git-events-XXXXXX".utf8CString)
    let path = "/tmp"
    let descriptor = mkstemp(&name)
    if descriptor < 0 { throw .system(call: "mkstemp", path: path, errno: errno) }
    unlink(name)
    _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
    var written = 0
    while written < bytes.count {
      let count = bytes[written...].withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else {
        let reason = errno
        close(descriptor)
        throw .system(call: "write", path: path, errno: reason)
      }
      written += count
    }
    lseek(descriptor, 0, SEEK_SET)
    return descriptor
  }
}
