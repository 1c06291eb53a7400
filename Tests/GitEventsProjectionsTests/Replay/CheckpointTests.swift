import Foundation
import Git
import GitEvents
import GitEventsProjections
import GitEventsTesting
import Testing

/// A checkpoint changes no answer, whatever happens to it or to the events behind it.
@Suite struct CheckpointTests {
  private func folder(_ fixture: GitFixture) -> String {
    fixture.gitDirectory + "/git-events/checkpoints"
  }

  private func files(_ fixture: GitFixture) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: folder(fixture))
      .filter { $0.hasPrefix("state-") }.map { folder(fixture) + "/" + $0 }
  }

  private func fill(_ store: EventStore, _ stream: String, _ range: Range<Int>) throws {
    try store.append(
      range.map { try .test("{\"n\":\($0),\"m\($0 % 7)\":\($0)}") }, to: StreamName(stream))
  }

  @Test func damageOfEveryKindIsNoticed() async throws {
    try await withDiskStore { store, fixture in
      try fill(store, "a-1", 0..<50)
      let expected = try store.state("a-1")
      let path = try #require(try files(fixture).first)
      let whole = try Data(contentsOf: URL(fileURLWithPath: path))
      var damaged: [Data] = [Data(), whole.prefix(10), whole.dropLast(), whole + Data([10])]
      for place in stride(from: 0, to: whole.count, by: 3) {
        var copy = whole
        copy[place] ^= 0x04
        damaged.append(copy)
      }
      for bytes in damaged {
        try bytes.write(to: URL(fileURLWithPath: path))
        let made = try store.state("a-1")
        #expect(made.state == expected.state)
        #expect(made.origin == .beginning)
      }
      try FileManager.default.removeItem(atPath: folder(fixture))
      #expect(try store.state("a-1").state == expected.state)
      #expect(try store.state("a-1").origin == .checkpoint(version: 50))
    }
  }

  @Test func aRewoundStreamHasTheStateOfWhatIsLeft() async throws {
    try await withDiskStore { store, fixture in
      try fill(store, "a-1", 0..<60)
      let at40 = try store.state("a-1", at: 40, by: .merge, .fromScratch)
      _ = try store.state("a-1")
      // What the ledger knows of the newest entry would be shown as the head: two later entries of another stream hide it.
      try fill(store, "b-1", 0..<1)
      let commit = try store.event("a-1", 40).commit
      try await fixture.git("update-ref", "refs/events/a-1", commit.description)
      let made = try reopened(fixture).state("a-1")
      #expect(made.version == 40)
      #expect(made.state == at40.state)
    }
  }

  @Test func anotherHistoryOfTheSameLengthIsNotMistaken() async throws {
    try await withDiskStore { store, fixture in
      try fill(store, "a-1", 0..<40)
      try fill(store, "b-1", 100..<140)
      _ = try store.state("a-1")
      // The checkpoint of one stream in the place of another's.
      let first = try #require(try files(fixture).first)
      _ = try store.state("b-1")
      let second = try #require(try files(fixture).first { $0 != first })
      try Data(contentsOf: URL(fileURLWithPath: first)).write(to: URL(fileURLWithPath: second))
      #expect(try store.state("b-1").state == store.state("b-1", by: .merge, .fromScratch).state)
    }
  }

  @Test func aChangedDefinitionUsesNoOldState() throws {
    let store = try memoryStore()
    try fill(store, "a-1", 0..<50)
    let first = ProjectionDefinition(name: "p", kind: .jq(program: ".n += 1"))
    let second = ProjectionDefinition(name: "p", kind: .jq(program: ".n += 2"))
    #expect(try store.state("a-1", by: first).state.description == "{\n  \"n\": 50\n}\n")
    let made = try store.state("a-1", by: second)
    #expect(made.state.description == "{\n  \"n\": 100\n}\n")
    #expect(made.origin == .beginning)
    #expect(try store.replay(StreamName("a-1"), by: Counter()).count == 50)
    let raised = try store.replay(StreamName("a-1"), by: Counter(definitionVersion: 2))
    #expect(raised.count == 50)
  }

  @Test func aReadOnlyStoreIsReplayedToo() async throws {
    try await withDiskStore { store, fixture in
      try fill(store, "a-1", 0..<50)
      let path = fixture.gitDirectory + "/git-events"
      try FileManager.default.createDirectory(
        atPath: path + "/checkpoints", withIntermediateDirectories: true)
      // A file where the folder should be: nothing can be kept.
      try FileManager.default.removeItem(atPath: path + "/checkpoints")
      try Data("x".utf8).write(to: URL(fileURLWithPath: path + "/checkpoints"))
      #expect(try store.state("a-1").eventCount == 50)
      #expect(try store.state("a-1").eventCount == 50)
    }
  }
}
