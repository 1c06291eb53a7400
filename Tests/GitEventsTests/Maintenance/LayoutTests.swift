import Foundation
import Git
import GitEvents
import GitEventsTesting
import Testing

/// What maintenance makes of a repository: the same objects and refs, in another order.
@Suite struct LayoutTests {
  /// Everything that plain git can say about a repository's content.
  private struct Content: Equatable {
    let objects: Set<String>
    let references: [String]

    init(_ fixture: GitFixture) async throws {
      objects = Set(
        try await fixture.git("cat-file", "--batch-all-objects", "--batch-check").lines)
      references = try await fixture.git("for-each-ref").lines
    }
  }

  private func packs(_ fixture: GitFixture) throws -> [String] {
    try fixture.names(in: "objects/pack").filter { $0.hasSuffix(".pack") }.sorted()
  }

  private func fill(_ store: EventStore, _ count: Int) throws {
    // What does not compress by itself, and is the same in every event.
    var state: UInt64 = 1
    let note = String(
      (0..<2000).map { _ -> Character in
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return Character(UnicodeScalar(UInt8(33 + (state >> 33) % 58)))
      }.filter { $0 != "\\" && $0 != "\"" })
    for number in 1...count {
      try store.append(
        [.test("a.b", #"{"n":\#(number),"note":"\#(note)","x":"\#(number.hashValue)"}"#)],
        to: "s-\(number % 3)")
    }
  }

  @Test func everyObjectAndRefIsThereAfterwardsAlsoWhatNothingReaches() async throws {
    try await withDiskStore(bare: true) { store, fixture in
      try fill(store, 30)
      try await fixture.git("hash-object", "-w", "--stdin", input: Array("unreachable".utf8))
      let before = try await Content(fixture)
      let outcome = try await store.maintain(.added)
      #expect(outcome?.packsReplaced == 31)
      #expect(outcome?.packsMade == 3)
      #expect(outcome?.looseObjects == 1)
      #expect(try await Content(fixture) == before)
      #expect(try fixture.names(in: "refs/events") == [])
      #expect(try packs(fixture).count == 3)
      #expect(try await store.maintain(.added)?.isNothing == true)
      try await fixture.fsck()
      let clone = GitFixture(directory: fixture.directory, name: "clone.git", bare: true)
      try await fixture.git("clone", "--quiet", "--mirror", "--no-local", ".", clone.path)
      #expect(try await Content(clone).references == before.references)
      #expect(try await StoreChecker(fixture).findings() == [])
    }
  }

  /// What `git verify-pack` tells of an object: its kind, where it lies, and how many differences lead to it.
  private struct Stored {
    let kind: String
    let pack: String
    let offset: Int
    let depth: Int
  }

  private func stored(_ fixture: GitFixture) async throws -> [String: Stored] {
    var stored: [String: Stored] = [:]
    for pack in try packs(fixture) {
      let lines = try await fixture.git(
        "verify-pack", "-v", "objects/pack/" + pack.dropLast(4) + "idx"
      ).lines.map { $0.split(separator: " ") }
      for line in lines where line.count >= 5 && line[0].count == 40 {
        let offset = try #require(Int(line[4]))
        let depth = line.count == 7 ? try #require(Int(line[5])) : 0
        stored[String(line[0])] = Stored(
          kind: String(line[1]), pack: pack, offset: offset, depth: depth)
      }
    }
    return stored
  }

  @Test func theEventsOfAStreamLieSideBySideAndFewStepsAway() async throws {
    try await withDiskStore(bare: true) { store, fixture in
      for number in 1...60 {
        try store.append(
          [.test("a.b", #"{"number":\#(number),"of":"an event"}"#)], to: "s-\(number % 3)")
      }
      // As git lays them out, the events of all streams are mixed, and the chains are deep.
      try await fixture.git("gc", "--aggressive", "--quiet")
      #expect(try await store.maintain(.added)?.packsReplaced == 1)
      let stored = try await stored(fixture)
      #expect(Set(stored.values.map(\.pack)).count == 1)
      #expect(stored.values.allSatisfy { $0.depth <= 1 })
      #expect(stored.values.contains { $0.kind == "commit" && $0.depth == 1 })
      for stream in 0..<3 {
        let commits = try await fixture.git("rev-list", "--reverse", "events/s-\(stream)").lines
        let offsets = commits.compactMap { stored[$0]?.offset }
        try #require(offsets.count == 20)
        #expect(offsets == offsets.sorted())
        let others = stored.values.filter { $0.offset > offsets[0] && $0.offset < offsets[19] }
        // A commit, a tree and a blob for each event, nothing of another stream.
        #expect(others.count <= 3 * 19 + 1)
      }
      #expect(try store.read("s-1").map(\.version) == Array(1...20))
      try await fixture.fsck()
    }
  }

  /// What was laid out once comes out as it was: small payloads stay small, whatever they are stored as.
  @Test func layingOutAgainChangesNothing() async throws {
    try await withDiskStore(bare: true) { store, fixture in
      for number in 1...60 {
        let note = String(repeating: "what they all have in common ", count: 8)
        try store.append(
          [.test("a.b", #"{"note":"\#(note)","number":\#(number)}"#)], to: "s-\(number % 3)")
      }
      try await store.maintain(.added)
      let packs = try packs(fixture)
      #expect(packs.count == 1)
      #expect(try await stored(fixture).values.contains { $0.kind == "blob" && $0.depth == 1 })
      try await store.maintain(.full)
      #expect(try self.packs(fixture) == packs)
      try await fixture.git("gc", "--quiet", "--prune=now")
      try await store.maintain(.full)
      #expect(try self.packs(fixture) == packs)
    }
  }

  @Test func largePayloadsAreComparedWithOthersOfTheirStream() async throws {
    try await withDiskStore(bare: true) { store, fixture in
      try fill(store, 60)
      try await store.maintain(.added)
      let payloads = try await stored(fixture).filter { $0.value.kind == "blob" }.values
      #expect(payloads.filter { $0.depth > 0 }.count > 50)
      #expect(payloads.allSatisfy { $0.depth <= 4 })
      #expect(try store.read("s-1").map(\.version) == Array(1...20))
      let bytes = try FileManager.default.attributesOfItem(
        atPath: fixture.gitDirectory + "/objects/pack/" + #require(payloads.first).pack)[.size]
      // Sixty payloads of 2,000 bytes that do not compress take the room of a few.
      #expect(try #require(bytes as? Int) < 20_000)
    }
  }

  @Test func whatIsKeptStaysAndWhatIsNoEventStaysAsItIs() async throws {
    try await withDiskStore { store, fixture in
      let kept = try #require(try packs(fixture).first)
      try fill(store, 5)
      let mark = fixture.gitDirectory + "/objects/pack/" + kept.dropLast(4) + "keep"
      try Data("mine".utf8).write(to: URL(fileURLWithPath: mark))
      // A large pack of the repository's own files.
      var noise = [UInt8](repeating: 0, count: 3 << 20)
      for index in noise.indices { noise[index] = UInt8.random(in: 0...255) }
      let blob = try await fixture.git("hash-object", "-w", "--stdin", input: noise).text
      let tree = try await fixture.git(
        "mktree", input: Array("100644 blob \(blob)\tnoise\n".utf8)
      ).text
      let commit = try await fixture.git("commit-tree", tree, "-m", "code").text
      try await fixture.git("update-ref", "refs/heads/main", commit)
      try await fixture.git("repack", "-dq")
      let all = try packs(fixture)
      let code = try #require(
        all.first {
          let size =
            try? FileManager.default.attributesOfItem(
              atPath: fixture.gitDirectory + "/objects/pack/" + $0)[.size] as? Int
          return size ?? 0 > 1 << 20
        })
      try await store.maintain(.added)
      let left = try packs(fixture)
      #expect(left.contains(kept))
      #expect(left.contains(code))
      // Of the events one of small objects and one of large ones.
      #expect(left.count == 4)
      #expect(try await store.maintain(.full) != nil)
      #expect(try packs(fixture).contains(code))
      try await fixture.fsck()
    }
  }

  /// The folder in which packs are made may be thrown away, also where there is nothing to pack.
  @Test func theFolderOfWorkIsDisposable() async throws {
    try await withDiskStore { store, fixture in
      try fill(store, 3)
      for _ in 1...2 {
        #expect(try await store.maintain(.added) != nil)
        try FileManager.default.removeItem(
          atPath: fixture.gitDirectory + "/git-events/maintaining")
      }
      #expect(try await store.maintain(.added)?.isNothing == true)
      #expect(try store.maintenanceNeeds().lastFailure == nil)
    }
  }

  @Test func oneMaintenanceAtATime() async throws {
    try await withDiskStore { store, fixture in
      try fill(store, 3)
      let lock = try FileLock(
        waitingFor: fixture.gitDirectory + "/git-events/maintenance", until: .now, pause: 0)
      #expect(try await store.maintain(.full) == nil)
      #expect(try store.maintenanceNeeds().isRunning)
      try fill(store, 1)
      lock.end()
    }
  }

  @Test func aFailureIsToldAndNotTriedAgainAtOnce() async throws {
    try await withDiskStore { store, fixture in
      try fill(store, 55)
      #expect(try store.maintenanceNeeds().isDue)
      let pack = fixture.gitDirectory + "/objects/pack/" + (try packs(fixture)[0])
      var bytes = try Data(contentsOf: URL(fileURLWithPath: pack))
      let sound = bytes
      bytes[bytes.count / 2] ^= 0xFF
      try FileManager.default.removeItem(atPath: pack)
      try bytes.write(to: URL(fileURLWithPath: pack))
      await #expect(throws: EventStoreError.self) { try await store.maintain() }
      let needs = try store.maintenanceNeeds()
      #expect(needs.lastFailure != nil)
      #expect(!needs.isDue)
      #expect(needs.smallPacks >= 55)
      #expect(try fixture.names(in: "git-events/maintaining/objects/pack") == [])
      try FileManager.default.removeItem(atPath: pack)
      try sound.write(to: URL(fileURLWithPath: pack))
      #expect(try await store.maintain(.added)?.packsMade == 1)
      #expect(try store.maintenanceNeeds().lastFailure == nil)
      try await fixture.fsck()
    }
  }
}
