import Git
import GitEvents
import GitEventsAudit
import GitEventsTesting
import Testing

/// A store that nobody has tampered with has no findings.
@Suite struct CleanStoreTests {
  @Test func randomStoresAreSound() throws {
    for seed in 1...UInt64(200) {
      var numbers = SeededGenerator(seed)
      let store = try EventStore.inMemory(options: AuditFixture.options(seed: seed))
      try AuditFixture.fill(store, appends: Int.random(in: 1...12, using: &numbers), &numbers)
      let report = try AuditFixture.verify(store)
      #expect(report.findings == [], "seed \(seed)")
      #expect(report.counts.events == report.ledgers.first?.position, "seed \(seed)")
    }
  }

  @Test func aStoreOnDiskIsSoundHoweverItIsPacked() async throws {
    try await GitFixture.with { fixture in
      var numbers = SeededGenerator(7)
      let made = try EventStore.create(
        in: Repository.open(gitDirectory: fixture.gitDirectory),
        options: AuditFixture.options(seed: 7)
      ).store
      try AuditFixture.fill(made, appends: 10, &numbers)
      for command in [
        ["gc", "-q"], ["repack", "-adfq"], ["pack-refs", "--all"], ["repack", "-q"],
      ] {
        try await fixture.git(command)
        let store = try AuditFixture.open(fixture)
        #expect(try AuditFixture.verify(store).findings == [], "\(command)")
        try AuditFixture.fill(store, appends: 3, &numbers)
        _ = try await store.maintain(.full)
        #expect(try AuditFixture.verify(AuditFixture.open(fixture)).findings == [])
      }
    }
  }

  /// A stream that is so long that it is checked in stretches on all cores.
  @Test func aLongStreamIsSound() throws {
    let store = try EventStore.inMemory(options: AuditFixture.options(seed: 3))
    let stream = try StreamName("long")
    let event = EventData(type: try EventType("a.b"), data: try JSONText("{}"))
    for _ in 1...20 {
      try store.append(Array(repeating: event, count: 500), to: stream)
    }
    let report = try AuditFixture.verify(store)
    #expect(report.findings == [])
    #expect(report.counts.events == 10_001)
  }

  @Test func whatIsNamedAloneIsLookedAtAlone() throws {
    var numbers = SeededGenerator(9)
    let store = try EventStore.inMemory(options: AuditFixture.options(seed: 9))
    try AuditFixture.fill(store, appends: 20, &numbers)
    let name = try StreamName("s-1")
    let report = try StoreVerifier(store, now: AuditFixture.now)
      .verify([name, StreamName("nobody")])
    #expect(report.counts.streams == 1)
    #expect(report.counts.events == (try store.version(of: name)))
    #expect(report.unknown.map(\.text) == ["nobody"])
    #expect(report.gaps.contains(.otherStreams))
  }
}
