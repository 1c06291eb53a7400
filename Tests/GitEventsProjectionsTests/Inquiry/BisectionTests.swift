import GitEvents
import GitEventsProjections
import Testing

/// The first event after which a condition holds.
@Suite struct BisectionTests {
  /// A stream in which `.n` takes the values, one an event.
  private static func history(_ values: [Int], skipping: Set<Int> = []) throws -> History {
    try History(values.map { try JSONValue(parsing: "{\"n\":\($0)}") }, skipping: skipping)
  }

  private static func bisector(
    _ history: History, _ condition: String, _ definition: ProjectionDefinition = .merge
  ) throws -> Bisector {
    try Bisector(history.replayer(definition), where: condition, ReplayOptions())
  }

  @Test(arguments: 0..<20)
  func askingEveryEventFindsTheVeryFirst(_ seed: Int) throws {
    var random = SeededRandom(seed: UInt64(seed))
    let length = Int.random(in: 1...40, using: &random)
    let values = (0..<length).map { _ in 3 * Int.random(in: 0..<10, using: &random) }
    let skipped: Set<Int> = seed % 3 == 0 ? [2, 3] : []
    let history = try Self.history(
      values, skipping: skipped.filter { $0 <= length })
    for _ in 0..<6 {
      let limit = Int.random(in: 0...30, using: &random)
      let start = Int.random(in: 0..<length, using: &random)
      let end = Int.random(in: start...length, using: &random)
      let holds = history.states.map { Self.number($0["n"]) >= limit }
      // Events that leave a state as it was of which the condition holds already bring nothing about.
      var first = start
      while holds[start], first < end, history.states[first + 1] == history.states[start] {
        first += 1
      }
      let expected = (first..<end).map { $0 + 1 }.first { holds[$0] }
      let found = try Self.bisector(history, "(.n // -1) >= \(limit)")
        .first(after: start, through: end)
      #expect(found.event?.version == expected)
      #expect(found.heldAtFirst == holds[start])
      #expect(found.questionCount == (expected ?? end) - first + 1)
      #expect(found.after == expected.map { history.states[$0].text })
      #expect(found.before == expected.map { history.states[$0 - 1].text })
    }
  }

  @Test(arguments: 0..<20)
  func halvingFindsTheEventOfAConditionThatStaysTrue(_ seed: Int) throws {
    var random = SeededRandom(seed: UInt64(seed))
    let length = Int.random(in: 1...80, using: &random)
    var values = [Int.random(in: 0..<3, using: &random)]
    while values.count < length {
      values.append(values[values.count - 1] + Int.random(in: 0..<3, using: &random))
    }
    let history = try Self.history(values)
    for _ in 0..<6 {
      let limit = Int.random(in: -1...(values[length - 1] + 2), using: &random)
      let start = Int.random(in: 0..<length, using: &random)
      let end = Int.random(in: start...length, using: &random)
      let bisector = try Self.bisector(history, "(.n // -1) >= \(limit)")
      let exact = try bisector.first(after: start, through: end)
      let halved = try bisector.halving(after: start, through: end)
      #expect(halved.event?.version == exact.event?.version)
      #expect(halved.heldAtFirst == exact.heldAtFirst)
      #expect(halved.before == exact.before)
      #expect(halved.after == exact.after)
      #expect(halved.questionCount <= 9)
    }
  }

  @Test func anEventIsFoundBeforeWhichTheConditionDoesNotHoldThoughItChanges() throws {
    let history = try Self.history([0, 1, 0, 1, 1, 0, 0, 1])
    let found = try Self.bisector(history, ".n == 1").halving(through: 8)
    let version = try #require(found.event?.version)
    #expect([2, 4, 8].contains(version))
    #expect(found.before != found.after)
    #expect(try Self.bisector(history, ".n == 1").first(through: 8).event?.version == 2)
    #expect(try Self.bisector(history, ".n == 1").first(after: 2, through: 8).event?.version == 4)
  }

  @Test func anEmptyStateOfWhichTheConditionHoldsIsNotTakenForAnAnswer() throws {
    // In jq, null is less than any number.
    let history = try Self.history([5, 4, 3, 2, -1, -2])
    let bisector = try Self.bisector(history, ".n < 0")
    for found in [try bisector.first(through: 6), try bisector.halving(through: 6)] {
      #expect(found.event?.version == 5)
      #expect(found.heldAtFirst)
    }
  }

  @Test func eventsThatChangeNothingBringNothingAbout() throws {
    let money = ProjectionDefinition(
      name: "money", kind: .jq(program: ".balance += $event.data.n"), types: ["money.*"])
    let store = try memoryStore()
    let stream = try StreamName("account-1")
    try store.append(
      [.test("{}", "opened"), .test("{\"n\":5}", "money.in"), .test("{\"n\":-9}", "money.out")],
      to: stream)
    let replayer = try StreamReplayer(
      store, stream, money, money.makeFold(ReplayOptions()), notes: StoreNotes(),
      options: ReplayOptions())
    let bisector = try Bisector(replayer, where: ".balance < 0", ReplayOptions())
    #expect(try bisector.first(through: 3).event?.version == 3)
    #expect(try bisector.first(through: 1).event == nil)
    // An event is an answer though it changes nothing, where it is the event that is asked about.
    let byType = try Bisector(replayer, where: "$event.type == \"opened\"", ReplayOptions())
    #expect(try byType.first(through: 3).event?.version == 1)
  }

  @Test func aConditionNeedNotKnowWhatToSayOfAnEmptyState() throws {
    let history = try Self.history([5, 6])
    let bisector = try Self.bisector(
      history, ".n + 1 | if . == 1 then error(\"none\") else . == 7 end")
    for found in [try bisector.first(through: 2), try bisector.halving(through: 2)] {
      #expect(found.event?.version == 2)
      #expect(!found.heldAtFirst)
    }
  }

  @Test func theConditionSeesTheEvent() throws {
    let history = try Self.history([5, 6, 7])
    let found = try Self.bisector(history, "$event.version == 2 and .n == 6").first(through: 3)
    #expect(found.event?.version == 2)
  }

  @Test func theStateIsThatOfTheProjection() throws {
    let history = try Self.history([5, 6, 7, 8])
    for found in [
      try Self.bisector(history, ".count == 3", .counter).first(through: 4),
      try Self.bisector(history, ".count >= 3", .counter).halving(through: 4),
    ] {
      #expect(found.event?.version == 3)
      #expect(found.before.flatMap { JSONValue($0)["count"]?.line } == "2")
    }
  }

  @Test(arguments: [
    (".n |", ProjectionError.Code.invalidDefinition, nil as Int?),
    (".n[0]", .programFailed, 1), ("empty", .programFailed, 1), (".n, .n", .programFailed, 1),
  ])
  func aConditionThatIsNoneIsRefused(
    _ condition: String, _ code: ProjectionError.Code, _ version: Int?
  ) throws {
    let history = try Self.history([1])
    let error = #expect(throws: ProjectionError.self) {
      _ = try Self.bisector(history, condition).first(through: 1)
    }
    #expect(error?.code == code)
    #expect(error?.version == version)
    #expect(error?.message.hasPrefix("the condition ") == true)
    #expect(error?.hint != nil)
  }

  private static func number(_ value: JSONValue?) -> Int {
    guard case .number(let number)? = value else { return -1 }
    return Int(number.text) ?? -1
  }
}
