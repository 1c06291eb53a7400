import GitEvents
import GitEventsProjections
import GitEventsTesting
import Testing

/// Which snapshots definitions have made by themselves after an append.
@Suite struct DueSnapshotsTests {
  @Test(arguments: [
    // After how many, the new versions, and at which one a snapshot is due.
    (1, 1...1, 1), (1, 4...9, 9), (2, 1...1, nil), (2, 1...2, 2), (2, 3...3, nil), (2, 3...7, 6),
    (10, 1...9, nil), (10, 10...10, 10), (10, 11...19, nil), (10, 9...31, 30),
    (100, 101...199, nil), (100, 100...1_000_000, 1_000_000), (100, 1...1_000_099, 1_000_000),
    (Int.max, 1...9, nil),
  ])
  func theHighestMultipleAmongTheNewVersionsIsDue(
    count: Int, versions: ClosedRange<Int>, due: Int?
  ) {
    #expect(SnapshotPolicy.version(every: count, in: versions) == due)
  }

  private func counter(
    every count: Int? = nil, when condition: String? = nil, category: String? = nil,
    name: String = "p", program: String = ".n += 1"
  ) -> ProjectionDefinition {
    ProjectionDefinition(
      name: name, kind: .jq(program: program), category: category, snapshotEvery: count,
      snapshotWhen: condition)
  }

  private func events(_ types: String...) throws -> [EventData] {
    try types.map { try .test("{}", $0) }
  }

  @Test func oneSnapshotStandsForAllMultiplesThatAnAppendPassed() throws {
    let store = try memoryStore()
    try store.define(counter(every: 3))
    var due = try store.makeDueSnapshots(after: store.append(events("a", "b"), to: StreamName("s")))
    #expect(due.made.isEmpty && due.failures.isEmpty)
    due = try store.makeDueSnapshots(
      after: store.append(events("c", "d", "e", "f", "g"), to: StreamName("s")))
    #expect(due.made.map(\.tag) == ["snapshots/p/s/6"])
    #expect(try store.snapshotNames() == ["p/s/6"])
    #expect(try store.verified().map(\.verdict) == [.same])
  }

  @Test func aConditionIsAskedAboutTheLastNewEventOnly() throws {
    let store = try memoryStore()
    try store.define(counter(when: "$event.type == \"closed\" and .n > 1"))
    let stream = try StreamName("s")
    #expect(
      try store.makeDueSnapshots(after: store.append(events("closed"), to: stream)).made.isEmpty)
    #expect(
      try store.makeDueSnapshots(after: store.append(events("closed", "b"), to: stream)).made
        .isEmpty)
    let due = try store.makeDueSnapshots(after: store.append(events("b", "closed"), to: stream))
    #expect(due.made.map(\.version) == [5])
  }

  @Test func countAndConditionMakeOneSnapshotWhereTheyAgree() throws {
    let store = try memoryStore()
    try store.define(counter(every: 2, when: "true"))
    let stream = try StreamName("s")
    let first = try store.makeDueSnapshots(after: store.append(events("a", "b"), to: stream))
    #expect(first.made.map(\.version) == [2])
    let second = try store.makeDueSnapshots(after: store.append(events("a", "b", "c"), to: stream))
    #expect(second.made.map(\.version) == [4, 5])
  }

  @Test func onlyStreamsToWhichTheProjectionAppliesGetOne() throws {
    let store = try memoryStore()
    try store.define(counter(every: 1, category: "order"))
    var batch = AppendBatch()
    for stream in ["order-1", "other-1", "order-2"] {
      batch.append(try .test(), to: try StreamName(stream))
    }
    #expect(
      try store.makeDueSnapshots(after: store.append(batch)).made.map(\.stream.text)
        == ["order-1", "order-2"])
  }

  @Test func whatWasRecordedBeforeCallsForNothing() throws {
    let store = try memoryStore()
    try store.define(counter(every: 1))
    let stream = try StreamName("s")
    let event = try EventData.test("{}", id: "once")
    try store.append([event], to: stream)
    #expect(try store.makeDueSnapshots(after: store.append([event], to: stream)).made.isEmpty)
    #expect(try store.snapshotNames().isEmpty)
  }

  @Test func whatTheStoreRecordsOfItselfGetsNone() throws {
    let store = try memoryStore()
    try store.define(counter(every: 1))
    var appended = AppendedVersions()
    var result = try store.append(events("a"), to: StreamName("s"))
    result.outcomes[0].event = try store.event("_store", 2)
    appended.add(result)
    #expect(appended.isEmpty)
  }

  @Test func aProgramThatFailsDoesNotKeepTheOthersFromTheirs() throws {
    let store = try memoryStore()
    try store.define(counter(every: 1, name: "bad", program: ".n += $event.data.n.x"))
    try store.define(counter(every: 1, name: "good"))
    var batch = AppendBatch()
    batch.append(try .test("{\"n\":\"text\"}"), to: try StreamName("a"))
    batch.append(try .test("{\"n\":{\"x\":1}}"), to: try StreamName("b"))
    let due = try store.makeDueSnapshots(after: store.append(batch))
    #expect(
      due.made.map(\.tag) == ["snapshots/bad/b/1", "snapshots/good/a/1", "snapshots/good/b/1"])
    #expect(due.failures.map(\.stream?.text) == ["a"])
    #expect((due.failures.first?.error as? ProjectionError)?.code == .programFailed)
  }

  @Test func aProgramThatRunsForTooLongIsRunOnce() throws {
    let store = try memoryStore()
    try store.define(counter(every: 1, name: "loop", program: "def f: f; f"))
    var batch = AppendBatch()
    for number in 1...40 { batch.append(try .test(), to: try StreamName("s-\(number)")) }
    var options = ReplayOptions()
    options.timeout = .milliseconds(50)
    let due = try store.makeDueSnapshots(after: store.append(batch), options: options)
    #expect(due.made.isEmpty)
    #expect(due.failures.count == 1)
  }

  @Test func aDefinitionThatCannotBeCompiledIsToldOnce() throws {
    let store = try memoryStore()
    try store.define(counter(every: 1, name: "bad", program: ".n +"))
    try store.define(counter(when: ".n >", name: "worse"))
    var batch = AppendBatch()
    for stream in ["a", "b"] { batch.append(try .test(), to: try StreamName(stream)) }
    let due = try store.makeDueSnapshots(after: store.append(batch))
    #expect(due.failures.map(\.projection) == ["bad", "worse"])
    #expect(due.failures.allSatisfy { $0.stream == nil })
  }

  @Test func projectionsInSwiftSayHowOftenThemselves() throws {
    let store = try memoryStore()
    let stream = try StreamName("s")
    let result = try store.append(events("a", "b", "c"), to: stream)
    let due = try store.makeDueSnapshots(after: result, by: Counter(), every: 2)
    #expect(due.made.map(\.tag) == ["snapshots/swift-counter/s/2"])
    #expect(try store.replay(stream, by: Counter()).count == 3)
    // A program that has only the definition leaves it alone.
    try store.define(
      ProjectionDefinition(name: "typed", kind: .swift(version: 1), snapshotEvery: 1))
    let other = try store.makeDueSnapshots(after: store.append(events("a"), to: stream))
    #expect(other.made.isEmpty && other.failures.isEmpty)
    #expect(throws: EventStoreError.self) {
      try store.makeDueSnapshots(after: result, by: Counter(), every: 0)
    }
  }

  @Test func manyStreamsAreTakenApartWithoutLosingAny() throws {
    let store = try memoryStore()
    var batch = AppendBatch()
    for number in 1...25 { batch.append(try .test(), to: try StreamName("s-\(number)")) }
    var appended = AppendedVersions()
    appended.add(try store.append(batch))
    appended.add(try store.append(events("a", "b"), to: StreamName("s-7")))
    #expect(try appended.streams[StreamName("s-7")] == 1...3)
    for size in [1, 8, 25, 26] {
      let parts = appended.parts(of: size)
      #expect(parts.map(\.streams.count).reduce(0, +) == 25)
      #expect(parts.allSatisfy { $0.streams.count <= size })
    }
  }
}
