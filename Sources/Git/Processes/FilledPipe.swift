#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A pipe that holds all that its reader will ever get: nobody has to write while the reader runs, or find out that it
/// ended without reading.
package struct FilledPipe: ~Copyable {
  /// The end to read from; whoever takes it closes it.
  package let reader: CInt

  /// Fills a pipe; fails where a pipe cannot hold that much.
  ///
  /// - Parameter input: What it is to hold.
  package init?(_ input: [UInt8]) {
    var ends: [CInt] = [-1, -1]
    guard pipe(&ends) == 0 else { return nil }
    let (reader, writer) = (ends[0], ends[1])
    defer { close(writer) }
    // Other programs that are started meanwhile must not keep it open.
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    #if canImport(Glibc)
      _ = fcntl(writer, FilledPipe.setSize, CInt(clamping: max(input.count, 1 << 16)))
    #endif
    _ = fcntl(writer, F_SETFL, O_NONBLOCK)
    guard write(writer, input, input.count) == input.count else {
      close(reader)
      return nil
    }
    self.reader = reader
  }

  /// `F_SETPIPE_SZ`, which the C library shows to GNU sources only.
  private static let setSize: CInt = 1031
}
