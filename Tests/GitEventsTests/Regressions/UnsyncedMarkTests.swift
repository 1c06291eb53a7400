import Git
import GitEvents
import GitEventsTesting
import Testing

/// What was appended without syncing is synced before anything durable stands on it.
@Suite struct UnsyncedMarkTests {
  private static let mark = "git-events/unsynced"

  private func store(
    _ fixture: GitFixture, _ durability: Durability, seed: UInt64
  ) throws -> EventStore {
    var options = try StoreKind.options(seed: seed)
    options.durability = durability
    return try EventStore.open(
      Repository.open(gitDirectory: fixture.gitDirectory), options: options)
  }

  @Test func aDurableAppendSettlesWhatWasAppendedWithoutSyncing() async throws {
    try await withDiskStore { durable, fixture in
      try durable.append([.test()], to: "a")
      #expect(!fixture.exists(Self.mark))
      let quick = try store(fixture, .none, seed: 2)
      try quick.append([.test(id: "quick")], to: "a")
      #expect(fixture.exists(Self.mark))
      try quick.append([.test()], to: "b")
      #expect(fixture.exists(Self.mark))
      try store(fixture, .full, seed: 3).append([.test()], to: "c")
      #expect(!fixture.exists(Self.mark))
      #expect(try await StoreChecker(fixture).findings(acknowledged: ["quick"]) == [])
    }
  }

  /// The answer to a durable retry promises what the first append did not.
  @Test func aDurableRetrySettlesToo() async throws {
    try await withDiskStore { durable, fixture in
      try store(fixture, .none, seed: 2).append([.test(id: "quick")], to: "a")
      #expect(fixture.exists(Self.mark))
      let retry = try durable.append([.test(id: "quick")], to: "a")
      #expect(retry.outcomes.map(\.wasRecordedBefore) == [true])
      #expect(!fixture.exists(Self.mark))
    }
  }
}
