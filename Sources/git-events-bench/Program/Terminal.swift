#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// What the user is told while the run goes on.
enum Terminal {
  /// Writes a line to standard error.
  ///
  /// - Parameter text: The line.
  static func message(_ text: String) {
    var bytes = Array((text + "\n").utf8)
    _ = write(STDERR_FILENO, &bytes, bytes.count)
  }
}
