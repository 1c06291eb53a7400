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
      // A copy that is no more closed than a forked child's.
      let number = try #require(openDescriptors(of: path).first)
      let child = dup(number)
      defer { close(child) }
      lock.end()
      #expect(openDescriptors(of: path) == [child])
      #expect(try !FileLock.isHeld(path))
    }
  }

  private func openDescriptors(of path: String) -> [Int32] {
    (3..<Int32(1024)).filter { number in
      var mine = stat()
      var its = stat()
      return fstat(number, &mine) == 0 && stat(path, &its) == 0 && mine.st_ino == its.st_ino
        && mine.st_dev == its.st_dev
    }
  }
}
