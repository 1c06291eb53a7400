import CDurable

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The advisory lock of a file, which one holder has at a time, in this process and in all others.
///
/// Letting go of the value gives it back. So does the end of the process, and of those that it has forked meanwhile.
package struct FileLock: ~Copyable {
  let file: OpenFile

  /// Takes the lock if nobody holds it, and is nil otherwise.
  ///
  /// - Parameters:
  ///   - path: The file.
  ///   - flags: As for `open(2)`; with `O_CREAT` a missing file is made.
  /// - Throws: `system`.
  package init?(ifFree path: String, _ flags: Int32) throws(GitError) {
    let opened = try OpenFile(path, flags)
    guard try FileLock.take(opened) else { return nil }
    file = opened
  }

  /// Waits for the lock.
  ///
  /// - Parameters:
  ///   - path: The file, which is made where it is missing.
  ///   - deadline: When to give up.
  ///   - pause: How long to wait between two looks, in microseconds; up to twice as long, by chance.
  /// - Throws: `busy` when the time is over; `system`.
  package init(
    waitingFor path: String, until deadline: ContinuousClock.Instant, pause: UInt32
  ) throws(GitError) {
    let opened = try OpenFile(path, O_RDWR | O_CREAT)
    // It polls, because a wait in the kernel could be ended in time only by a signal or another thread.
    while try !FileLock.take(opened) {
      if ContinuousClock.now >= deadline { throw .busy(path: path) }
      usleep(pause + UInt32.random(in: 0...pause))
    }
    file = opened
  }

  /// Gives it back, at a place that can be seen.
  package consuming func end() {}

  // Closing alone would not do: a child that a program has just forked, from any of its threads, has the open file as
  // well until it runs a program of its own, and one that never does would keep the lock for ever.
  deinit {
    _ = git_events_flock(file.descriptor, LOCK_UN)
  }

  /// Whether somebody holds the lock of a file.
  ///
  /// - Parameter path: The file.
  /// - Returns: False also where there is no file.
  /// - Throws: `system`.
  package static func isHeld(_ path: String) throws(GitError) -> Bool {
    do {
      let mine = try FileLock(ifFree: path, O_RDONLY)
      return mine == nil
    } catch {
      if case .system(_, _, ENOENT) = error { return false }
      throw error
    }
  }

  private static func take(_ file: borrowing OpenFile) throws(GitError) -> Bool {
    do {
      try system("flock", file.path) {
        git_events_flock(file.descriptor, LOCK_EX | LOCK_NB)
      }
      return true
    } catch {
      if case .system(_, _, EWOULDBLOCK) = error { return false }
      throw error
    }
  }
}
