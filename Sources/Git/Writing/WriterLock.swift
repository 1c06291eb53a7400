/// The lock that makes one process (and one thread of it) the only writer.
///
/// Two files: whoever waits holds `queue` and polls `lock`; the others wait for `queue`. A writer that has just ended
/// its turn must queue up again like everyone else, so no waiter starves.
package struct WriterLock: ~Copyable {
  private let lock: FileLock

  /// Waits for the lock; letting go of the value gives it back.
  ///
  /// - Parameters:
  ///   - folder: Where the two files are; they are made where they are missing and never removed.
  ///   - timeout: How long to wait.
  /// - Throws: `busy` when the time is over; `system`.
  package init(in folder: WritableFolder, waitingAtMost timeout: Duration) throws(GitError) {
    let deadline = ContinuousClock.now + timeout
    let queue = try FileLock(
      waitingFor: folder.path(of: "queue"), until: deadline, pause: 1000)
    lock = try FileLock(waitingFor: folder.path(of: "lock"), until: deadline, pause: 100)
    queue.end()
  }

  /// Whether somebody holds the lock just now.
  ///
  /// - Parameter folder: Where the two files are.
  /// - Returns: True while a writer has its turn.
  /// - Throws: `system`.
  package static func isHeld(in folder: WritableFolder) throws(GitError) -> Bool {
    try FileLock.isHeld(folder.path(of: "lock"))
  }

  /// Whether somebody waits for the lock just now.
  ///
  /// - Parameter folder: Where the two files are.
  /// - Returns: True while another process, or another store of this one, is first in the queue.
  /// - Throws: `system`.
  package static func isAwaited(in folder: WritableFolder) throws(GitError) -> Bool {
    try FileLock.isHeld(folder.path(of: "queue"))
  }
}
