import Foundation
import Git
import GitEvents
import GitEventsProjections
import GitEventsTesting
import Testing

/// Snapshots that plain git made or spoiled: each is ignored with a warning, listed as what it is, and found by verify.
@Suite struct IgnoredSnapshotTests {
  private static let tag = "snapshots/merge/a/3"

  private func withSnapshot(
    _ body: (EventStore, GitFixture, ForgedSnapshot) async throws -> Void
  ) async throws {
    try await withDiskStore { store, fixture in
      try store.append("{\"n\":1}", "{\"m\":2}", "{\"n\":3}", "{\"k\":4}", to: "a")
      try store.append("{}", "{}", "{}", to: "b")
      #expect(try store.makeSnapshot(of: StreamName("a"), at: 3).tag == Self.tag)
      // Nothing but the snapshot is begun from.
      #expect(try store.state("a", by: .merge, snapshotsOnly).origin == .snapshot(version: 3))
      try await body(store, fixture, ForgedSnapshot(fixture: fixture, tag: Self.tag))
    }
  }

  private var snapshotsOnly: ReplayOptions {
    var options = ReplayOptions()
    options.usesCheckpoints = false
    return options
  }

  /// Expects a replay that says why it does without the snapshot, and the same of the listing and the verification.
  private func expectIgnored(
    _ store: EventStore, _ reason: String, _ standing: SnapshotStanding,
    _ aspect: SnapshotVerification.Finding.Aspect,
    sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let scratch = try store.state("a", by: .merge, .fromScratch)
    let made = try store.state("a", by: .merge, snapshotsOnly)
    #expect(made.origin == .beginning, sourceLocation: sourceLocation)
    #expect(made.state == scratch.state, sourceLocation: sourceLocation)
    let warnings = made.warnings.map(\.message)
    #expect(
      warnings.count == 1 && warnings[0].contains(reason), "\(warnings)",
      sourceLocation: sourceLocation)
    let listed = try store.examined()
    #expect(listed.map(\.standing.word) == [standing.word], sourceLocation: sourceLocation)
    let verified = try store.verified()
    guard case .differs(let findings)? = verified.first?.verdict else {
      Issue.record("\(verified)", sourceLocation: sourceLocation)
      return
    }
    #expect(
      findings.contains { $0.aspect == aspect }, "\(findings)", sourceLocation: sourceLocation)
    // Making it anew puts it right.
    #expect(try store.makeSnapshot(of: StreamName("a"), at: 3).isNew)
    #expect(try store.examined().map(\.standing) == [.current], sourceLocation: sourceLocation)
    #expect(try store.verified().map(\.verdict) == [.same], sourceLocation: sourceLocation)
  }

  @Test func oneOnAnotherEventOfTheStreamIsIgnored() async throws {
    try await withSnapshot { store, _, forged in
      try await forged.moveParent(to: store.event("a", 2).commit)
      try expectIgnored(store, "does not stand at that version", .damaged(reason: ""), .form)
    }
  }

  @Test func oneOnAnotherStreamsEventIsIgnored() async throws {
    try await withSnapshot { store, _, forged in
      try await forged.moveParent(to: store.event("b", 3).commit)
      try expectIgnored(store, "does not stand at that version", .damaged(reason: ""), .form)
    }
  }

  @Test func oneOnACommitThatIsNoLongerInTheStreamIsIgnored() async throws {
    try await withSnapshot { store, fixture, forged in
      // A commit like the event, which is not that event: what a rewritten stream leaves behind.
      let event = try store.event("a", 3).commit.description
      let text = try await fixture.git("cat-file", "commit", event)
      let twin = String(decoding: text.bytes, as: UTF8.self)
        .replacing("Event-Id: ", with: "Event-Id: x")
      let commit = try await fixture.git(
        "hash-object", "-t", "commit", "-w", "--stdin", input: Array(twin.utf8)
      ).text
      try await forged.moveParent(to: #require(CommitID(commit)))
      try expectIgnored(store, "not in the stream", .notInStream, .event)
    }
  }

  @Test func aStateThatIsNoCanonicalJSONIsIgnored() async throws {
    for state in ["", "{\"n\":3}", "{\n  \"n\": 3\n}", "nonsense\n"] {
      try await withSnapshot { store, _, forged in
        try await forged.replaceState(state)
        try expectIgnored(store, "not JSON in the stored form", .damaged(reason: ""), .form)
      }
    }
  }

  @Test func aLightweightTagIsIgnored() async throws {
    try await withSnapshot { store, _, forged in
      try await forged.makeLightweight()
      try expectIgnored(
        store, "a commit is where its tag should be", .damaged(reason: ""), .form)
    }
  }

  @Test func theTagOfAnotherSnapshotIsIgnored() async throws {
    try await withSnapshot { store, fixture, forged in
      let other = try store.makeSnapshot(of: StreamName("b"), at: 3)
      try await forged.point(to: fixture.git("rev-parse", "refs/tags/\(other.tag)").text)
      try await fixture.git("tag", "-d", other.tag)
      try expectIgnored(store, "it is the tag of b@3", .damaged(reason: ""), .form)
    }
  }

  @Test func aCutOffObjectIsIgnored() async throws {
    try await withSnapshot { store, fixture, _ in
      let blob = try await fixture.git("rev-parse", "\(Self.tag):state.json").text
      // Out of the packs, where one object can be cut off by itself.
      let folder = fixture.gitDirectory + "/objects/pack"
      for name in try FileManager.default.contentsOfDirectory(atPath: folder) {
        let path = folder + "/" + name
        let bytes = try Data(contentsOf: URL(fileURLWithPath: path))
        try FileManager.default.removeItem(atPath: path)
        guard name.hasSuffix(".pack") else { continue }
        try await fixture.git("unpack-objects", "-q", input: Array(bytes))
      }
      let path = fixture.gitDirectory + "/objects/\(blob.prefix(2))/\(blob.dropFirst(2))"
      let whole = try Data(contentsOf: URL(fileURLWithPath: path))
      try FileManager.default.removeItem(atPath: path)
      try whole.prefix(12).write(to: URL(fileURLWithPath: path))
      let opened = try reopened(fixture)
      let made = try opened.state("a", by: .merge, snapshotsOnly)
      #expect(made.origin == .beginning)
      #expect(made.warnings.count == 1)
      #expect(try opened.examined().map(\.standing.word) == ["damaged"])
      try whole.write(to: URL(fileURLWithPath: path))
    }
  }

  @Test func oneOfAnotherDefinitionIsIgnored() throws {
    let store = try memoryStore()
    try store.append("{}", "{}", "{}", to: "a")
    let first = ProjectionDefinition(name: "p", kind: .jq(program: ".n += 1"))
    let second = ProjectionDefinition(name: "p", kind: .jq(program: ".n += 2"))
    try store.define(first)
    try store.makeSnapshot(of: StreamName("a"), at: 2, by: first)
    try store.define(second)
    let made = try store.state("a", by: second)
    #expect(made.origin == .beginning)
    #expect(made.warnings.map { $0.message.contains("another definition") } == [true])
    #expect(try store.examined().map(\.standing) == [.otherDefinition])
    guard case .differs(let findings)? = try store.verified().first?.verdict else {
      Issue.record("not found")
      return
    }
    #expect(findings.map(\.aspect) == [.definition, .state])
    try store.removeProjection("p")
    #expect(try store.examined().map(\.standing) == [.noDefinition])
    #expect(try store.verified().map(\.verdict) == [.notChecked("nothing here defines p")])
  }

  @Test func eventsThatAreLeftOutLaterRetireIt() throws {
    let store = try memoryStore()
    try store.append("{\"a\":1}", "{\"b\":1}", "{\"c\":1}", to: "a")
    try store.makeSnapshot(of: StreamName("a"), at: 1)
    try store.makeSnapshot(of: StreamName("a"), at: 3)
    try store.annotate(store.event("a", 2), .skip, message: "wrong")
    #expect(try store.examined().map(\.standing) == [.otherEventsLeftOut, .current])
    let verdicts = try store.verified().map(\.verdict)
    #expect(verdicts.first == .same)
    guard case .differs(let findings)? = verdicts.last else {
      Issue.record("\(verdicts)")
      return
    }
    #expect(findings.map(\.aspect) == [.leftOut, .state])
    try store.annotate(store.event("a", 2), .unskip, message: "right")
    #expect(try store.examined().map(\.standing) == [.current, .current])
  }
}
