import Git
import GitEvents
import GitEventsProjections
import GitEventsTesting
import Testing

/// What computing snapshots again finds, and what it leaves alone.
@Suite struct SnapshotVerifierTests {
  @Test func aWrongStateThatLooksRightIsFound() async throws {
    try await withDiskStore { store, fixture in
      try store.append((1...40).map { try .test("{\"n\":\($0)}") }, to: StreamName("a"))
      try store.makeSnapshot(of: StreamName("a"), at: 2)
      let forged = ForgedSnapshot(fixture: fixture, tag: "snapshots/merge/a/2")
      try await forged.replaceState("{\n  \"lie\": true\n}\n")
      let scratch = try store.state("a", by: .merge, .fromScratch)
      // Nothing but computing it again tells: a replay begins from it, and what it keeps is as wrong.
      let opened = try reopened(fixture)
      #expect(try opened.state("a").state != scratch.state)
      #expect(try opened.examined().map(\.standing) == [.current])
      let verified = try opened.verified()
      guard case .differs(let findings)? = verified.first?.verdict else {
        Issue.record("\(verified)")
        return
      }
      #expect(findings.map(\.aspect) == [.state])
      #expect(findings[0].found == verified[0].examined.snapshot?.stateBlob.hex)
      // With the snapshot goes what was made from it.
      try await opened.deleteSnapshots(opened.snapshotReferences())
      #expect(try opened.state("a").state == scratch.state)
    }
  }

  @Test func whatWasMadeFromASnapshotGoesWithIt() async throws {
    try await withDiskStore { store, fixture in
      try store.append((1...60).map { try .test("{\"n\":\($0)}") }, to: StreamName("a"))
      try store.makeSnapshot(of: StreamName("a"), at: 2)
      let forged = ForgedSnapshot(fixture: fixture, tag: "snapshots/merge/a/2")
      try await forged.replaceState("{\n  \"lie\": true\n}\n")
      let scratch = try store.state("a", by: .merge, .fromScratch)
      #expect(try reopened(fixture).state("a").state != scratch.state)
      #expect(try reopened(fixture).state("a").origin == .checkpoint(version: 60))
      // Deleted by plain git, without anybody having verified it.
      try await fixture.git("tag", "--delete", "snapshots/merge/a/2")
      let made = try reopened(fixture).state("a")
      #expect(made.state == scratch.state)
      #expect(made.origin == .beginning)
    }
  }

  @Test func makingItFromScratchMendsIt() async throws {
    try await withDiskStore { store, fixture in
      try store.append("{\"n\":1}", "{\"n\":2}", to: "a")
      try store.makeSnapshot(of: StreamName("a"))
      let forged = ForgedSnapshot(fixture: fixture, tag: "snapshots/merge/a/2")
      try await forged.replaceState("{}\n")
      #expect(try store.makeSnapshot(of: StreamName("a"), options: .fromScratch).isNew)
      #expect(try store.verified().map(\.verdict) == [.same])
    }
  }

  @Test func whatCannotBeComputedHereIsNotChecked() throws {
    let store = try memoryStore()
    try store.append("{\"n\":1}", "{\"n\":2}", to: "a")
    try store.makeSnapshot(of: StreamName("a"), by: Counter())
    try store.supplySnapshot(
      JSONText("{\"mine\":1}"), of: StreamName("a"), projection: ProjectionName("mine"))
    #expect(
      try store.verified().map(\.verdict) == [
        .notChecked("its state was supplied"), .notChecked("nothing here defines swift-counter"),
      ])
    #expect(try store.examined().map(\.standing) == [.notRecomputable, .noDefinition])
    try store.define(
      ProjectionDefinition(name: "swift-counter", kind: .swift(version: 1)))
    #expect(try store.examined().map(\.standing) == [.notRecomputable, .current])
    #expect(
      try store.verified().last?.verdict
        == .notChecked("only the program that has swift-counter can compute it"))
  }

  @Test func aProgramThatFailsNowIsAFinding() throws {
    let store = try memoryStore()
    try store.append("{\"n\":1}", "{\"n\":{}}", to: "a")
    let sum = ProjectionDefinition(name: "sum", kind: .jq(program: ". + $event.data.n"))
    try store.define(sum)
    // Somebody else's event: the snapshot is recorded without its program being run.
    try store.record(
      NewSnapshot(
        stream: StreamName("a"), version: 2, event: store.event("a", 2).commit.object,
        projection: ProjectionName("sum"), definition: sum.id(), state: JSONText("3")))
    guard case .differs(let findings)? = try store.verified().first?.verdict else {
      Issue.record("not found")
      return
    }
    #expect(findings.map(\.aspect) == [.computation])
    #expect(findings[0].found.contains("a@2"))
  }

  @Test func manySnapshotsOfManyStreamsAreEachComparedWithTheirOwn() throws {
    let store = try memoryStore()
    try store.define(.counter)
    for stream in ["a", "b", "c"] {
      try store.append(
        (1...30).map { try .test("{\"\(stream)\($0)\":\($0)}") }, to: StreamName(stream))
      for version in [30, 4, 17] {
        try store.makeSnapshot(of: StreamName(stream), at: version)
        try store.makeSnapshot(of: StreamName(stream), at: version, by: .counter)
      }
    }
    let verified = try store.verified()
    #expect(verified.count == 18)
    #expect(verified.allSatisfy { $0.verdict == .same })
    #expect(verified.prefix(3).map(\.examined.reference.version) == [4, 17, 30])
  }
}
