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
      #expect(outcome?.packsMade == 2)
      #expect(outcome?.looseObjects == 1)
      #expect(try await Content(fixture) == before)
      #expect(try fixture.names(in: "refs/events") == [])
      #expect(try packs(fixture).count == 2)
      #expect(try await store.maintain(.added)?.isNothing == true)
      try await fixture.fsck()
      let clone = GitFixture(directory: fixture.directory, name: "clone.git", bare: true)
      try await fixture.git("clone", "--quiet", "--mirror", "--no-local", ".", clone.path)
      #expect(try await Content(clone).references == before.references)
      #expect(try await StoreChecker(fixture).findings() == [])
    }
  }

  @Test func theEventsOfAStreamLieSideBySideInShallowDeltas() async throws {
    try await withDiskStore(bare: true) { store, fixture in
      try fill(store, 60)
      // As git lays them out, the events of all streams are mixed, and the chains are deep.
      try await fixture.git("gc", "--aggressive", "--quiet")
      #expect(try await store.maintain(.added)?.packsReplaced == 1)
      let pack = try #require(try packs(fixture).first)
      let lines = try await fixture.git(
        "verify-pack", "-v", "objects/pack/" + pack.dropLast(4) + "idx"
      ).lines.map { $0.split(separator: " ") }
      let depths = lines.filter { $0.count == 7 }.compactMap { Int($0[5]) }
      #expect(!depths.isEmpty)
      #expect(depths.allSatisfy { $0 <= 4 })
      // No commit and no tree is a delta: what is small is read as it is.
      #expect(lines.allSatisfy { $0.count != 7 || $0[1] == "blob" })
      let places = Dictionary(
        uniqueKeysWithValues: lines.filter { $0.count >= 5 && $0[0].count == 40 }
          .compactMap { line in Int(line[4]).map { (String(line[0]), $0) } })
      for stream in 0..<3 {
        let commits = try await fixture.git("rev-list", "--reverse", "events/s-\(stream)").lines
        let offsets = commits.compactMap { places[$0] }
        #expect(offsets.count == 20)
        #expect(offsets == offsets.sorted())
        let others = places.filter {
          $0.value > offsets[0] && $0.value < offsets[19]
        }
        // A commit, a tree and a blob for each event, nothing of another stream.
        #expect(others.count <= 3 * 19 + 1)
      }
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
      #expect(left.count == 3)
      #expect(try await store.maintain(.full) != nil)
      #expect(try packs(fixture).contains(code))
      try await fixture.fsck()
    }
  }

  @Test func oneMaintenanceAtATime() async throws {
    try await withDiskStore { store, fixture in
      try fill(store, 3)
      let lock = try OpenFile(
        fixture.gitDirectory + "/git-events/maintenance", O_RDWR | O_CREAT)
      #expect(try lock.tryLock())
      #expect(try await store.maintain(.full) == nil)
      #expect(try store.maintenanceNeeds().isRunning)
      try fill(store, 1)
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
