import Foundation
import Git
import GitEvents
import GitEventsTesting
import Synchronization
import Testing

/// Many streams that are held are published through packed-refs; plain git says where they are.
@Suite struct PackedPublicationTests {
  private static let streams = (1...40).map { "many-\($0)" }

  private func append(
    _ type: String, to streams: [String], _ writer: EventWriter
  ) throws -> [RecordedEvent] {
    try streams.map {
      try #require(try writer.record([.test(type)], to: StreamName($0)).events.first)
    }
  }

  private func heads(_ fixture: GitFixture) async throws -> [String: String] {
    let lines = try await fixture.git(
      "for-each-ref", "--format=%(refname:lstrip=2) %(objectname)", "refs/events"
    ).lines
    return Dictionary(
      uniqueKeysWithValues: lines.map { line in
        let words = line.split(separator: " ").map(String.init)
        return (words[0], words[1])
      })
  }

  private func files(_ fixture: GitFixture) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: fixture.gitDirectory + "/refs/events")
      .sorted()
  }

  /// New streams, streams with a file of their own, streams that git has packed, and both.
  @Test func theyAreWhereGitFindsThem() async throws {
    try await withDiskStore { store, fixture in
      for stream in Self.streams.prefix(20) { try store.append([.test("t.first")], to: stream) }
      try await fixture.git("pack-refs", "--all")
      for stream in Self.streams[5..<10] + Self.streams[20..<30] {
        try store.append([.test("t.second")], to: stream)
      }
      let writer = store.writer(patience: .seconds(3600))
      let events = try append("t.third", to: Self.streams, writer)
      let locks = try files(fixture).filter { $0.hasSuffix(".lock") }
      #expect(locks.count == Self.streams.count)
      try writer.flush()
      #expect(try files(fixture).filter { $0.hasPrefix("many") } == [])
      let heads = try await heads(fixture)
      for event in events { #expect(heads[event.stream.text] == event.commit.description) }
      _ = try append("t.fourth", to: Self.streams, writer)
      try writer.close()
      #expect(
        try store.read(Self.streams[7]).map(\.type.text) == [
          "t.first", "t.second", "t.third", "t.fourth",
        ])
      #expect(
        try await StoreChecker(fixture).findings(acknowledged: events.map(\.id.text)) == [])
    }
  }

  /// The locks of held refs are one file under many names.
  @Test func aHeldRefTakesNoInode() async throws {
    try await withDiskStore { store, fixture in
      let writer = store.writer(patience: .seconds(3600))
      _ = try append("t.a", to: Self.streams, writer)
      let inodes = try Self.streams.map { stream in
        let path = fixture.gitDirectory + "/refs/events/\(stream).lock"
        return try FileManager.default.attributesOfItem(atPath: path)[.systemFileNumber] as? Int
      }
      #expect(Set(inodes).count == 1)
      #expect(try fixture.text("refs/events/many-1.lock") == "git-events: held\n")
      await #expect(throws: GitCommand.Failure.self) {
        try await fixture.git("update-ref", "refs/events/many-1", "HEAD")
      }
      try writer.close()
      #expect(try await StoreChecker(fixture).findings() == [])
    }
  }

  /// Few streams keep a file each, and none of those is another's.
  @Test func fewStreamsKeepTheirFiles() async throws {
    try await withDiskStore { store, fixture in
      let writer = store.writer(patience: .seconds(3600))
      let few = Array(Self.streams.prefix(3))
      for round in 1...3 {
        let events = try append("t.\(round)", to: few, writer)
        try writer.flush()
        #expect(try files(fixture).filter { $0.hasPrefix("many") } == few)
        let heads = try await heads(fixture)
        for event in events { #expect(heads[event.stream.text] == event.commit.description) }
      }
      try writer.close()
      #expect(try await StoreChecker(fixture).findings() == [])
    }
  }

  /// Whoever has packed-refs locked keeps nobody waiting.
  @Test func aLockedFileIsGoneAround() async throws {
    try await withDiskStore { store, fixture in
      try fixture.overwrite("packed-refs.lock", "")
      let writer = store.writer(patience: .seconds(3600))
      let events = try append("t.a", to: Self.streams, writer)
      try writer.close()
      #expect(try files(fixture).filter { $0.hasPrefix("many") } == Self.streams.sorted())
      try fixture.remove("packed-refs.lock")
      #expect(
        try await StoreChecker(fixture).findings(acknowledged: events.map(\.id.text)) == [])
    }
  }

  /// A file that is out of proportion to what is moved is left as it is.
  @Test func aLargeFileIsNotWrittenForFewMoves() async throws {
    try await withDiskStore { store, fixture in
      let tip = try await fixture.git("rev-parse", "refs/events/_store").text
      let lines = (1...9000).map { "create refs/other/\($0) \(tip)\n" }.joined()
      try await fixture.git(["update-ref", "--stdin"], input: Array(lines.utf8))
      try await fixture.git("pack-refs", "--all")
      let before = try fixture.bytes("packed-refs")
      let writer = store.writer(patience: .seconds(3600))
      _ = try append("t.a", to: Array(Self.streams.prefix(20)), writer)
      try writer.flush()
      #expect(try fixture.bytes("packed-refs") == before)
      _ = try append("t.b", to: Self.streams, writer)
      try writer.close()
      #expect(try fixture.bytes("packed-refs").count > before.count)
      #expect(try await StoreChecker(fixture).findings() == [])
    }
  }

  /// A ref that was moved although its lock was held is left where it is, and nothing that was logged is lost.
  @Test func aRefThatWasMovedByForceIsToldAndLeft() async throws {
    try await withDiskStore { store, fixture in
      try store.append([.test("t.0"), .test("t.1")], to: "many-1")
      let old = try await fixture.git("rev-parse", "refs/events/many-1~1").text
      let right = try await fixture.git("rev-parse", "refs/events/many-1").text
      let writer = store.writer(patience: .seconds(3600))
      let events = try append("t.a", to: Self.streams, writer)
      try fixture.overwrite("refs/events/many-1", old + "\n")
      #expect(code { try writer.flush() } != nil)
      #expect(try await fixture.git("rev-parse", "refs/events/many-1").text == old)
      #expect(StoreChecker(fixture).locks.filter { $0.contains("packed-refs") } == [])
      try fixture.overwrite("refs/events/many-1", right + "\n")
      try writer.close()
      #expect(
        try await StoreChecker(fixture).findings(acknowledged: events.map(\.id.text)) == [])
    }
  }

  /// While git packs and readers read: nothing is lost, and no reader sees a stream go back.
  @Test func gitAndReadersBesideIt() async throws {
    try await withDiskStore { store, fixture in
      let isOver = Flag()
      let reader = try StoreKind.open(fixture, seed: 77)
      let watching = Task.detached {
        var seen: [Int] = []
        while !isOver.isSet {
          seen.append(try reader.version(of: "many-3"))
          // The threads are as few as the processors, and others wait for one.
          await Task.yield()
        }
        return seen
      }
      let packing = Task.detached {
        while !isOver.isSet {
          // It may meet a lock of ours, and says so.
          _ = try? await fixture.git("pack-refs", "--all")
        }
      }
      let writer = store.writer(patience: .seconds(3600))
      var ids: [String] = []
      for round in 1...12 {
        let some = round % 3 == 0 ? Array(Self.streams.prefix(3)) : Self.streams
        ids += try append("t.\(round)", to: some, writer).map(\.id.text)
        try writer.flush()
        let heads = try await heads(fixture)
        for stream in some { #expect(heads[stream] != nil) }
      }
      try writer.close()
      isOver.set()
      let seen = try await watching.value
      await packing.value
      #expect(seen == seen.sorted())
      #expect(try store.version(of: "many-3") == 12)
      #expect(try await StoreChecker(fixture).findings(acknowledged: ids) == [])
    }
  }
}

/// Says to several tasks that something is over.
private final class Flag: Sendable {
  private let value = Mutex(false)

  var isSet: Bool { value.withLock { $0 } }

  func set() { value.withLock { $0 = true } }
}
