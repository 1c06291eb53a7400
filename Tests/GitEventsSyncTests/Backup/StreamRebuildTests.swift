import Git
import GitEvents
import GitEventsSync
import GitEventsTesting
import Testing

struct StreamRebuildTests {
  private static let streams = "refs/events"

  private static func run(_ fixture: GitFixture) throws -> StreamRebuild.Plan {
    try StreamRebuild(BackupFixture.repository(fixture)).run(waitingAtMost: .seconds(5))
  }

  private static func plan(
    _ fixture: GitFixture, stoppingAt known: Set<ObjectID> = []
  ) throws -> StreamRebuild.Plan {
    try StreamRebuild(BackupFixture.repository(fixture)).plan(stoppingAt: known)
  }

  /// Few refs are files of their own, many go to packed-refs.
  @Test(arguments: [3, 300]) func aLedgerAloneBringsEveryStreamBack(count: Int) async throws {
    try await BackupFixture.withStore { store, fixture in
      let names = (0..<count).map { "s%-\($0)" }
      try BackupFixture.append(store, to: names)
      try BackupFixture.append(store, to: Array(names.prefix(2)))
      let before = try await fixture.references(Self.streams)
      #expect(before.count == count + 1)
      try await fixture.remove(before)
      let plan = try Self.run(fixture)
      #expect(plan.moves.count == count + 1 && plan.streams == count + 1)
      #expect(plan.conflicts == [])
      #expect(try await fixture.references(Self.streams) == before)
      #expect(try Self.run(fixture).moves == [])
      let again = try EventStore.open(
        BackupFixture.repository(fixture), options: BackupFixture.options(seed: 3))
      #expect(try again.recover().problems == [])
      try BackupFixture.append(again, to: names)
      #expect(try await StoreChecker(fixture).findings() == [])
    }
  }

  @Test func aStreamThatIsBehindIsMovedForwardAndOneThatIsAheadIsLeft() async throws {
    try await BackupFixture.withStore { store, fixture in
      for _ in 1...3 { try BackupFixture.append(store, to: ["behind", "ahead"]) }
      let before = try await fixture.references(Self.streams)
      try await fixture.git("update-ref", "refs/events/behind", "events/behind~2")
      let ledger = try await fixture.references("refs/ledger")[0].split(separator: " ")[1]
      try await fixture.git("update-ref", String(ledger), "\(ledger)~1")
      let plan = try Self.run(fixture)
      #expect(plan.moves.map(\.name) == ["refs/events/behind"])
      #expect(plan.conflicts == [])
      let behind = try await fixture.git("rev-list", "--count", "events/behind").text
      // As far as the ledger knows.
      #expect(behind == "2")
      let after = try await fixture.references("refs/events/ahead")
      #expect(after == before.filter { $0.hasSuffix("/ahead") })
    }
  }

  @Test func aStreamOnAnotherBranchOfHistoryIsToldAndLeft() async throws {
    try await BackupFixture.withStore { store, fixture in
      try BackupFixture.append(store, to: ["s", "t"])
      let before = try await fixture.references(Self.streams)
      let head = try await fixture.git("cat-file", "commit", "events/s").text
      let forged = try await fixture.git(
        "hash-object", "-t", "commit", "-w", "--stdin",
        input: Array((head.replacing("Recorder", with: "Forger") + "\n").utf8)
      ).text
      try await fixture.git("update-ref", "refs/events/s", forged)
      try await fixture.remove(before.filter { $0.hasSuffix("/t") })
      let plan = try Self.run(fixture)
      #expect(plan.moves.map(\.name) == ["refs/events/t"])
      #expect(plan.conflicts.count == 1 && plan.conflicts[0].hasPrefix("refs/events/s "))
      #expect(try await fixture.git("rev-parse", "events/s").text == forged)
    }
  }

  /// Two clones that both went on: neither ledger knows of the other's events.
  @Test func ofSeveralLedgersTheFarthestCountsAndAForkIsTold() async throws {
    try await BackupFixture.withStore { store, fixture in
      try BackupFixture.append(store, to: ["s", "t", "u"])
      let clone = GitFixture(directory: fixture.directory, name: "clone", bare: false)
      try await GitCommand.run(["init", "-q", clone.path], home: fixture.directory.path)
      let all = ["refs/events/*:refs/events/*", "refs/ledger/*:refs/ledger/*"]
      try await clone.git(["fetch", "-q", fixture.path] + all)
      let other = try EventStore.open(
        BackupFixture.repository(clone), options: BackupFixture.options(seed: 2))
      try BackupFixture.append(other, to: ["s", "u"])
      try BackupFixture.append(store, to: ["t", "u"])
      // All that the clone has, as a ledger alone would bring it.
      let own = try await fixture.references("refs/ledger")[0].dropFirst(41)
      let ledgers = try await clone.references("refs/ledger").map { $0.dropFirst(41) }
      let theirs = try #require(ledgers.first { $0 != own })
      try await fixture.git(["fetch", "-q", clone.path, "\(theirs):\(theirs)"])
      let before = try await fixture.references(Self.streams)
      #expect(try await fixture.references("refs/ledger").count == 2)
      try await fixture.remove(before)
      let plan = try Self.run(fixture)
      #expect(plan.conflicts.count == 1 && plan.conflicts[0].hasPrefix("refs/events/u:"))
      let heads = try await fixture.references("refs/events/s", "refs/events/t")
      let moved = try await clone.references("refs/events/s")
      #expect(heads == moved + before.filter { $0.hasSuffix("/t") })
    }
  }

  @Test func whatIsKnownToBeSetIsNotReadAgain() async throws {
    try await BackupFixture.withStore { store, fixture in
      try BackupFixture.append(store, to: ["s", "t"])
      let tip = try #require(
        ObjectID(hex: String(try await fixture.references("refs/ledger")[0].prefix(40))))
      try BackupFixture.append(store, to: ["t"])
      let before = try await fixture.references(Self.streams)
      try await fixture.remove(before)
      #expect(
        try Self.plan(fixture, stoppingAt: [tip]).moves.map(\.name) == ["refs/events/t"])
      #expect(try Self.plan(fixture).moves.count == before.count)
    }
  }

  @Test func aLedgerThatCannotBeReadIsAnError() async throws {
    try await BackupFixture.withStore { store, fixture in
      try BackupFixture.append(store, to: ["s"])
      try await fixture.git("update-ref", "refs/ledger/other", "events/s")
      #expect(throws: EventStoreError.self) { try Self.run(fixture) }
    }
  }
}
