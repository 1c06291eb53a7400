import Git
import GitEvents
import GitEventsTesting
import Testing

struct SettledReferencesTests {
  private static func lines(_ settled: SettledReferences) -> [String] {
    settled.references.map { "\($0.target) \($0.name)" }
  }

  @Test(arguments: [true, false])
  func theRefsAreThoseThatGitLists(inTurn: Bool) async throws {
    try await BackupFixture.withStore { store, fixture in
      try BackupFixture.append(store, to: ["s", "t-1", "a.b%c"])
      try await fixture.git("tag", "-m", "no snapshot", "other", "events/s")
      try await fixture.git("update-ref", "refs/heads/main", "events/s")
      try await fixture.git("symbolic-ref", "refs/heads/link", "refs/heads/main")
      try await fixture.git("update-ref", "refs/remotes/origin/x", "events/s")
      try await fixture.git("notes", "--ref", "events", "add", "-m", "x", "events/s")
      try await fixture.git("notes", "--ref", "own", "add", "-m", "x", "events/s")
      try await fixture.git("tag", "-m", "taken", "snapshots/merge/s/1", "events/s")
      let own = try await fixture.references(
        "refs/events", "refs/ledger", "refs/notes/events", "refs/tags/snapshots")
      let settled = try store.settledReferences(inTurn: inTurn)
      #expect(Self.lines(settled) == own.sorted { $0.dropFirst(41) < $1.dropFirst(41) })
      #expect(own.count == 7)
      let all = try store.settledReferences(alsoOfProject: true, inTurn: inTurn)
      #expect(
        Set(Self.lines(all)).subtracting(own).map { $0.dropFirst(41) }.sorted() == [
          "refs/heads/main", "refs/notes/own", "refs/tags/other",
        ])
      #expect(all.leftOut == ["refs/heads/link"])
    }
  }

  /// Between the two renames of an append, as a reader may find it who cannot wait for a turn.
  @Test func aStreamThatIsBehindTheNewestEntryCountsAsTheEntrySays() async throws {
    try await BackupFixture.withStore { store, fixture in
      try BackupFixture.append(store, to: ["s", "t"])
      try BackupFixture.append(store, to: ["s", "new"])
      let before = try await fixture.references("refs/events", "refs/ledger")
      try await fixture.git("update-ref", "refs/events/s", "events/s~1")
      try await fixture.git("update-ref", "-d", "refs/events/new")
      #expect(Self.lines(try store.settledReferences(inTurn: false)) == before)
      // Nothing was put right for it.
      #expect(try await fixture.references("refs/events/new") == [])
    }
  }

  @Test func aDamagedRefOfTheStoreIsAnError() async throws {
    try await BackupFixture.withStore { store, fixture in
      try BackupFixture.append(store, to: ["s"])
      try OpenFile(fixture.gitDirectory + "/refs/events/s", 0o1).truncate(to: 7)
      #expect(throws: EventStoreError.self) { try store.settledReferences(inTurn: false) }
      #expect(throws: EventStoreError.self) { try store.settledReferences() }
    }
  }
}
