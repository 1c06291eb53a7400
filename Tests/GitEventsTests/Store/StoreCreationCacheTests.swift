import Git
import GitEvents
import GitEventsTesting
import Testing

/// Opening a store whose own stream has become long.
@Suite struct StoreCreationCacheTests {
  private static let file = "git-events/checkpoints/store-created"

  private func note(_ store: EventStore, times: Int) throws {
    var batch = AppendBatch()
    for number in 0..<times { batch.append(.test("test.noted", "\(number)"), to: .store) }
    _ = try store.append(batch, kind: .append, mayWriteReserved: true)
  }

  private func head(_ fixture: GitFixture) async throws -> String {
    try await fixture.git("rev-parse", "refs/events/_store").text
  }

  private func first(_ fixture: GitFixture) async throws -> String {
    try await fixture.git("rev-list", "--max-parents=0", "refs/events/_store").text
  }

  /// Whether the file says what is true today.
  private func isTrue(_ fixture: GitFixture) async throws -> Bool {
    let text = try fixture.text(Self.file)
    return try await text.contains("head \(head(fixture))\nfirst \(first(fixture))\n")
  }

  @Test func aLongStreamIsWalkedOnceAndAShortOneEachTime() async throws {
    try await withDiskStore { store, fixture in
      try note(store, times: 15)
      #expect(try StoreKind.open(fixture).id == store.id)
      #expect(!fixture.exists(Self.file))
      try note(store, times: 485)
      #expect(try StoreKind.open(fixture).id == store.id)
      #expect(try await isTrue(fixture))
      let text = try fixture.text(Self.file)
      try note(store, times: 15)
      #expect(try StoreKind.open(fixture).id == store.id)
      #expect(try fixture.text(Self.file) == text)
      try note(store, times: 1)
      #expect(try StoreKind.open(fixture).id == store.id)
      #expect(try await isTrue(fixture))
    }
  }

  /// Shown by an older event that only a walk would read.
  @Test func nothingBehindTheRememberedHeadIsRead() async throws {
    try await withDiskStore { store, fixture in
      try note(store, times: 50)
      #expect(try StoreKind.open(fixture).id == store.id)
      let middle = try await fixture.git("rev-parse", "refs/events/_store~20").text
      try await fixture.git("unpack-objects", "-q", input: try await pack(fixture))
      for name in try fixture.names(in: "objects/pack") {
        try fixture.remove("objects/pack/\(name)")
      }
      try fixture.remove("objects/\(middle.prefix(2))/\(middle.dropFirst(2))")
      #expect(try StoreKind.open(fixture).id == store.id)
      try fixture.remove(Self.file)
      #expect(code { _ = try StoreKind.open(fixture) } == .damaged)
    }
  }

  private func pack(_ fixture: GitFixture) async throws -> [UInt8] {
    let names = try await fixture.git("rev-list", "--objects", "--all").bytes
    let bytes = try await fixture.git(
      "pack-objects", "--stdout", "--quiet", "--no-reuse-object", input: names
    ).bytes
    // Unpacking leaves out what is there, so the packs go first.
    for name in try fixture.names(in: "objects/pack") { try fixture.remove("objects/pack/\(name)") }
    return bytes
  }

  @Test(arguments: ["", "garbage", "truncated", "changed", "swapped"])
  func aDamagedFileIsNotBelieved(damage: String) async throws {
    try await withDiskStore { store, fixture in
      try note(store, times: 40)
      #expect(try StoreKind.open(fixture).id == store.id)
      let text = try fixture.text(Self.file)
      let (head, first) = (try await head(fixture), try await first(fixture))
      let damaged =
        switch damage {
        case "garbage": String(repeating: "x", count: 300)
        case "truncated": String(text.dropLast(5))
        case "changed": text.replacing(first, with: head)
        case "swapped":
          String(
            decoding: try StoreCreationCache.bytes(
              of: .init(head: ObjectID(hex: head)!, first: ObjectID(hex: head)!)), as: UTF8.self)
        default: ""
        }
      try fixture.overwrite(Self.file, damaged)
      #expect(try StoreKind.open(fixture).id == store.id)
      #expect(try await isTrue(fixture))
    }
  }

  @Test func whatAnotherStoreRememberedIsNotBelieved() async throws {
    try await withDiskStore { store, fixture in
      try note(store, times: 40)
      try await withDiskStore(clock: .stepping(by: 7)) { other, otherFixture in
        try note(other, times: 40)
        #expect(try StoreKind.open(otherFixture).id == other.id)
        #expect(try StoreKind.open(fixture).id == store.id)
        try fixture.overwrite(Self.file, try otherFixture.text(Self.file))
        #expect(try StoreKind.open(fixture).id == store.id)
        #expect(try await isTrue(fixture))
      }
    }
  }

  @Test func aRewoundStreamIsWalkedAnew() async throws {
    try await withDiskStore { store, fixture in
      try note(store, times: 60)
      #expect(try StoreKind.open(fixture).id == store.id)
      try await fixture.git("update-ref", "refs/events/_store", "refs/events/_store~30")
      #expect(try StoreKind.open(fixture).id == store.id)
      #expect(try await isTrue(fixture))
    }
  }
}
