#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The lock that makes one process (and one thread of it) the only writer.
///
/// Two files: whoever waits holds `queue` and polls `lock`; the others wait for `queue`. A writer that has just ended
/// its turn must queue up again like everyone else, so no waiter starves.
package struct WriterLock: ~Copyable {
  private let lock: OpenFile

  /// Waits for the lock; letting go of the value gives it back.
  ///
  /// - Parameters:
  ///   - folder: Where the two files are; they are made where they are missing and never removed.
  ///   - timeout: How long to wait.
  /// - Throws: `busy` when the time is over; `system`.
  package init(in folder: WritableFolder, waitingAtMost timeout: Duration) throws(GitError) {
    let deadline = ContinuousClock.now + timeout
    let queue = try OpenFile(folder.path(of: "queue"), O_RDWR | O_CREAT)
    try WriterLock.wait(for: queue, until: deadline, pause: 1000)
    let file = try OpenFile(folder.path(of: "lock"), O_RDWR | O_CREAT)
    try WriterLock.wait(for: file, until: deadline, pause: 100)
    lock = file
  }

  /// Whether somebody waits for the lock just now.
  ///
  /// - Parameter folder: Where the two files are.
  /// - Returns: True while another process, or another store of this one, is first in the queue.
  /// - Throws: `system`.
  package static func isAwaited(in folder: WritableFolder) throws(GitError) -> Bool {
    try !OpenFile(folder.path(of: "queue"), O_RDWR).tryLock()
  }

  /// Polls, because a wait in the kernel could be ended in time only by a signal or another thread.
  private static func wait(
    for file: borrowing OpenFile, until deadline: ContinuousClock.Instant, pause: UInt32
  ) throws(GitError) {
    while try !file.tryLock() {
      if ContinuousClock.now >= deadline { throw .busy(path: file.path) }
      usleep(pause + UInt32.random(in: 0...pause))
    }
  }
}
