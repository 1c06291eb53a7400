import Git
import GitEvents
import GitEventsProjections
import GitEventsTesting
import Testing

/// One state over several streams, and many states at once.
@Suite struct StoreReplayTests {
  private static let byType = ProjectionDefinition(
    name: "by-type", kind: .jq(program: ".[$event.type] += 1"))

  private func compact(_ text: JSONText) -> String {
    String(decoding: JSONValue(text).compact(), as: UTF8.self)
  }

  private func orders() throws -> EventStore {
    let store = try memoryStore()
    for (stream, customer) in [("order-1", "ada"), ("order-2", "bob"), ("order-3", "ada")] {
      try store.append(
        [
          .test("{\"customer\":\"\(customer)\",\"sum\":1}", "placed"),
          .test("{\"customer\":\"\(customer)\",\"sum\":2}", "paid"),
        ], to: StreamName(stream))
    }
    try store.append([.test("{\"level\":5}", "measured")], to: StreamName("sensor-9"))
    return store
  }

  @Test func theWholeStoreIsOneState() throws {
    let made = try orders().replayAll(by: Self.byType)
    #expect(compact(made.state) == #"{"measured":1,"paid":3,"placed":3}"#)
    #expect(made.eventCount == 7)
    #expect(made.partitionCount == nil)
  }

  @Test func aCategoryIsAPartOfIt() throws {
    let made = try orders().replayAll(StoreScope(category: "order"), by: Self.byType)
    #expect(compact(made.state) == #"{"paid":3,"placed":3}"#)
  }

  @Test func eachPartHasAStateOfItsOwn() throws {
    let store = try orders()
    let byStream = try store.replayAll(StoreScope(category: "order", partition: .stream))
    #expect(
      compact(byStream.state)
        == #"{"order-1":{"customer":"ada","sum":2},"order-2":{"customer":"bob","sum":2},"#
        + #""order-3":{"customer":"ada","sum":2}}"#)
    #expect(byStream.partitionCount == 3)
    let byCategory = try store.replayAll(StoreScope(partition: .category), by: Self.byType)
    #expect(
      compact(byCategory.state) == #"{"order":{"paid":3,"placed":3},"sensor":{"measured":1}}"#)
    let byCustomer = try store.replayAll(
      StoreScope(partition: .key(".data.customer")), by: Self.byType)
    // The measurement has no customer and belongs to none.
    #expect(
      compact(byCustomer.state) == #"{"ada":{"paid":2,"placed":2},"bob":{"paid":1,"placed":1}}"#)
  }

  @Test func aKeyMustBeAScalar() throws {
    let error = #expect(throws: ProjectionError.self) {
      try orders().replayAll(StoreScope(partition: .key("{a: 1}")), by: Self.byType)
    }
    #expect(error?.code == .programFailed)
    #expect(error?.message.contains("order-1@1") == true)
  }

  /// jq makes one number of both: two customers have become one, which must not go unsaid.
  @Test func keysThatLoseDigitsAreWarnedOf() throws {
    let store = try memoryStore()
    try store.append(#"{"c":9007199254740993,"a":1}"#, to: "order-1")
    try store.append(#"{"c":9007199254740992,"b":2}"#, to: "order-2")
    try store.append(#"{"c":7,"n":0.1234567890123456789}"#, to: "order-3")
    let made = try store.replayAll(StoreScope(partition: .key(".data.c")))
    #expect(made.partitionCount == 2)
    #expect(
      made.warnings.map(\.message) == [
        "jq keeps about 17 digits of a number: keys of 1 event lost some in --by, first order-1@1; "
          + "different keys may have become one"
      ])
    var batch = AppendBatch()
    for number in 0..<40 {
      batch.append(try .test("{\"c\":\(number)}"), to: try StreamName("order-4"))
    }
    try store.append(batch)
    _ = try store.replayAll(StoreScope(partition: .key(".data.c")))
    let again = try store.replayAll(StoreScope(partition: .key(".data.c")))
    #expect(again.usedCheckpoint)
    #expect(again.warnings == made.warnings)
  }

  @Test func aReplayBeginsAndEndsWhereItIsTold() throws {
    let store = try orders()
    let fourth = try store.event("order-2", 2)
    let until = try store.replayAll(StoreScope(end: fourth.time), by: Self.byType)
    #expect(compact(until.state) == #"{"paid":2,"placed":2}"#)
    let since = try store.replayAll(StoreScope(start: .time(fourth.time)), by: Self.byType)
    #expect(compact(since.state) == #"{"measured":1,"paid":2,"placed":1}"#)
    // Position 1 is the store's own first event.
    let behind = try store.replayAll(StoreScope(start: .position(5)), by: Self.byType)
    #expect(compact(behind.state) == #"{"measured":1,"paid":1,"placed":1}"#)
  }

  private func fill(_ store: EventStore, _ prefix: String, _ count: Int) throws {
    var batch = AppendBatch()
    for number in 0..<count {
      batch.append(
        try .test("{\"\(prefix)\":\(number)}", "t\(number % 3)"),
        to: try StreamName("\(prefix)-\(number % 5)"))
    }
    try store.append(batch)
  }

  @Test func aSecondReplayReadsOnlyWhatIsNew() throws {
    let store = try memoryStore()
    try fill(store, "a", 50)
    for scope in [
      StoreScope(), StoreScope(category: "a"), StoreScope(partition: .stream),
      StoreScope(partition: .key(".type")),
    ] {
      #expect(try store.replayAll(scope).usedCheckpoint == false)
      let again = try store.replayAll(scope)
      #expect(again.usedCheckpoint)
      #expect(again.eventCount == 0)
    }
    try fill(store, "b", 3)
    for scope in [StoreScope(), StoreScope(partition: .stream)] {
      let more = try store.replayAll(scope)
      #expect(more.eventCount == 3)
      #expect(try more.state == store.replayAll(scope, options: .fromScratch).state)
    }
    let filtered = try store.replayAll(StoreScope(category: "a"))
    #expect(filtered.eventCount == 0)
  }

  /// Two clones, one of which learns of the other's earlier events only after it has kept a state.
  @Test func anEventThatComesLateIsNotMissed() async throws {
    try await withDiskStore { origin, fixture in
      try fill(origin, "a", 40)
      try await fixture.git("clone", "--quiet", "--mirror", fixture.path, "copy.git")
      let copy = GitFixture(directory: fixture.directory, name: "store/copy.git", bare: true)
      try await copy.git("config", "--unset-all", "remote.origin.fetch")
      // The clone records on top, with later times, and keeps a state.
      let later = StoreClock.stepping(from: Timestamp(microseconds: 1_763_801_200_000_000))
      let clone = try EventStore.open(
        Repository.open(gitDirectory: copy.gitDirectory),
        options: testOptions(clock: later, seed: 7))
      try fill(clone, "c", 40)
      let definition = ProjectionDefinition(
        name: "order", kind: .jq(program: ". + [$event.data | keys[0]] | unique"))
      let last = ProjectionDefinition(name: "last", kind: .jq(program: "{last: $event.data}"))
      for projection in [ProjectionDefinition.merge, definition, last] {
        _ = try clone.replayAll(by: projection)
        #expect(try clone.replayAll(by: projection).usedCheckpoint)
      }
      // The origin records earlier events, which reach the clone only now.
      try fill(origin, "b", 40)
      try await copy.git(
        "fetch", "--quiet", fixture.path, "refs/events/*:refs/events/*",
        "refs/ledger/*:refs/ledger/*")
      for projection in [ProjectionDefinition.merge, definition, last] {
        let made = try clone.replayAll(by: projection)
        let scratch = try clone.replayAll(by: projection, options: .fromScratch)
        #expect(made.state == scratch.state)
        #expect(!made.usedCheckpoint)
        #expect(try clone.replayAll(by: projection).usedCheckpoint)
      }
    }
  }

  /// An event that one ledger told of and another takes over later is met twice.
  @Test func anEventThatIsLeftOutIsCountedOnce() async throws {
    try await withDiskStore { origin, fixture in
      try fill(origin, "a", 40)
      try await fixture.git("clone", "--quiet", "--mirror", fixture.path, "copy.git")
      let copy = GitFixture(directory: fixture.directory, name: "store/copy.git", bare: true)
      try await copy.git("remote", "remove", "origin")
      let later = StoreClock.stepping(from: Timestamp(microseconds: 1_763_801_200_000_000))
      let clone = try EventStore.open(
        Repository.open(gitDirectory: copy.gitDirectory),
        options: testOptions(clock: later, seed: 7))
      try fill(clone, "c", 5)
      // Late enough to come after all that the clone knows.
      let last = try EventStore.open(
        Repository.open(gitDirectory: fixture.gitDirectory),
        options: testOptions(
          clock: .stepping(from: Timestamp(microseconds: 1_763_901_200_000_000)), seed: 8))
      try last.append("{}", to: "a-0")
      try last.annotate(last.event("a-0", 9), .skip, message: "twice")
      try await copy.git(
        "fetch", "--quiet", fixture.path, "refs/events/*:refs/events/*",
        "refs/ledger/*:refs/ledger/*")
      let reader = try EventStore.open(
        Repository.open(gitDirectory: copy.gitDirectory),
        options: testOptions(
          clock: .stepping(from: Timestamp(microseconds: 1_763_901_300_000_000)), seed: 9))
      #expect(try reader.replayAll().skippedCount == 1)
      #expect(try reader.replayAll().usedCheckpoint)
      try reader.append("{}", to: "a-0")
      #expect(try reader.replayAll().skippedCount == 1)
      #expect(try reader.replayAll(options: .fromScratch).skippedCount == 1)
    }
  }

  @Test func aRewoundLedgerUsesNoStateThatKnewMore() async throws {
    try await withDiskStore { store, fixture in
      try fill(store, "a", 40)
      let ledger =
        try await fixture.git("for-each-ref", "--format=%(refname) %(objectname)", "refs/ledger")
        .text.split(separator: "\n").first?.split(separator: " ").map(String.init) ?? []
      try fill(store, "b", 40)
      _ = try store.replayAll()
      try await fixture.git("update-ref", ledger[0], ledger[1])
      let reader = try reopened(fixture)
      let made = try reader.replayAll()
      #expect(!made.usedCheckpoint)
      #expect(try made.state == reader.replayAll(options: .fromScratch).state)
    }
  }
}
