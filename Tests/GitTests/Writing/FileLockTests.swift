import Foundation
import GitEventsTesting
import Testing

@testable import Git

struct FileLockTests {
  @Test func oneHolderAtATime() async throws {
    try await TemporaryDirectory.with { directory in
      let path = directory.path("lock")
      #expect(try !FileLock.isHeld(path), "there is no file yet")
      let lock = try FileLock(waitingFor: path, until: .now, pause: 0)
      #expect(try FileLock.isHeld(path))
      #expect(throws: GitError.busy(path: path)) {
        _ = try FileLock(waitingFor: path, until: .now + .milliseconds(20), pause: 1000)
      }
      lock.end()
      #expect(try !FileLock.isHeld(path))
    }
  }

  /// A program that forks, from whatever thread, hands its open files to the child.
  @Test func aChildDoesNotKeepALockThatWasGivenBack() async throws {
    try await TemporaryDirectory.with { directory in
      let path = directory.path("lock")
      let lock = try FileLock(waitingFor: path, until: .now, pause: 0)
      // What a forked child has is such a copy.
      let copy = fcntl(lock.file.descriptor, F_DUPFD_CLOEXEC, 0)
      #expect(copy >= 0)
      defer { close(copy) }
      lock.end()
      #expect(try !FileLock.isHeld(path))
    }
  }
}
