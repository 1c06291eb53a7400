import GitEvents
import GitEventsTesting
import Testing

/// An append over more streams than a ledger commit has lines.
@Suite struct LargeBatchTests {
  @Test(arguments: [(256, 1), (257, 2), (600, 3)])
  func aLargeBatchIsOneEntryInParts(streams: Int, parts: Int) async throws {
    try await withDiskStore { store, fixture in
      let before = try await fixture.git("rev-parse", try await fixture.ledger()).text
      var batch = AppendBatch()
      for number in 0..<streams { batch.append(.test(id: "e-\(number)"), to: "s-\(number)") }
      batch.append(.test(id: "again"), to: "s-0")
      let result = try store.append(batch)
      #expect(result.position == streams + 2)
      #expect(result.events.map(\.position) == Array(2...(streams + 2)))
      let name = try await fixture.ledger()
      // The ref went from the entry before to the last part at once.
      let labels = try await fixture.ledger(trailer: "Ledger-Part").prefix(parts)
      let expected = (1...parts).reversed().map { parts == 1 ? "" : "\($0)/\(parts)" }
      #expect(Array(labels) == expected)
      #expect(try await fixture.git("rev-parse", "\(name)~\(parts)").text == before)
      var lines = 0
      for part in 0..<parts {
        let body = try await fixture.git("log", "-1", "--format=%B", "\(name)~\(part)").lines
        let count = body.count { $0.hasPrefix("s-") }
        #expect((1...256).contains(count))
        lines += count
      }
      #expect(lines == streams)
      let reader = try StoreKind.open(fixture)
      let all = try reader.readAll(.position, .forward).all()
      #expect(all.map(\.position) == Array(1...(streams + 2)))
      #expect(Array(all.dropFirst()) == result.events)
      #expect(try reader.readAll(.global, .backward).all() == all.reversed())
      #expect(try reader.readAll(.position, .backward).all() == all.reversed())
      #expect(try reader.streams().names().count == streams + 1)
      #expect(try await StoreChecker(fixture).findings(acknowledged: ["e-0", "again"]) == [])
    }
  }

  /// All of it or nothing: the last stream is not as expected, or a lock stands in its way.
  @Test func aLargeBatchThatFailsLeavesNothing() async throws {
    try await withDiskStore { store, fixture in
      try store.append([.test()], to: "s-299")
      let before = try await fixture.git("for-each-ref").text
      var batch = AppendBatch()
      for number in 0..<300 { batch.append(.test(), to: "s-\(number)", expecting: .noStream) }
      #expect(code { try store.append(batch) } == .wrongExpectedVersion)
      #expect(try await fixture.git("for-each-ref").text == before)
      #expect(StoreChecker(fixture).leftovers() == [])
      #expect(try await StoreChecker(fixture).findings() == [])
    }
  }
}
