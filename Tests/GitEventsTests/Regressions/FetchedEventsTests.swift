import Git
import GitEvents
import GitEventsTesting
import Testing

/// Events that a plain `git fetch` brings into a replica that keeps a ledger.
@Suite struct FetchedEventsTests {
  /// A store with `s@1`, and a fetch that has brought `s@2` and `s@3`.
  private func withFetched(
    _ body: (EventStore, GitFixture, GitFixture) async throws -> Void
  ) async throws {
    try await withDiskStore { store, fixture in
      try store.append([.test(id: "one")], to: "s")
      let copy = try await fixture.copy("copy.git", allStreams)
      try StoreKind.open(copy).append([.test(id: "two"), .test(id: "three")], to: "s")
      try await fixture.fetch(from: copy, "refs/events/s:refs/events/s")
      try await body(store, fixture, copy)
    }
  }

  @Test(arguments: [false, true])
  func theLedgerTellsOfFetchedEventsFirst(isOpen: Bool) async throws {
    try await withFetched { store, fixture, _ in
      let writer = isOpen ? store : try StoreKind.open(fixture, seed: 5)
      let result = try writer.append([.test(id: "four")], to: "s", expecting: .version(3))
      #expect(result.events.map(\.version) == [4])
      #expect(result.events.map(\.position) == [5])
      let kinds = try await fixture.ledger(trailer: "Ledger-Kind")
      #expect(kinds == ["append", "pull", "append", "append", "genesis"])
      let ids = ["one", "two", "three", "four"]
      for order in [ReadOrder.position, .global] {
        let all = try writer.readAll(order, .forward).all()
        #expect(all.map(\.position) == [1, 2, 3, 4, 5])
        #expect(all.dropFirst().map(\.id.text) == ids)
        #expect(try writer.readAll(order, .backward).all() == all.reversed())
      }
      #expect(try await StoreChecker(fixture).findings(acknowledged: ids) == [])
    }
  }

  /// The writer has read all ids before the fetch, or it reads them afterwards.
  @Test(arguments: [false, true])
  func idsOfFetchedEventsAreKnownAfterwards(isOpen: Bool) async throws {
    try await withFetched { store, fixture, _ in
      let writer = isOpen ? store : try StoreKind.open(fixture, seed: 5)
      try writer.append([.test(id: "four")], to: "s")
      let retry = try writer.append([.test(id: "two"), .test(id: "three")], to: "s")
      #expect(retry.outcomes.map(\.wasRecordedBefore) == [true, true])
      #expect(code { try writer.append([.test(id: "two")], to: "t") } == .eventIDReused)
      #expect(try writer.event(id: EventID("three"))?.version == 3)
      #expect(try await StoreChecker(fixture).findings() == [])
    }
  }

  /// A client retries here what it had sent to the other replica.
  @Test(arguments: [false, true])
  func aRetryOfAFetchedEventIsAnswered(isOpen: Bool) async throws {
    try await withFetched { store, fixture, _ in
      let writer = isOpen ? store : try StoreKind.open(fixture, seed: 5)
      let retry = try writer.append(
        [.test(id: "two"), .test(id: "three")], to: "s", expecting: .version(1))
      #expect(retry.outcomes.map(\.wasRecordedBefore) == [true, true])
      let partial = try writer.append([.test(id: "three"), .test(id: "four")], to: "s")
      #expect(partial.outcomes.map(\.wasRecordedBefore) == [true, false])
      #expect(try await StoreChecker(fixture).findings() == [])
    }
  }

  @Test func aStreamThatIsNewHereIsTakenOver() async throws {
    try await withFetched { store, fixture, copy in
      try StoreKind.open(copy, seed: 8).append([.test(id: "n1"), .test(id: "n2")], to: "new")
      try await fixture.fetch(from: copy, allStreams)
      try store.append([.test(id: "n3")], to: "new")
      try store.append([.test(id: "four")], to: "s")
      let all = try store.readAll(.position, .forward).all()
      #expect(all.map(\.position) == Array(1...8))
      #expect(Set(all.map(\.id.text)).isSuperset(of: ["n1", "n2", "n3", "two", "three", "four"]))
      #expect(try await StoreChecker(fixture).findings() == [])
    }
  }

  /// Fetched events may be ahead of this clock, also those of streams that are only checked.
  @Test func anEntryIsLaterThanTheFetchedEventsOfACheckedStream() async throws {
    try await withDiskStore(clock: .stepping(by: 0)) { store, fixture in
      try store.append([.test(id: "one")], to: "s")
      let copy = try await fixture.copy("copy.git", allStreams)
      let ahead = Timestamp(microseconds: 1_763_701_200_000_000 + 300_000_000)
      let other = try EventStore.open(
        Repository.open(gitDirectory: copy.gitDirectory),
        options: StoreKind.options(clock: .stepping(from: ahead), seed: 99))
      try other.append([.test(id: "two")], to: "s")
      try await fixture.fetch(from: copy, "refs/events/s:refs/events/s")
      var batch = AppendBatch()
      batch.check("s", expecting: .version(2))
      batch.append(.test(id: "other"), to: "t")
      try store.append(batch)
      let all = try store.readAll(.global, .forward).all()
      #expect(zip(all, all.dropFirst()).allSatisfy { $0.time < $1.time })
      #expect(try store.readAll(.position, .forward).all() == all)
      let times = try await fixture.ledger(trailer: "Ledger-Time")
      #expect(try #require(times.dropFirst().first) > all[2].time.canonicalText)
    }
  }

  /// A stream that the ledger has not told of for long is looked up as well.
  ///
  /// Not yet where the fetched events are older than the ledger's newest entry: finding the stream's last line would
  /// cost a walk over the whole ledger at every append to a stream that rested. `recover` tells of the gap.
  @Test(arguments: [Int64(0), 300])
  func aGapInAStreamThatRestedForLongIsFound(seconds: Int64) async throws {
    try await withDiskStore { store, fixture in
      try store.append([.test(id: "one")], to: "s")
      let copy = try await fixture.copy("copy.git", allStreams)
      let time = Timestamp(microseconds: 1_763_701_200_000_000 + seconds * 1_000_000)
      let other = try EventStore.open(
        Repository.open(gitDirectory: copy.gitDirectory),
        options: StoreKind.options(clock: .stepping(from: time), seed: 99))
      try other.append([.test(id: "two")], to: "s")
      for _ in 1...40 { try store.append([.test()], to: "t") }
      try await fixture.fetch(from: copy, "refs/events/s:refs/events/s")
      try StoreKind.open(fixture, seed: 5).append([.test(id: "three")], to: "s")
      let accepted = try store.readAll(.position, .forward).all().count
      let findings = try await StoreChecker(fixture).findings()
      withKnownIssue("old events in a stream that rested are missed by position") {
        #expect(accepted == 44)
        #expect(findings == [])
      } when: {
        seconds == 0
      }
      #expect(try store.recover().problems.isEmpty == (accepted == 44))
    }
  }
}
