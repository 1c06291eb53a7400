import GitEvents
import GitEventsTesting
import Testing

@Suite struct AppendContract {
  @Test(arguments: StoreKind.allCases)
  func aNewStreamBeginsAtVersionOne(_ kind: StoreKind) async throws {
    try await kind.withStore { store in
      let result = try store.append([.test(), .test()], to: "order-1", expecting: .noStream)
      #expect(result.events.map(\.version) == [1, 2])
      #expect(result.outcomes.map(\.startedStream) == [true, false])
      // store.created is the first event of every store.
      #expect(result.events.map(\.position) == [2, 3])
      #expect(try store.position() == 3)
    }
  }

  @Test(arguments: StoreKind.allCases)
  func expectedVersionsAreCompared(_ kind: StoreKind) async throws {
    try await kind.withStore { store in
      let first = try store.append([.test()], to: "a")
      let head = try #require(first.events.first).commit
      try store.append([.test()], to: "a", expecting: .version(1))
      #expect(
        code { try store.append([.test()], to: "a", expecting: .version(1)) }
          == .wrongExpectedVersion)
      #expect(
        code { try store.append([.test()], to: "a", expecting: .noStream) } == .wrongExpectedVersion
      )
      #expect(
        code { try store.append([.test()], to: "b", expecting: .exists) } == .wrongExpectedVersion)
      #expect(
        code { try store.append([.test()], to: "a", expecting: .commit(head)) }
          == .wrongExpectedVersion)
      let newest = try #require(try store.read("a", .backward).first).commit
      try store.append([.test()], to: "a", expecting: .commit(newest))
      try store.append([.test()], to: "a", expecting: .exists)
      try store.append([.test()], to: "b", expecting: .version(0))
      #expect(try store.version(of: "a") == 4)
    }
  }

  @Test(arguments: StoreKind.allCases)
  func aConflictNamesWhatWasExpectedAndWhatIs(_ kind: StoreKind) async throws {
    try await kind.withStore { store in
      try store.append([.test(), .test(), .test()], to: "order-42")
      do {
        try store.append([.test()], to: "order-42", expecting: .version(1))
        Issue.record("the append was taken")
      } catch let error as EventStoreError {
        #expect(error.stream?.text == "order-42")
        #expect(error.expected == .version(1))
        #expect(error.actual == 3)
        #expect(error.message == "order-42 is at version 3, not 1")
      }
    }
  }

  @Test(arguments: StoreKind.allCases)
  func aBatchIsAllOrNothing(_ kind: StoreKind) async throws {
    try await kind.withStore { store in
      try store.append([.test()], to: "limit-9")
      var batch = AppendBatch()
      batch.append(.test(), to: "a")
      batch.append(.test(), to: "b", expecting: .exists)
      #expect(code { try store.append(batch) } == .wrongExpectedVersion)
      #expect(try store.version(of: "a") == 0)
      #expect(try store.position() == 2)
      batch = AppendBatch()
      batch.check("limit-9", expecting: .version(1))
      batch.append(.test(), to: "a", expecting: .noStream)
      batch.append(.test(), to: "b")
      batch.append(.test(), to: "a", expecting: .version(1))
      let result = try store.append(batch)
      #expect(result.events.map(\.version) == [1, 1, 2])
      #expect(result.position == 5)
      batch = AppendBatch()
      batch.check("limit-9", expecting: .version(4))
      batch.append(.test(), to: "a")
      #expect(code { try store.append(batch) } == .wrongExpectedVersion)
      #expect(try store.version(of: "a") == 2)
    }
  }

  @Test(arguments: StoreKind.allCases)
  func aRetryIsAnsweredAndNotRecorded(_ kind: StoreKind) async throws {
    try await kind.withStore { store in
      let event = EventData.test("order.placed", #"{"a": 1, "b": 2}"#, id: "id-1")
      let first = try store.append([event], to: "order-1", expecting: .noStream)
      try store.append([.test()], to: "order-1")
      // Other key order, the same content; the expectation no longer holds, but ids come first.
      let retry = EventData.test("order.placed", #"{"b": 2, "a": 1}"#, id: "id-1")
      let second = try store.append([retry], to: "order-1", expecting: .noStream)
      #expect(second.outcomes.map(\.wasRecordedBefore) == [true])
      #expect(second.events.first?.commit == first.events.first?.commit)
      #expect(second.events.first?.data == first.events.first?.data)
      #expect(try store.position() == 3)
    }
  }

  @Test(arguments: StoreKind.allCases)
  func anIDOfAnotherEventIsRefused(_ kind: StoreKind) async throws {
    try await kind.withStore { store in
      try store.append([.test("a", "{}", id: "id-1")], to: "order-1")
      #expect(
        code { try store.append([.test("a", "{}", id: "id-1")], to: "order-2") } == .eventIDReused)
      #expect(
        code { try store.append([.test("b", "{}", id: "id-1")], to: "order-1") } == .eventIDReused)
      #expect(
        code { try store.append([.test("a", "[]", id: "id-1")], to: "order-1") } == .eventIDReused)
      var other = EventData.test("a", "{}", id: "id-1")
      other.metadata = .emptyObject
      #expect(code { try store.append([other], to: "order-1") } == .eventIDReused)
      other = EventData.test("a", "{}", id: "id-1")
      other.actor = try Actor("Somebody else")
      #expect(code { try store.append([other], to: "order-1") } == .eventIDReused)
      #expect(try store.position() == 2)
    }
  }

  @Test(arguments: StoreKind.allCases)
  func anIDTwiceInABatchIsOneEvent(_ kind: StoreKind) async throws {
    try await kind.withStore { store in
      let event = EventData.test("a", "{}", id: "id-1")
      let result = try store.append([event, event], to: "x")
      #expect(result.outcomes.map(\.wasRecordedBefore) == [false, true])
      #expect(try store.version(of: "x") == 1)
      let clash = [
        event, EventData.test("b", "{}", id: "id-2"), EventData.test("c", "{}", id: "id-2"),
      ]
      #expect(code { try store.append(clash, to: "x") } == .eventIDReused)
      #expect(try store.version(of: "x") == 1)
    }
  }

  @Test(arguments: StoreKind.allCases)
  func invalidInputIsRefusedBeforeAnythingIsWritten(_ kind: StoreKind) async throws {
    try await kind.withStore { store in
      var event = EventData.test()
      event.schema = 0
      #expect(code { try store.append([event], to: "a") } == .invalidInput)
      event = .test()
      event.correlation = "two\nlines"
      #expect(code { try store.append([event], to: "a") } == .invalidInput)
      event.correlation = String(repeating: "x", count: 257)
      #expect(code { try store.append([event], to: "a") } == .invalidInput)
      event.correlation = ""
      #expect(code { try store.append([event], to: "a") } == .invalidInput)
      #expect(code { try store.append([.test()], to: "_store") } == .invalidInput)
      #expect(
        code { try store.append([.test()], to: "a", expecting: .version(-1)) } == .invalidInput)
      let position = try store.position()
      #expect(position == 1)
    }
  }

  @Test(arguments: StoreKind.allCases)
  func aPlanChecksEverythingAndWritesNothing(_ kind: StoreKind) async throws {
    try await kind.withStore { store in
      var batch = AppendBatch()
      batch.append(.test(), to: "a", expecting: .noStream)
      let planned = try store.plan(batch)
      #expect(planned.events.map(\.version) == [1])
      #expect(planned.events.map(\.position) == [2])
      #expect(try store.position() == 1)
      batch.append(.test(), to: "a", expecting: .noStream)
      #expect(code { _ = try store.plan(batch) } == .wrongExpectedVersion)
    }
  }

  @Test(arguments: StoreKind.allCases)
  func everyFieldComesBackAsItWasGiven(_ kind: StoreKind) async throws {
    try await kind.withStore { store in
      let event = EventData(
        type: try EventType("agent:spawned"),
        data: try JSONText(#"{"z": 1.10, "a": 1E400, "n": -0, "s": "\u0000😀"}"#),
        metadata: try JSONText("[]"), id: try EventID("id-1"),
        actor: try Actor("Ada Lovelace <ada@example.org>"),
        occurred: OccurredTime(rfc3339: "1969-07-20T20:17:40.5Z"), schema: 3,
        correlation: "req-881", causation: "Ünïcode 😀")
      try store.append([event], to: "größe-😀")
      let read = try #require(try store.read("größe-😀").first)
      #expect(read.type == event.type)
      #expect(read.data == event.data)
      #expect(read.metadata == event.metadata)
      #expect(read.id == event.id)
      #expect(read.actor == event.actor)
      #expect(read.recorder.name == "Recorder")
      #expect(read.occurred == event.occurred)
      #expect(read.schema == 3)
      #expect(read.correlation == "req-881")
      #expect(read.causation == "Ünïcode 😀")
      #expect(read.data.description.contains("1E400"))
    }
  }

  @Test(arguments: StoreKind.allCases)
  func anOccurredTimeIsKeptWhateverTheAuthorLineCanSay(_ kind: StoreKind) async throws {
    let texts = [
      "2026-11-20T23:10:00Z", "2026-11-20T23:10:00.5Z", "1970-01-01T00:00:00Z",
      "1969-12-31T23:59:59Z", "0001-01-01T00:00:00Z", "9999-12-31T23:59:59.999999999Z",
    ]
    let start = Timestamp(microseconds: 1_763_701_200_000_000)
    // The clock stands still, so that one event occurs in the second in which it is recorded.
    try await kind.withStore(clock: .stepping(from: start, by: 0)) { store in
      let sameSecond = OccurredTime(seconds: start.seconds)
      let times = texts.map { OccurredTime(rfc3339: $0) } + [sameSecond, nil]
      for time in times {
        var event = EventData.test()
        event.occurred = time
        try store.append([event], to: "a")
      }
      #expect(try store.read("a").map(\.occurred) == times)
    }
  }
}
