import Git
import GitEvents
import GitEventsTesting

/// Two replicas of one store, which get to know of each other by plain `git fetch`.
struct TwoReplicas {
  let first: GitFixture
  let second: GitFixture

  /// Makes them; what both begin with is in stream `a`, versions 1 and 2.
  static func with(_ body: (TwoReplicas) async throws -> Void) async throws {
    try await GitFixture.with { first in
      let store = try EventStore.create(
        at: first.path, options: StoreKind.options(seed: 1))
      try store.append([.test("t.one"), .test("t.two")], to: "a")
      let second = GitFixture(directory: first.directory, name: "second", bare: false)
      try await GitCommand.run(["init", "--quiet", second.path], home: first.directory.path)
      let both = TwoReplicas(first: first, second: second)
      let view = try await both.view(of: first, from: second)
      _ = try EventStore.join(
        try Repository.open(at: second.path), view, options: StoreKind.options(seed: 2))
      try await body(both)
      try await first.fsck()
      try await second.fsck()
    }
  }

  /// Has one fetch what the other has.
  func view(of other: GitFixture, from fixture: GitFixture) async throws -> RemoteView {
    try await fixture.git(
      "fetch", "--quiet", "--no-tags", other.path,
      "refs/events/*:refs/remote-events/other/streams/*",
      "refs/ledger/*:refs/remote-events/other/ledger/*")
    return try RemoteView(of: "other", in: try Repository.open(at: fixture.path))
  }

  /// Opens a replica.
  func store(_ fixture: GitFixture, seed: UInt64 = 3) throws -> EventStore {
    try EventStore.open(at: fixture.path, options: StoreKind.options(seed: seed))
  }

  /// Has the second take over what the first has.
  func pull(_ policy: DivergencePolicy = .stop) async throws -> PullReport {
    try store(second).pull(try await view(of: first, from: second), ifDiverged: policy)
  }
}
