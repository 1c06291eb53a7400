import Foundation
import Git
import GitEvents
import GitEventsTesting
import Testing

/// What becomes of acknowledged events whose writer ended before it could publish them.
@Suite struct AbandonedLogTests {
  /// A copy of the repository as a writer leaves it that is killed with appends in its log.
  ///
  /// The copy's `replica` file names the copy's own inode, as the file of the killed writer's repository would.
  private func withKilledWriter(
    _ body: (GitFixture, [RecordedEvent]) async throws -> Void
  ) async throws {
    try await withDiskStore { store, fixture in
      try store.append([.test("t.first"), .test("t.second")], to: "a")
      try store.append([.test()], to: "z")
      let writer = store.writer(patience: .seconds(3600))
      var events: [RecordedEvent] = []
      for number in 1...3 {
        let stream = try StreamName(number == 2 ? "b" : "a")
        events += try writer.record([.test("t.logged", "{\"n\": \(number)}")], to: stream).events
      }
      try await GitFixture.with { copy in
        try copy.replace(byCopyOf: fixture)
        try copy.keepReplicaName(of: fixture)
        try await body(copy, events)
      }
      try writer.close()
    }
  }

  @Test func theNextWriterPublishesThem() async throws {
    try await withKilledWriter { fixture, events in
      let store = try StoreKind.open(fixture)
      #expect(try store.event(id: events[0].id) == events[0].unplaced)
      try store.append([.test("t.next")], to: "a")
      #expect(
        try store.read("a").map(\.type.text) == [
          "t.first", "t.second", "t.logged", "t.logged", "t.next",
        ])
      #expect(try store.read("a").map(\.commit)[2] == events[0].commit)
      let all = try store.readAll(.position, .forward).all()
      #expect(all.suffix(4).dropLast().map(\.position) == events.map(\.position))
      #expect(
        try await StoreChecker(fixture).findings(acknowledged: events.map(\.id.text)) == [])
    }
  }

  @Test func recoveryTellsOfThem() async throws {
    try await withKilledWriter { fixture, events in
      let repository = try Repository.open(gitDirectory: fixture.gitDirectory)
      let store = try EventStore.openForRecovery(repository, options: StoreKind.options(seed: 5))
      let report = try store.recover()
      #expect(report.problems == [])
      #expect(
        report.repairs.last?.action == "published 3 acknowledged events of an interrupted writer")
      #expect(try store.recover().isClean)
      #expect(
        try await StoreChecker(fixture).findings(acknowledged: events.map(\.id.text)) == [])
    }
  }

  /// Where nobody may write, they are read from the log.
  @Test func aReaderWithoutPermissionSeesThem() async throws {
    try await withKilledWriter { fixture, events in
      // What git-fetches with force may not be written to.
      try await fixture.git("config", "remote.o.url", "/nowhere")
      try await fixture.git("config", "remote.o.fetch", "+refs/*:refs/*")
      let before = try await fixture.git("for-each-ref").text
      let store = try StoreKind.open(fixture)
      #expect(try store.version(of: "a") == 4)
      #expect(
        try store.read("a").map(\.type.text) == ["t.first", "t.second", "t.logged", "t.logged"])
      #expect(try store.read("b").map(\.commit) == [events[1].commit])
      #expect(try store.streams().all().map(\.name.text) == ["_store", "a", "b", "z"])
      let all = try store.readAll(.position, .forward).all()
      #expect(all.suffix(3).map(\.position) == events.map(\.position))
      #expect(try store.position() == 7)
      #expect(try await fixture.git("for-each-ref").text == before)
    }
  }

  /// A repository that was copied with its log is a replica of its own, and loses nothing.
  @Test func aCopyPublishesThemUnderItsOwnName() async throws {
    try await withKilledWriter { fixture, events in
      try fixture.remove("git-events/replica")
      let store = try StoreKind.open(fixture)
      #expect(try store.version(of: "a") == 4)
      #expect(try await fixture.git("for-each-ref", "refs/ledger").lines.count == 2)
      #expect(
        try await StoreChecker(fixture).findings(acknowledged: events.map(\.id.text)) == [])
    }
  }

  /// A ref that was moved meanwhile stops every writer, and putting it back lets everything go on.
  @Test func aMovedRefIsTold() async throws {
    try await withKilledWriter { fixture, events in
      let old = try await fixture.git("rev-parse", "refs/events/a").text
      try fixture.remove("refs/events/a.lock")
      try await fixture.git("update-ref", "refs/events/a", "\(old)~1")
      do {
        _ = try StoreKind.open(fixture)
        Issue.record("the store was opened")
      } catch let error as EventStoreError {
        #expect(error.code == .damaged)
        #expect(error.hint?.contains("git update-ref refs/events/a \(old)") == true)
      }
      try await fixture.git("update-ref", "refs/events/a", old)
      let store = try StoreKind.open(fixture)
      #expect(store.recoveredAtOpening?.repairs.last?.subject == "git-events/wal")
      #expect(try StoreKind.open(fixture).version(of: "a") == 4)
      #expect(
        try await StoreChecker(fixture).findings(acknowledged: events.map(\.id.text)) == [])
    }
  }

  /// Killed while it said what it was about to do: a reader finds them all the same, and does not wait.
  @Test func aTornStateKeepsNobodyFromThem() async throws {
    try await withKilledWriter { fixture, events in
      let state = try fixture.bytes("git-events/state")
      try fixture.overwrite("git-events/state", Array(state.prefix(state.count / 2)))
      let store = try StoreKind.open(fixture)
      #expect(try store.read("b").map(\.commit) == [events[1].commit])
      #expect(try store.version(of: "a") == 4)
      #expect(
        try await StoreChecker(fixture).findings(acknowledged: events.map(\.id.text)) == [])
    }
  }

  @Test func aDamagedLogIsToldAndKept() async throws {
    try await withKilledWriter { fixture, events in
      var bytes = try fixture.bytes("git-events/wal")
      bytes[100] ^= 1
      try fixture.overwrite("git-events/wal", bytes)
      #expect(code { _ = try StoreKind.open(fixture) } == .damaged)
      #expect(try fixture.bytes("git-events/wal") == bytes)
    }
  }

  /// A log that a power loss brings back is known to be published.
  @Test func aPublishedLogIsForgotten() async throws {
    try await withKilledWriter { fixture, events in
      let log = try fixture.bytes("git-events/wal")
      try StoreKind.open(fixture).append([.test()], to: "c")
      try fixture.overwrite("git-events/wal", log)
      try fixture.overwrite("git-events/state", Array("torn".utf8))
      let result = try StoreKind.open(fixture).append([.test()], to: "c")
      #expect(result.events.map(\.version) == [2])
      #expect(
        try await StoreChecker(fixture).findings(acknowledged: events.map(\.id.text)) == [])
    }
  }

  /// A log whose events the store does not hold, though its ledger has moved on, is kept and told of.
  @Test func aLogOfWhatIsGoneIsKept() async throws {
    try await withKilledWriter { fixture, events in
      let log = try fixture.bytes("git-events/wal")
      try fixture.remove("git-events/wal")
      for name in ["refs/events/a.lock", "refs/events/b.lock"] { try fixture.remove(name) }
      for lock in try await fixture.git("for-each-ref", "--format=%(refname)", "refs/ledger").lines
      {
        try fixture.remove("\(lock).lock")
      }
      try StoreKind.open(fixture).append([.test()], to: "a")
      try fixture.overwrite("git-events/wal", log)
      let repository = try Repository.open(gitDirectory: fixture.gitDirectory)
      let report = try EventStore.openForRecovery(repository, options: StoreKind.options(seed: 5))
        .recover()
      #expect(report.problems.first?.contains("in quarantine") == true)
      #expect(try fixture.bytes("git-events/quarantine/wal.1") == log)
    }
  }
}

extension RecordedEvent {
  /// The event as it is read by its id.
  fileprivate var unplaced: RecordedEvent {
    var copy = self
    copy.position = nil
    return copy
  }
}

extension StreamCursor {
  fileprivate func all() throws -> [StreamSummary] {
    var cursor = self
    return try cursor.collect()
  }
}

extension GitFixture {
  fileprivate func replace(byCopyOf other: GitFixture) throws {
    try FileManager.default.removeItem(atPath: gitDirectory)
    try FileManager.default.copyItem(atPath: other.gitDirectory, toPath: gitDirectory)
  }

  /// Writes the replica's name with the inode of this repository's own file.
  fileprivate func keepReplicaName(of other: GitFixture) throws {
    let name = try other.text("git-events/replica").split(separator: " ")[0]
    let path = gitDirectory + "/git-events/replica"
    let inode = try FileManager.default.attributesOfItem(atPath: path)[.systemFileNumber]
    try overwrite("git-events/replica", "\(name) \(try #require(inode as? Int))\n")
  }
}
