import GitEvents
import GitEventsProjections
import GitEventsTesting
import Testing

/// Which snapshots go when they are thinned out.
@Suite struct SnapshotRetentionTests {
  private func surplus(
    _ store: EventStore, keeping count: Int = 2, thinsSupplied: Bool = false
  ) throws -> [String] {
    try SnapshotRetention.surplus(
      of: store.examined(), keeping: count, thinsSupplied: thinsSupplied
    ).map { String(StoreLayout.tagName(of: $0.reference.name).dropFirst(10)) }
  }

  private func filled() throws -> EventStore {
    let store = try memoryStore()
    for stream in ["a", "b"] {
      try store.append((1...12).map { try .test("{\"n\":\($0)}") }, to: StreamName(stream))
      for version in [2, 9, 10, 12] { try store.makeSnapshot(of: StreamName(stream), at: version) }
    }
    return store
  }

  @Test func theNewestOfEachStreamAndProjectionStay() throws {
    let store = try filled()
    try store.define(.counter)
    try store.makeSnapshot(of: StreamName("a"), at: 1, by: .counter)
    #expect(try surplus(store) == ["merge/a/9", "merge/a/2", "merge/b/9", "merge/b/2"])
    #expect(try surplus(store, keeping: 3) == ["merge/a/2", "merge/b/2"])
    #expect(try surplus(store, keeping: 4) == [])
    #expect(try surplus(store, keeping: 0).count == 9)
  }

  @Test func oneThatNothingCanBeginFromTakesNoPlaceOfOneThatCan() throws {
    let store = try filled()
    // From the eleventh event on the states are others now.
    try store.annotate(store.event("a", 11), .skip, message: "wrong")
    #expect(try surplus(store) == ["merge/a/12", "merge/a/2", "merge/b/9", "merge/b/2"])
    #expect(try surplus(store, keeping: 3) == ["merge/a/12", "merge/b/2"])
    #expect(try surplus(store, keeping: 9) == ["merge/a/12"])
  }

  @Test func whatWasSuppliedGoesOnlyWhenItIsNamed() throws {
    let store = try memoryStore()
    try store.append("{}", "{}", "{}", to: "a")
    let mine = try ProjectionName("mine")
    for version in 1...3 {
      try store.supplySnapshot(.emptyObject, of: StreamName("a"), at: version, projection: mine)
    }
    #expect(try surplus(store, keeping: 0) == [])
    #expect(try surplus(store, keeping: 1, thinsSupplied: true) == ["mine/a/2", "mine/a/1"])
  }

  @Test func theNewestStayWhereOnlyAnotherProgramCanJudge() throws {
    let store = try memoryStore()
    try store.append("{}", "{}", "{}", to: "a")
    for version in 1...3 {
      try store.makeSnapshot(of: StreamName("a"), at: version, by: Counter())
    }
    #expect(try surplus(store) == ["swift-counter/a/1"])
  }
}
