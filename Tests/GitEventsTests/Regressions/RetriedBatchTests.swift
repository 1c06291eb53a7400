import GitEvents
import Testing

/// Batches of which all or some events are recorded already.
@Suite struct RetriedBatchTests {
  @Test(arguments: StoreKind.allCases)
  func aWholeRetryIsAnsweredThoughItsChecksNoLongerHold(_ kind: StoreKind) async throws {
    try await kind.withStore { store in
      try store.append([.test()], to: "limit")
      var batch = AppendBatch()
      batch.check("limit", expecting: .version(1))
      batch.append(.test(id: "one"), to: "a", expecting: .noStream)
      batch.append(.test(id: "two"), to: "b")
      let first = try store.append(batch)
      try store.append([.test()], to: "limit")
      try store.append([.test()], to: "a")
      let position = try store.position()
      let retry = try store.append(batch)
      #expect(retry.outcomes.map(\.wasRecordedBefore) == [true, true])
      #expect(retry.events.map(\.commit) == first.events.map(\.commit))
      #expect(try store.position() == position)
    }
  }

  @Test(arguments: StoreKind.allCases)
  func aPartialRetryIsCheckedLikeAnythingNew(_ kind: StoreKind) async throws {
    try await kind.withStore { store in
      try store.append([.test(), .test()], to: "limit")
      try store.append([.test(id: "one")], to: "a")
      var batch = AppendBatch()
      batch.check("limit", expecting: .version(1))
      batch.append(.test(id: "one"), to: "a")
      batch.append(.test(id: "new"), to: "b")
      #expect(code { try store.append(batch) } == .wrongExpectedVersion)
      #expect(try store.position() == 4)
      batch.steps[0] = .check(try StreamName("limit"), expecting: .version(2))
      let result = try store.append(batch)
      #expect(result.outcomes.map(\.wasRecordedBefore) == [true, false])
    }
  }

  /// The expectation was for all that follows; what came between was not seen by the caller.
  @Test(arguments: StoreKind.allCases)
  func whatFollowsARecordedEventIsNotAppendedBehindStrangers(_ kind: StoreKind) async throws {
    try await kind.withStore { store in
      let recorded = EventData.test(id: "one")
      try store.append([recorded], to: "a", expecting: .noStream)
      try store.append([.test(id: "stranger")], to: "a")
      let events = [recorded, EventData.test(id: "two")]
      #expect(
        code { try store.append(events, to: "a", expecting: .noStream) } == .wrongExpectedVersion)
      #expect(
        code { try store.append(events, to: "a", expecting: .version(0)) } == .wrongExpectedVersion)
      #expect(try store.version(of: "a") == 2)
      // Who expects nothing is told nothing.
      let result = try store.append(events, to: "a")
      #expect(result.outcomes.map(\.wasRecordedBefore) == [true, false])
      #expect(result.events.map(\.version) == [1, 3])
    }
  }

  @Test(arguments: StoreKind.allCases)
  func theRestOfARetryIsAppendedWhereNobodyCameBetween(_ kind: StoreKind) async throws {
    try await kind.withStore { store in
      let first = [EventData.test(id: "one"), .test(id: "two")]
      try store.append(first, to: "a", expecting: .noStream)
      let result = try store.append(
        first + [.test(id: "three"), .test(id: "four")], to: "a", expecting: .noStream)
      #expect(result.outcomes.map(\.wasRecordedBefore) == [true, true, false, false])
      #expect(result.events.map(\.version) == [1, 2, 3, 4])
    }
  }
}
