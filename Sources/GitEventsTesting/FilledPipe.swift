#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A pipe that holds all that its reader will ever get: nobody has to write while the reader runs, or find out that it
/// was killed.
struct FilledPipe: ~Copyable {
  /// The end to read from; whoever takes it closes it.
  let reader: Int32

  /// Fills a pipe; fails where a pipe cannot hold that much.
  ///
  /// - Parameter input: What it is to hold.
  init?(_ input: [UInt8]) {
    var ends: [Int32] = [-1, -1]
    guard pipe(&ends) == 0 else { return nil }
    let (reader, writer) = (ends[0], ends[1])
    defer { close(writer) }
    // Other programs that are started meanwhile must not keep it open.
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    #if canImport(Glibc)
      _ = fcntl(writer, FilledPipe.setSize, Int32(clamping: max(input.count, 1 << 16)))
    #endif
    _ = fcntl(writer, F_SETFL, O_NONBLOCK)
    guard write(writer, input, input.count) == input.count else {
      close(reader)
      return nil
    }
    self.reader = reader
  }

  /// `F_SETPIPE_SZ`, which the C library shows to GNU sources only.
  private static let setSize: Int32 = 1031
}
