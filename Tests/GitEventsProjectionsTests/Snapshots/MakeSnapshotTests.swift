import Foundation
import Git
import GitEvents
import GitEventsProjections
import GitEventsTesting
import Testing

/// Making snapshots, computed and supplied.
@Suite struct MakeSnapshotTests {
  private func code(_ body: () throws -> Void) -> EventStoreError.Code? {
    do {
      try body()
      return nil
    } catch {
      return (error as? EventStoreError)?.code
    }
  }

  @Test func theStateBeforeTheFirstEventNeedsNone() throws {
    let store = try memoryStore()
    try store.append("{}", to: "a")
    let stream = try StreamName("a")
    let mine = try ProjectionName("mine")
    #expect(code { try store.makeSnapshot(of: stream, at: 0) } == .invalidInput)
    #expect(code { try store.makeSnapshot(of: stream, at: 0, by: Counter()) } == .invalidInput)
    #expect(
      code { try store.supplySnapshot(.emptyObject, of: stream, at: 0, projection: mine) }
        == .invalidInput)
    #expect(code { try store.makeSnapshot(of: stream, at: 2) } == .eventNotFound)
    #expect(
      code { try store.supplySnapshot(.emptyObject, of: stream, at: 2, projection: mine) }
        == .eventNotFound)
    #expect(code { try store.makeSnapshot(of: StreamName("b")) } == .streamNotFound)
    #expect(
      code { try store.supplySnapshot(.emptyObject, of: StreamName("b"), projection: mine) }
        == .streamNotFound)
    #expect(try store.snapshotNames().isEmpty)
  }

  @Test(arguments: ["[]", "1", "null", "\"{\"", "true"])
  func aSuppliedStateIsAnObject(text: String) throws {
    let store = try memoryStore()
    try store.append("{}", to: "a")
    #expect(
      code {
        try store.supplySnapshot(
          JSONText(text), of: StreamName("a"), projection: ProjectionName("mine"))
      } == .invalidInput)
    #expect(try store.snapshotNames().isEmpty)
  }

  @Test func noReplayBeginsFromASuppliedState() throws {
    let store = try memoryStore()
    try store.append("{\"n\":1}", to: "a")
    let merge = try ProjectionName("merge")
    // The library does not look at the name; the replay looks at the snapshot.
    let made = try store.supplySnapshot(
      JSONText("{\"n\":2}"), of: StreamName("a"), projection: merge)
    #expect(!made.isRecomputable && made.isNew)
    let replayed = try store.state("a")
    #expect(replayed.state == (try JSONText("{\"n\":1}")))
    #expect(replayed.warnings.map { $0.message.contains("supplied") } == [true])
  }

  @Test func replayBeginsFromTypedSnapshots() throws {
    let store = try memoryStore()
    let stream = try StreamName("a")
    try store.append((1...20).map { _ in try .test() }, to: stream)
    let made = try store.makeSnapshot(of: stream, at: 15, by: Counter())
    #expect(made.tag == "snapshots/swift-counter/a/15")
    #expect(try store.replay(stream, by: Counter()).count == 20)
    #expect(try !store.makeSnapshot(of: stream, at: 15, by: Counter()).isNew)
    #expect(try store.makeSnapshot(of: stream, at: 15, by: Counter(definitionVersion: 2)).isNew)
    #expect(try store.replay(stream, by: Counter(definitionVersion: 2)).count == 20)
  }

  @Test func whatIsToBeLeftOutIsAlsoWhereTheOptionsSayOtherwise() throws {
    let store = try memoryStore()
    try store.append("{\"a\":1}", "{\"b\":1}", to: "a")
    try store.annotate(store.event("a", 2), .skip, message: "wrong")
    var options = ReplayOptions()
    options.includesSkipped = true
    try store.makeSnapshot(of: StreamName("a"), options: options)
    #expect(try store.examined().map(\.standing) == [.current])
    #expect(try store.verified().map(\.verdict) == [.same])
  }

  @Test func severalAtOnceMakeOne() async throws {
    try await withDiskStore { store, fixture in
      try store.append((1...50).map { try .test("{\"n\($0 % 9)\":\($0)}") }, to: StreamName("a"))
      let stores = try (0..<6).map { try reopened(fixture, seed: UInt64($0) + 7) }
      let new = try await withThrowingTaskGroup(of: Bool.self) { group in
        for store in stores {
          group.addTask { try store.makeSnapshot(of: StreamName("a")).isNew }
        }
        return try await group.reduce(into: 0) { $0 += $1 ? 1 : 0 }
      }
      #expect(new == 1)
      #expect(try store.snapshotNames() == ["merge/a/50"])
      #expect(try store.verified().map(\.verdict) == [.same])
      // No writer left anything behind.
      #expect(StoreChecker(fixture).leftovers() == [])
    }
  }
}
