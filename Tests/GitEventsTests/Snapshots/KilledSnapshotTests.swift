import Foundation
import Git
import GitEvents
import GitEventsTesting
import Testing

/// What a writer leaves that is killed while it takes a snapshot, and what others do to its folders.
@Suite struct KilledSnapshotTests {
  private static let reference = "refs/tags/snapshots/totals/a/1"
  private static let lock = reference + ".lock"

  /// How far a killed writer had come: what of its work the next one finds.
  enum Step: CaseIterable {
    case state, temporaryPack, keep, packWithoutIndex, pack, emptyLock, halfLock, lock, renamed
    case released
  }

  /// Replays the steps of a writer from what a finished one has left.
  private func kill(
    _ fixture: GitFixture, _ snapshot: Snapshot, pack: String, at step: Step
  ) async throws {
    let files = FileManager.default
    func isBefore(_ other: Step) -> Bool {
      Step.allCases.firstIndex(of: step)! < Step.allCases.firstIndex(of: other)!
    }
    let folder = "objects/pack/"
    if isBefore(.released) {
      try fixture.overwrite(folder + pack + ".keep", "git-events: being appended\n")
    }
    if isBefore(.renamed) { try fixture.remove(Self.reference) }
    if isBefore(.emptyLock) {
      // The folders are made with the locks.
      try files.removeItem(atPath: fixture.file("refs/tags/snapshots"))
    } else if isBefore(.renamed) {
      let text = snapshot.tag.hex + "\n"
      let count = step == .emptyLock ? 0 : step == .halfLock ? 20 : 41
      try fixture.overwrite(Self.lock, String(text.prefix(count)))
    }
    if isBefore(.pack) { try fixture.remove(folder + pack + ".idx") }
    if isBefore(.packWithoutIndex) {
      try files.createDirectory(
        atPath: fixture.file("git-events/tmp"), withIntermediateDirectories: true)
      if step != .state {
        try files.moveItem(
          atPath: fixture.file(folder + pack + ".pack"),
          toPath: fixture.file("git-events/tmp/" + pack + ".pack"))
      } else {
        try fixture.remove(folder + pack + ".pack")
      }
    }
    if isBefore(.keep) { try fixture.remove(folder + pack + ".keep") }
    try fixture.forgeState(
      packs: [pack], locks: [.init(name: Self.reference, target: snapshot.tag)])
  }

  @Test(arguments: Step.allCases)
  func aSnapshotIsWholeOrAbsentWhereverItsWriterWasKilled(step: Step) async throws {
    try await withDiskStore { store, fixture in
      try store.append([.test(id: "one")], to: "a")
      let packs = Set(try fixture.names(in: "objects/pack"))
      let snapshot = try store.snapshot("a", 1, "[1]").snapshot
      let new = try fixture.names(in: "objects/pack").filter { !packs.contains($0) }
      let pack = String(try #require(new.first { $0.hasSuffix(".pack") }).dropLast(5))
      try await kill(fixture, snapshot, pack: pack, at: step)

      let isThere = step == .renamed || step == .released
      let reader = try StoreKind.open(fixture)
      #expect(try reader.snapshotNames().count == (isThere ? 1 : 0))
      if isThere {
        #expect(try reader.state(of: reader.onlySnapshot()).description == "[\n  1\n]\n")
      }
      // The next writer is not disturbed, whatever it writes.
      let writer = try StoreKind.open(fixture)
      let result = try writer.append([.test(id: "two")], to: "a")
      #expect(result.recovery?.problems ?? [] == [])
      #expect(StoreChecker(fixture).leftovers() == [])
      #expect(try writer.snapshot("a", 1, "[1]").isNew != isThere)
      #expect(try writer.onlySnapshot().event == snapshot.event)
      #expect(try await StoreChecker(fixture).findings(acknowledged: ["one", "two"]) == [])
      try await fixture.fsck()
    }
  }

  @Test func theNextSnapshotRecoversAndSaysSo() async throws {
    try await withDiskStore { store, fixture in
      try store.append([.test()], to: "a")
      try store.append([.test()], to: "b")
      let target = try store.commit("a", 1)
      try fixture.overwrite("refs/events/b.lock", target.hex + "\n")
      try fixture.forgeState(locks: [.init(name: "refs/events/b", target: target)])
      let (_, isNew, recovery) = try StoreKind.open(fixture).snapshot("a", 1)
      #expect(isNew)
      #expect(recovery?.repairs.map(\.subject) == ["refs/events/b.lock"])
      #expect(try store.append([.test()], to: "b").recovery == nil)
    }
  }

  @Test func locksOfAnEarlierBootAreFoundInTheirFolders() async throws {
    try await withDiskStore { store, fixture in
      try store.append([.test(), .test()], to: "a")
      try store.snapshot("a", 1)
      let young = "refs/tags/snapshots/totals/a/2.lock"
      let foreign = "refs/tags/v1.lock"
      for name in [Self.lock, young, foreign] { try fixture.overwrite(name, "") }
      for name in [Self.lock, foreign] {
        try FileManager.default.setAttributes(
          [.modificationDate: Date(timeIntervalSince1970: 1)], ofItemAtPath: fixture.file(name))
      }
      try fixture.forgeState(boot: "earlier", isDirty: false)
      let result = try StoreKind.open(fixture).append([.test()], to: "a")
      #expect(result.recovery?.repairs.map(\.subject) == [Self.lock])
      #expect(fixture.exists(young) && fixture.exists(foreign))
    }
  }

  /// The writer's state says where the last append left the ledger, and a snapshot says nothing of that.
  @Test func aSnapshotDoesNotMakeTheLedgersPlaceForgotten() async throws {
    try await withDiskStore { store, fixture in
      try store.append([.test()], to: "a")
      try store.append([.test()], to: "b")
      let ledger = try await fixture.ledger()
      let tip = try fixture.text(ledger).dropLast()
      try StoreKind.open(fixture).snapshot("a", 1)
      #expect(try fixture.text("git-events/state").contains("tip \(tip) \(ledger)\n"))
      try await fixture.git("update-ref", ledger, ledger + "~1")
      let error = failure { try StoreKind.open(fixture).append([.test()], to: "c") }
      #expect(error?.code == .damaged)
      #expect(error?.message.contains("left it at \(tip)") == true)
    }
  }

  @Test(arguments: [
    "refs/tags", "refs/tags/snapshots", "refs/tags/snapshots/totals",
    "refs/tags/snapshots/totals/a",
  ])
  func nothingIsWrittenBehindALink(folder: String) async throws {
    try await withDiskStore { store, fixture in
      try store.append([.test(), .test()], to: "a")
      let target = try store.commit("a", 1)
      try store.snapshot("a", 2)
      let files = FileManager.default
      let outside = fixture.directory.path("outside")
      try files.moveItem(atPath: fixture.file(folder), toPath: outside)
      let inner = outside + Self.reference.dropFirst(folder.count)
      try Data().write(to: URL(fileURLWithPath: inner + ".lock"))
      try files.setAttributes(
        [.modificationDate: Date(timeIntervalSince1970: 1)], ofItemAtPath: inner + ".lock")
      try files.createSymbolicLink(atPath: fixture.file(folder), withDestinationPath: outside)
      #expect(code { try StoreKind.open(fixture).snapshot("a", 1) } == .damaged)
      try fixture.forgeState(locks: [.init(name: Self.reference, target: target)])
      #expect(code { try StoreKind.open(fixture).append([.test()], to: "a") } == .damaged)
      try fixture.forgeState(boot: "earlier", isDirty: false)
      _ = try? StoreKind.open(fixture).append([.test()], to: "a")
      #expect(files.fileExists(atPath: inner + ".lock"))
      #expect(!files.fileExists(atPath: inner))
    }
  }

  @Test func aSnapshotWithoutSyncingLeavesItsMarkAndADurableOneSettles() async throws {
    try await withDiskStore { store, fixture in
      try store.append([.test(), .test()], to: "a")
      var options = try StoreKind.options(seed: 3)
      options.durability = .none
      let quick = try EventStore.open(
        Repository.open(gitDirectory: fixture.gitDirectory), options: options)
      try quick.snapshot("a", 1)
      #expect(fixture.exists("git-events/unsynced"))
      try store.snapshot("a", 1)
      #expect(!fixture.exists("git-events/unsynced"))
    }
  }

  /// Whoever only fetched events can keep snapshots of them, and begins no ledger with that.
  @Test func aFetchedCopyTakesSnapshotsWithoutALedger() async throws {
    try await withDiskStore { store, fixture in
      try store.append([.test()], to: "a")
      let copy = try await fixture.copy("copy.git", allStreams, allLedgers)
      let reader = try StoreKind.open(copy)
      #expect(try reader.snapshot("a", 1).isNew)
      #expect(try await copy.git("for-each-ref", "refs/ledger").lines.count == 1)
      #expect(!copy.exists("git-events/replica"))
      try reader.append([.test()], to: "a")
      #expect(try await StoreChecker(copy).findings() == [])
    }
  }
}
