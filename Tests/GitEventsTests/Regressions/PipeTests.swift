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
    .timeLimit(.minutes(1)),
    arguments: [
      "git-events/state", "git-events/replica", "git-events/lock", "git-events/queue",
      "refs/events/a",
    ])
  func aPipeIsNotWaitedFor(name: String) async throws {
    try await withDiskStore { store, fixture in
      try store.append([.test()], to: "a")
      try fixture.remove(name)
      #expect(mkfifo(fixture.file(name), 0o600) == 0)
      let error = failure { try StoreKind.open(fixture).append([.test()], to: "a") }
      #expect(error?.code == .damaged)
      #expect(error?.message.contains(name) == true)
      try fixture.remove(name)
    }
  }

  @Test(.timeLimit(.minutes(1)))
  func aPipeAmongThePacksIsNotWaitedFor() async throws {
    try await withDiskStore { store, fixture in
      try store.append([.test()], to: "a")
      let name = "objects/pack/pack-" + String(repeating: "a", count: 40) + ".keep"
      #expect(mkfifo(fixture.file(name), 0o600) == 0)
      try fixture.forgeState(boot: "earlier", isDirty: false)
      let error = failure { try StoreKind.open(fixture).append([.test()], to: "a") }
      #expect(error == nil || error?.message.contains(name) == true)
      #expect(fixture.exists(name))
    }
  }
}
