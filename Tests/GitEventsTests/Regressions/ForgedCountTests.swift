import Git
import GitEvents
import GitEventsTesting
import Testing

/// Versions and positions in stored commits that adding to would overflow.
@Suite struct ForgedCountTests {
  private static let counts = [Int.max, Int.max - 1, 1_000_000_000_000, 999_999_999_999]

  /// The encoder itself refuses such numbers.
  private static func replace(_ digits: String, by number: String, in commit: [UInt8]) -> [UInt8] {
    let parts = String(decoding: commit, as: UTF8.self).split(separator: digits)
    return Array(parts.joined(separator: number).utf8)
  }

  private func store(
    _ commit: [UInt8], as reference: String, in fixture: GitFixture
  ) async throws -> ObjectID {
    let text = try await fixture.git("hash-object", "-t", "commit", "-w", "--stdin", input: commit)
      .text
    try await fixture.git("update-ref", reference, text)
    return try #require(ObjectID(hex: text))
  }

  /// A commit that claims a version and stands on the stream's first event.
  private func forge(
    _ version: Int, of stream: String, in fixture: GitFixture
  ) async throws -> ObjectID {
    let actor = try Actor("Mallory <mallory@example.org>")
    let parent = try await fixture.git("rev-parse", "refs/events/\(stream)").text
    let tree = try await fixture.git("rev-parse", "refs/events/\(stream)^{tree}").text
    let event = EventCommit(
      stream: try StreamName(stream), version: 7777, id: try EventID("forged"),
      type: try EventType("a"), time: Timestamp(microseconds: 1_763_701_300_000_000),
      actor: actor, recorder: actor, tree: try #require(ObjectID(hex: tree)),
      parent: ObjectID(hex: parent))
    let commit = try ForgedCountTests.replace("7777", by: "\(version)", in: event.encode())
    return try await store(commit, as: "refs/events/\(stream)", in: fixture)
  }

  @Test(arguments: counts)
  func aForgedVersionIsDamageAndNoCrash(version: Int) async throws {
    try await withDiskStore { store, fixture in
      try store.append([.test()], to: "s")
      _ = try await forge(version, of: "s", in: fixture)
      let opened = try StoreKind.open(fixture)
      #expect(code { _ = try opened.read("s") } == .damaged)
      for event in [EventData.test(), .test(id: "forged")] {
        #expect(code { try opened.append([event], to: "s") } == .damaged)
      }
      #expect(try opened.position() == 2)
      try opened.append([.test()], to: "t")
      #expect(try opened.readAll(.position, .forward).all().count == 3)
      #expect(try opened.recover().problems.isEmpty == false)
    }
  }

  /// A stream that the ledger does not know yet, as a plain `git fetch` brings it.
  @Test(arguments: counts)
  func aForgedVersionThatWasFetchedIsNotTakenOver(version: Int) async throws {
    try await withDiskStore { store, fixture in
      let copy = try await fixture.copy("copy.git", allStreams)
      try StoreKind.open(copy).append([.test()], to: "s")
      _ = try await forge(version, of: "s", in: copy)
      try await fixture.fetch(from: copy, allStreams)
      #expect(code { try store.append([.test()], to: "s") } == .damaged)
      #expect(try store.position() == 1)
      try store.append([.test()], to: "t")
      #expect(try store.readAll(.position, .forward).all().count == 2)
    }
  }

  @Test(arguments: counts)
  func aForgedPositionIsDamageAndNoCrash(position: Int) async throws {
    try await withDiskStore { store, fixture in
      try store.append([.test()], to: "s")
      let name = try await fixture.ledger()
      let tip = try await fixture.git("rev-parse", name).text
      let head = try await fixture.git("rev-parse", "refs/events/s").text
      let line = LedgerLine(
        component: "s", before: 7777, after: 8888,
        head: try #require(ObjectID(hex: head)))
      let forged = LedgerCommit(
        kind: .append, replica: String(name.dropFirst(StoreLayout.ledgerPrefix.count)),
        position: 8888, time: Timestamp(microseconds: 1_763_701_300_000_000), lines: [line],
        previous: ObjectID(hex: tip))
      let tree = try await fixture.git("mktree").text
      var commit = try forged.encode(
        recorder: Actor("Mallory"), emptyTree: try #require(ObjectID(hex: tree)))
      commit = ForgedCountTests.replace("7777", by: "\(position - 1)", in: commit)
      commit = ForgedCountTests.replace("8888", by: "\(position)", in: commit)
      _ = try await self.store(commit, as: name, in: fixture)
      let opened = try StoreKind.open(fixture)
      // A position that can be added to is found out by reading.
      #expect(code { _ = try opened.readAll(.position, .forward).all() } == .damaged)
      #expect(code { _ = try opened.readAll(.global, .backward).all() } == .damaged)
      #expect(code { try opened.append([.test()], to: "s") } != nil)
      #expect(code { try opened.append([.test(), .test()], to: "t") } != nil)
      let tipNow = try await fixture.git("rev-parse", name + "~1").text
      #expect(tipNow == tip)
    }
  }

  @Test func keptTimesBefore1970AreRefused() async throws {
    try await withDiskStore { store, _ in
      for microseconds in [Int64(-1), .min, -1_000_000] {
        var batch = AppendBatch()
        batch.append(
          .test(), to: try StreamName("a"),
          keeping: KeptRecord(time: Timestamp(microseconds: microseconds), recorder: nil))
        #expect(code { _ = try store.append(batch, kind: .import) } == .invalidInput)
      }
      #expect(try store.position() == 1)
      var batch = AppendBatch()
      batch.append(
        .test(), to: try StreamName("a"),
        keeping: KeptRecord(time: Timestamp(microseconds: 0), recorder: nil))
      _ = try store.append(batch, kind: .import)
      #expect(try store.read("a").first?.time.microseconds == 0)
    }
  }

  @Test(arguments: [Int64.min, -1, 0, 1])
  func anIDOfATimeBefore1970IsTheEarliest(microseconds: Int64) {
    let id = EventID(version7At: Timestamp(microseconds: microseconds), random: .seeded(1))
    #expect(id.text.hasPrefix("00000000-0000-7"))
    #expect(id.text.utf8.count == 36)
  }
}
