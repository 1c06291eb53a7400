import Git
import GitEvents
import GitEventsTesting
import Testing

/// A store whose making was killed behind the commit point: its ledger is there, its first stream and its name are not.
@Suite struct KilledInitTests {
  @Test func makingItAgainFinishesIt() async throws {
    try await withDiskStore { store, fixture in
      try fixture.remove("refs/events/_store")
      try fixture.remove("git-events/replica")
      try fixture.forgeState()
      let again = try EventStore.create(
        in: Repository.open(gitDirectory: fixture.gitDirectory),
        options: StoreKind.options(seed: 7))
      #expect(again.store.id == store.id)
      #expect(!again.isNew)
      try again.store.append([.test()], to: "a")
      #expect(try await StoreChecker(fixture).findings() == [])
    }
  }
}
