import Foundation
import Git
import GitEvents
import GitEventsTesting
import Testing

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A pipe in a file's place would make whoever opens it wait for its other end.
@Suite struct PipeTests {
  @Test(
    arguments: [
      "git-events/state", "git-events/replica", "git-events/lock", "git-events/queue",
      "refs/events/a",
    ])
  func aPipeIsNotWaitedFor(name: String) async throws {
    try await withDiskStore { store, fixture in
      try store.append([.test()], to: "a")
      try fixture.remove(name)
      #expect(mkfifo(fixture.file(name), 0o600) == 0)
      let error = try failure(besidePipe: fixture.file(name)) {
        try StoreKind.open(fixture).append([.test()], to: "a")
      }
      #expect(error?.code == .damaged)
      #expect(error?.message.contains(name) == true)
      try fixture.remove(name)
    }
  }

  @Test func aPipeAmongThePacksIsNotWaitedFor() async throws {
    try await withDiskStore { store, fixture in
      try store.append([.test()], to: "a")
      let name = "objects/pack/pack-" + String(repeating: "a", count: 40) + ".keep"
      #expect(mkfifo(fixture.file(name), 0o600) == 0)
      try fixture.forgeState(boot: "earlier", isDirty: false)
      let error = try failure(besidePipe: fixture.file(name)) {
        try StoreKind.open(fixture).append([.test()], to: "a")
      }
      #expect(error == nil || error?.message.contains(name) == true)
      #expect(fixture.exists(name))
    }
  }

  /// What an append says; where it waits, the pipe's other end is opened after a while and the test fails.
  private func failure(
    besidePipe path: String, _ body: () throws -> Void
  ) throws -> EventStoreError? {
    Thread.detachNewThread {
      sleep(20)
      let other = open(path, O_RDWR | O_NONBLOCK)
      sleep(1)
      if other >= 0 { close(other) }
    }
    let start = ContinuousClock.now
    let error = GitEventsTests.failure(body)
    #expect(ContinuousClock.now - start < .seconds(20))
    return error
  }
}
