import Git
import GitEvents
import GitEventsTesting
import Testing

/// Versions far below the head are found through a table, and never through a wrong one.
@Suite struct VersionTableTests {
  /// A store with one stream that is long enough for a table.
  private func withLongStream(_ body: (EventStore, GitFixture) async throws -> Void) async throws {
    try await withDiskStore { store, fixture in
      try fill(store, 1...5200)
      try await body(store, fixture)
      try await fixture.fsck()
    }
  }

  private func fill(_ store: EventStore, _ versions: ClosedRange<Int>) throws {
    for start in stride(from: versions.lowerBound, through: versions.upperBound, by: 800) {
      let last = min(start + 799, versions.upperBound)
      try store.append((start...last).map { .test("n", String($0)) }, to: "long")
    }
  }

  private func payloads(
    _ store: EventStore, _ range: ClosedRange<Int>, _ direction: ReadDirection = .forward
  ) throws -> [String] {
    try store.read("long", direction, versions: range).map { $0.data.description }
  }

  private func expected(_ range: ClosedRange<Int>) -> [String] { range.map { "\($0)\n" } }

  private func table(_ fixture: GitFixture) throws -> String? {
    guard fixture.exists("git-events/checkpoints") else { return nil }
    return try fixture.names(in: "git-events/checkpoints").first { $0.hasPrefix("versions-") }
  }

  @Test func aLongWayLeavesATableThatGivesTheSameAnswers() async throws {
    try await withLongStream { store, fixture in
      #expect(try payloads(store, 5000...5010) == expected(5000...5010))
      #expect(try table(fixture) == nil)
      #expect(try payloads(store, 500...510) == expected(500...510))
      #expect(try table(fixture) != nil)
      let other = try StoreKind.open(fixture)
      for reader in [store, other] {
        for range in [500...510, 1...3, 511...513, 1024...1024, 300...2900, 1...5200] {
          #expect(try payloads(reader, range) == expected(range))
          #expect(try payloads(reader, range, .backward) == expected(range).reversed())
        }
      }
      // The stream grows, and the table grows with it.
      try fill(store, 5201...9400)
      #expect(try payloads(other, 1...9400) == expected(1...9400))
      #expect(try payloads(other, 5100...5105) == expected(5100...5105))
      #expect(try payloads(other, 7000...7005) == expected(7000...7005))
    }
  }

  @Test func aTableReachesFurtherThanTheWalk() async throws {
    try await withLongStream { store, fixture in
      #expect(try payloads(store, 500...510) == expected(500...510))
      // The commits between the head and the range are gone: only a table leads past them.
      let path = try #require(try table(fixture))
      let bytes = try fixture.bytes("git-events/checkpoints/" + path)
      let known = try #require(VersionTable(bytes, of: StreamName("long")))
      #expect(known.head.version == 5200)
      #expect(known.place(atOrAbove: 510).version == 512)
      #expect(known.place(atOrAbove: 5190).version == 5200)
      let names = try await fixture.git("rev-list", "refs/events/long").lines
      for place in known.places { #expect(names[5200 - place.version] == place.id.hex) }
      #expect(VersionTable(bytes, of: try StreamName("other")) == nil)
      for cut in [0, 1, 20, 28, bytes.count - 1] {
        #expect(VersionTable(Array(bytes.prefix(cut)), of: try StreamName("long")) == nil)
      }
      for place in stride(from: 0, to: bytes.count, by: 13) {
        var damaged = bytes
        damaged[place] ^= 4
        #expect(VersionTable(damaged, of: try StreamName("long")) == nil)
      }
    }
  }

  @Test func aTableOfAnotherHistoryIsNotBelieved() async throws {
    try await withLongStream { store, fixture in
      #expect(try payloads(store, 500...510) == expected(500...510))
      // The stream is rewound and goes on differently, to the same length and beyond.
      let name = try #require(try table(fixture))
      let bytes = try fixture.bytes("git-events/checkpoints/" + name)
      try await GitFixture.with { second in
        let replaced = try StoreKind.create(in: second, StoreKind.options())
        for start in stride(from: 1, through: 5200, by: 800) {
          let last = min(start + 799, 5200)
          try replaced.append((start...last).map { .test("m", "-\($0)") }, to: "long")
        }
        try second.makeFolder("git-events/checkpoints")
        try second.overwrite("git-events/checkpoints/" + name, bytes)
        for range in [500...510, 1...5200, 300...400] {
          let answer = try replaced.read("long", .forward, versions: range)
          #expect(answer.map { $0.data.description } == range.map { "-\($0)\n" })
          try second.overwrite("git-events/checkpoints/" + name, bytes)
        }
      }
    }
  }
}
