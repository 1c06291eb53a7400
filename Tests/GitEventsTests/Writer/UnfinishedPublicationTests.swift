import Foundation
import Git
import GitEvents
import GitEventsTesting
import Testing

/// What becomes of a publication that fails and cannot be taken back.
@Suite struct UnfinishedPublicationTests {
  private static let streams = (1...20).map { "many-\($0)" }
  /// The file that a held lock becomes; with a folder in its place no lock can be filled or emptied.
  private static let filling = "git-events/tmp/ref.new"

  private func append(
    _ type: String, to streams: [String], _ writer: EventWriter
  ) throws -> [String] {
    try streams.flatMap {
      try writer.record([.test(type)], to: StreamName($0)).events.map(\.id.text)
    }
  }

  /// The lock of packed-refs is nobody's once the publication has failed.
  @Test func packedRefsAreUnlockedWhateverFails() async throws {
    try await withDiskStore { store, fixture in
      try store.append([.test("t.first")], to: "other")
      let writer = store.writer(patience: .seconds(3600))
      let ids = try append("t.a", to: Self.streams, writer)
      try fixture.makeFolder(Self.filling)
      for _ in 1...2 {
        #expect(code { try writer.flush() } == .io)
        #expect(StoreChecker(fixture).locks.filter { $0.contains("packed-refs") } == [])
        try await fixture.git("pack-refs", "--all")
      }
      try fixture.remove(Self.filling)
      try writer.flush()
      #expect(try store.version(of: "many-20") == 1)
      try writer.close()
      #expect(try await StoreChecker(fixture).findings(acknowledged: ids) == [])
    }
  }

  /// A lock that could be neither published nor emptied is still known for a writer's when later ones have failed, too.
  @Test func aLockThatCouldNotBeEmptiedIsFoundByRecovery() async throws {
    try await withDiskStore { store, fixture in
      try store.append([.test("t.first")], to: "a")
      let writer = store.writer(patience: .seconds(3600))
      var ids = try append("t.logged", to: ["a"], writer)
      try fixture.makeFolder(Self.filling)
      #expect(code { try writer.flush() } == .io)
      // As it is where the lock was filled and the disk got full then.
      let name = "refs/events/a"
      let state = try fixture.text("git-events/state").split(separator: "\n")
      let line = try #require(state.first { $0.hasPrefix("lock ") && $0.hasSuffix(name) })
      try fixture.remove(name + ".lock")
      try fixture.overwrite(name + ".lock", line.split(separator: " ")[1] + "\n")
      ids += try append("t.logged", to: ["a", "b"], writer)
      #expect(code { try writer.close() } == .io)
      try fixture.remove(Self.filling)
      let next = try StoreKind.open(fixture)
      #expect(try next.version(of: "a") == 3)
      try next.append([.test("t.next")], to: "a")
      #expect(StoreChecker(fixture).locks == [])
      #expect(try await StoreChecker(fixture).findings(acknowledged: ids) == [])
    }
  }
}
