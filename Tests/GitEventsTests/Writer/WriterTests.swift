import Dispatch
import Git
import GitEvents
import GitEventsTesting
import Synchronization
import Testing

/// The streaming writer: the same rules as an append by itself, and what is special about it.
@Suite struct WriterTests {
  @Test(arguments: StoreKind.allCases)
  func whatIsAcknowledgedIsReadAfterAFlush(_ kind: StoreKind) async throws {
    try await kind.withStore { store in
      let writer = store.writer()
      let stream = try StreamName("order-1")
      for version in 1...5 {
        let result = try writer.record([.test("n.\(version)")], to: stream)
        #expect(result.events.map(\.version) == [version])
        #expect(result.events.map(\.position) == [version + 1])
        #expect(result.position == version + 1)
      }
      try writer.flush()
      #expect(try store.read("order-1").map(\.type.text) == (1...5).map { "n.\($0)" })
      #expect(try store.position() == 6)
      try writer.record([.test()], to: stream, expecting: .version(5))
      try writer.close()
      #expect(try store.version(of: "order-1") == 6)
      #expect(code { try writer.record([.test()], to: stream) } == .invalidInput)
    }
  }

  /// Whatever is appended, in whatever groups: the answers are those of a store that appends one batch after the other.
  @Test(arguments: 1...6)
  func theAnswersAreThoseOfAppendsByThemselves(seed: UInt64) async throws {
    try await withDiskStore(clock: .stepping()) { store, fixture in
      let direct = try EventStore.inMemory(options: StoreKind.options())
      let writer = store.writer(patience: .seconds(3600))
      var random = SeededRandom(seed: seed)
      var batches = RandomBatches()
      var acknowledged: [String] = []
      for _ in 0..<60 {
        let group = (0..<Int.random(in: 1...8, using: &random)).map { _ in
          batches.next(&random)
        }
        let answers = writer.record(group)
        for (batch, answer) in zip(group, answers) {
          let expected = Result { () throws(EventStoreError) in try direct.append(batch) }
          #expect(Outcome(answer) == Outcome(expected))
          if case .success(let result) = answer { acknowledged += result.events.map(\.id.text) }
        }
        if Int.random(in: 0..<5, using: &random) == 0 { try writer.flush() }
      }
      try writer.close()
      #expect(try store.position() == direct.position())
      let kept = try store.readAll(.position, .forward).all().dropFirst()
      let others = try direct.readAll(.position, .forward).all().dropFirst()
      #expect(kept.map(Self.line) == others.map(Self.line))
      #expect(try await StoreChecker(fixture).findings(acknowledged: acknowledged) == [])
    }
  }

  private static func line(_ event: RecordedEvent) -> String {
    "\(event.stream)@\(event.version) \(event.type) \(event.data)"
  }

  @Test func anAcknowledgedEventIsItsOwnRetry() async throws {
    try await withDiskStore { store, _ in
      let writer = store.writer(patience: .seconds(3600))
      let stream = try StreamName("a")
      let first = try writer.record([.test("t.a", id: "one")], to: stream, expecting: .noStream)
      let again = try writer.record([.test("t.a", id: "one")], to: stream, expecting: .noStream)
      #expect(again.outcomes.map(\.wasRecordedBefore) == [true])
      #expect(again.events.map(\.commit) == first.events.map(\.commit))
      #expect(code { try writer.record([.test("t.b", id: "one")], to: stream) } == .eventIDReused)
      try writer.close()
      #expect(try store.version(of: "a") == 1)
    }
  }

  /// Plain git keeps its hands off a stream while appends to it are acknowledged and not published.
  @Test func gitCannotMoveAStreamThatIsHeld() async throws {
    try await withDiskStore { store, fixture in
      try store.append([.test(), .test()], to: "a")
      let old = try await fixture.git("rev-parse", "refs/events/a~1").text
      let writer = store.writer(patience: .seconds(3600))
      try writer.record([.test(id: "x")], to: try StreamName("a"))
      await #expect(throws: GitCommand.Failure.self) {
        try await fixture.git("update-ref", "refs/events/a", old)
      }
      try writer.close()
      #expect(try store.version(of: "a") == 3)
      #expect(try await StoreChecker(fixture).findings(acknowledged: ["x"]) == [])
    }
  }

  @Test func anotherWriterGetsItsTurn() async throws {
    try await withDiskStore { store, fixture in
      let writer = store.writer()
      let isOver = Mutex(false)
      let busy = Task.detached {
        var count = 0
        while !isOver.withLock({ $0 }) {
          try writer.record([.test()], to: try StreamName("mine"))
          count += 1
        }
        return count
      }
      for number in 1...10 {
        try StoreKind.open(fixture, seed: UInt64(number)).append([.test()], to: "other")
      }
      isOver.withLock { $0 = true }
      let count = try await busy.value
      try writer.close()
      #expect(try store.version(of: "other") == 10)
      #expect(try store.version(of: "mine") == count)
      #expect(try await StoreChecker(fixture).findings() == [])
    }
  }

  @Test func manyCallersShareAWriter() async throws {
    try await withDiskStore { store, fixture in
      let writer = store.writer()
      let ids = try await withThrowingTaskGroup(of: [String].self) { group in
        for task in 1...16 {
          group.addTask {
            var ids: [String] = []
            for number in 1...20 {
              let id = "\(task)-\(number)"
              let stream = try StreamName(number % 2 == 0 ? "shared" : "own-\(task)")
              try await writer.append([.test(id: id)], to: stream)
              ids.append(id)
            }
            return ids
          }
        }
        return try await group.reduce(into: []) { $0 += $1 }
      }
      try writer.close()
      #expect(try store.version(of: "shared") == 160)
      #expect(try await StoreChecker(fixture).findings(acknowledged: ids) == [])
    }
  }

  @Test func oneOfTheCallersThatExpectTheSameVersionWins() async throws {
    try await withDiskStore { store, fixture in
      let writer = store.writer()
      let stream = try StreamName("race")
      for version in 0..<20 {
        let wins = try await withThrowingTaskGroup(of: Bool.self) { group in
          for _ in 1...8 {
            group.addTask {
              do throws(EventStoreError) {
                try await writer.append([.test()], to: stream, expecting: .version(version))
                return true
              } catch {
                #expect(error.code == .wrongExpectedVersion)
                return false
              }
            }
          }
          return try await group.reduce(0) { $0 + ($1 ? 1 : 0) }
        }
        #expect(wins == 1, "version \(version)")
      }
      try writer.close()
      #expect(try await StoreChecker(fixture).findings() == [])
    }
  }

  /// What a plain `git fetch` brought into a stream is told by the ledger before what is appended to it.
  @Test func fetchedEventsComeFirst() async throws {
    try await withDiskStore { store, fixture in
      try store.append([.test()], to: "a")
      try await GitFixture.with(bare: true) { copy in
        try await copy.git("fetch", "-q", fixture.path, "refs/*:refs/*")
        let other = try StoreKind.open(copy)
        try other.append([.test(id: "there")], to: "a")
        let writer = store.writer()
        try writer.record([.test()], to: try StreamName("b"))
        try writer.flush()
        try await fixture.git("fetch", "-q", copy.path, "refs/events/a:refs/events/a")
        try writer.record([.test(id: "here")], to: try StreamName("a"))
        try writer.close()
      }
      #expect(try store.read("a").map(\.id.text).suffix(2) == ["there", "here"])
      #expect(try await StoreChecker(fixture).findings(acknowledged: ["there", "here"]) == [])
    }
  }
}

extension EventWriter {
  // In an asynchronous test the name `append` alone means the asynchronous one.

  @discardableResult
  func record(
    _ events: [EventData], to stream: StreamName, expecting expected: ExpectedVersion = .any
  ) throws(EventStoreError) -> AppendResult {
    try append(events, to: stream, expecting: expected)
  }

  func record(_ batches: [AppendBatch]) -> [Result<AppendResult, EventStoreError>] {
    append(batches)
  }
}

/// What can be compared of an answer: commits differ between two stores, for their times do.
private struct Outcome: Equatable {
  let events: [String]
  let position: Int?
  let code: EventStoreError.Code?

  init(_ answer: Result<AppendResult, EventStoreError>) {
    switch answer {
    case .success(let result):
      events = result.outcomes.map {
        "\($0.event.stream)@\($0.event.version) \($0.event.type) \($0.wasRecordedBefore)"
      }
      position = result.position
      code = nil
    case .failure(let error):
      events = []
      position = nil
      code = error.code
    }
  }
}

/// Batches over a few streams with ids that come again, right and wrong expectations, and checks.
private struct RandomBatches {
  private var ids: [String] = []

  mutating func next(_ random: inout SeededRandom) -> AppendBatch {
    var batch = AppendBatch()
    for _ in 0..<Int.random(in: 1...3, using: &random) {
      let stream = "s-\(Int.random(in: 1...4, using: &random))"
      if Int.random(in: 0..<8, using: &random) == 0 {
        batch.check(stream, expecting: expectation(&random))
        continue
      }
      batch.append(event(&random), to: stream, expecting: expectation(&random))
    }
    return batch
  }

  private func expectation(_ random: inout SeededRandom) -> ExpectedVersion {
    switch Int.random(in: 0..<12, using: &random) {
    case 0: .noStream
    case 1: .exists
    case 2...3: .version(Int.random(in: 0...20, using: &random))
    default: .any
    }
  }

  private mutating func event(_ random: inout SeededRandom) -> EventData {
    let number = Int.random(in: 0..<1000, using: &random)
    if let known = ids.randomElement(using: &random), Int.random(in: 0..<6, using: &random) == 0 {
      return .test("t.a", "{\"id\": \"\(known)\"}", id: known)
    }
    guard Int.random(in: 0..<2, using: &random) == 0 else {
      return .test("t.b", "{\"n\": \(number)}")
    }
    let id = "id-\(ids.count)"
    ids.append(id)
    return .test("t.a", "{\"id\": \"\(id)\"}", id: id)
  }
}
