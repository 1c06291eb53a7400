import GitEvents
import GitEventsTesting
import Testing

/// A clone that keeps its own ledger and learns of the origin's only later, or only in part.
@Suite struct SeveralLedgersTests {
  private func expectEachOnce(
    _ store: EventStore, _ ids: Set<String>, positions: ClosedRange<Int>
  ) throws {
    let newest = try store.readAll(.global, .backward).all()
    let oldest = try store.readAll(.global, .forward).all()
    #expect(oldest == newest.reversed())
    #expect(zip(oldest, oldest.dropFirst()).allSatisfy { $0.time < $1.time })
    #expect(Set(oldest.map(\.commit)).count == oldest.count)
    #expect(Set(oldest.map(\.id.text)).isSuperset(of: ids))
    #expect(Set(oldest.compactMap(\.position)) == Set(positions))
    #expect(oldest.count == positions.count)
    let accepted = try store.readAll(.position, .forward).all()
    #expect(accepted.map(\.position) == Array(positions))
    #expect(Set(accepted.map(\.commit)) == Set(oldest.map(\.commit)))
    #expect(try store.readAll(.position, .backward).all() == accepted.reversed())
  }

  @Test func aLedgerThatIsFetchedAfterwardsDoublesNothing() async throws {
    try await withDiskStore { origin, fixture in
      try origin.append([.test(id: "a1"), .test(id: "a2")], to: "a")
      var batch = AppendBatch()
      batch.append(.test(id: "b1"), to: "b")
      batch.append(.test(id: "a3"), to: "a")
      try origin.append(batch)
      let copy = try await fixture.copy("copy.git", allStreams)
      let clone = try StoreKind.open(copy)
      #expect(try clone.append([.test(id: "a4")], to: "a").events.map(\.position) == [6])
      let ids: Set = ["a1", "a2", "b1", "a3", "a4"]
      try expectEachOnce(clone, ids, positions: 1...6)
      try await copy.fetch(from: fixture, allLedgers)
      for store in [clone, try StoreKind.open(copy, seed: 5)] {
        try expectEachOnce(store, ids, positions: 1...6)
      }
      try clone.append([.test(id: "c1")], to: "c")
      try expectEachOnce(clone, ids.union(["c1"]), positions: 1...7)
      #expect(try await StoreChecker(copy).findings(acknowledged: Array(ids)) == [])
    }
  }

  /// Plain git reads refs one after the other, beside an append: streams ahead of the ledger.
  @Test func streamsThatAreAheadOfTheLedgerAreTakenOverInFull() async throws {
    try await withDiskStore { origin, fixture in
      try origin.append([.test(id: "s1"), .test(id: "s2"), .test(id: "s3")], to: "s")
      let copy = try await fixture.copy("copy.git", allLedgers)
      try origin.append([.test(id: "s4")], to: "s")
      try origin.append([.test(id: "t1")], to: "t")
      try await copy.fetch(from: fixture, allStreams)
      let clone = try StoreKind.open(copy)
      #expect(try clone.append([.test(id: "s5")], to: "s").events.map(\.version) == [5])
      let ids: Set = ["s1", "s2", "s3", "s4", "s5", "t1"]
      try expectEachOnce(clone, ids, positions: 1...7)
      let retry = try clone.append([.test(id: "s4")], to: "s")
      #expect(retry.outcomes.map(\.wasRecordedBefore) == [true])
      #expect(try await StoreChecker(copy).findings(acknowledged: Array(ids)) == [])
    }
  }

  /// Ledgers ahead of their streams: what git copies beside an append.
  @Test func aLedgerAheadOfItsStreamsIsReadInFull() async throws {
    try await withDiskStore { origin, fixture in
      try origin.append([.test(id: "s1")], to: "s")
      let copy = try await fixture.copy("copy.git", allStreams)
      try origin.append([.test(id: "s2")], to: "s")
      try await copy.fetch(from: fixture, allLedgers)
      let clone = try StoreKind.open(copy)
      #expect(try clone.version(of: "s") == 2)
      #expect(try clone.readAll(.global, .forward).all().map(\.version) == [1, 1, 2])
      #expect(try clone.readAll(.position, .forward).all().compactMap(\.position) == [1, 2, 3])
    }
  }

  /// Another store's ledger must never be taken for a part of this one.
  @Test func anotherStoresLedgerIsRefused() async throws {
    try await withDiskStore { origin, fixture in
      try origin.append([.test()], to: "a")
      try await GitFixture.with(bare: true) { other in
        let options = try StoreKind.options(seed: 77)
        let stranger = try StoreKind.create(in: other, options)
        try stranger.append([.test(id: "strange")], to: "z")
        #expect(stranger.id != origin.id)
        let copy = try await fixture.copy("copy.git", allStreams)
        try await copy.fetch(from: other, allLedgers)
        let clone = try StoreKind.open(copy)
        let error = failure { try clone.append([.test()], to: "a") }
        #expect(error?.code == .otherStore)
        #expect(error?.message.contains(stranger.id) == true)
        #expect(try await copy.git("for-each-ref", "refs/ledger").lines.count == 1)
        #expect(StoreChecker(copy).leftovers() == [])
      }
    }
  }
}
