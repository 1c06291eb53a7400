import GitEvents
import GitEventsTesting
import Testing

/// One stream that cannot be repaired stops no other.
@Suite struct OneBadStreamTests {
  private static let damages = [
    String(repeating: "1", count: 40) + "\n",  // a commit that is not there
    "other",  // another stream's event
  ]

  @Test(arguments: damages, ["earlier", nil])
  func othersAreAppendedToAfterARestart(damage: String, boot: String?) async throws {
    try await withDiskStore { store, fixture in
      try store.append([.test()], to: "other")
      try store.append([.test(id: "old")], to: "bad")
      var batch = AppendBatch()
      batch.append(.test(id: "young"), to: "bad")
      batch.append(.test(), to: "good")
      try store.append(batch)
      let text = damage == "other" ? try fixture.text("refs/events/other") : damage
      try fixture.overwrite("refs/events/bad", text)
      try fixture.forgeState(boot: boot)
      let writer = try StoreKind.open(fixture)
      let result = try writer.append([.test()], to: "good")
      #expect(result.events.map(\.version) == [2])
      #expect(result.recovery?.problems.count == 1)
      #expect(result.recovery?.problems.first?.contains("refs/events/bad") == true)
      try writer.append([.test()], to: "new", expecting: .noStream)
      #expect(code { try writer.append([.test()], to: "bad") } == .damaged)
      #expect(try fixture.text("refs/events/bad") == text)
      #expect(try writer.read("good").map(\.version) == [1, 2])
    }
  }

  /// Where the ref does not lead to a stream's events, the ledger tells which ids are taken.
  @Test(arguments: damages)
  func othersTakeEventsWithIDs(damage: String) async throws {
    try await withDiskStore { store, fixture in
      try store.append([.test()], to: "other")
      try store.append([.test(id: "old")], to: "bad")
      try store.append([.test(id: "young")], to: "bad")
      try store.append([.test()], to: "good")
      let text = damage == "other" ? try fixture.text("refs/events/other") : damage
      try fixture.overwrite("refs/events/bad", text)
      let writer = try StoreKind.open(fixture)
      try writer.append([.test(id: "goes-on")], to: "good")
      let retry = try writer.append([.test(id: "goes-on")], to: "good")
      #expect(retry.outcomes.map(\.wasRecordedBefore) == [true])
      for id in ["old", "young"] {
        #expect(code { try writer.append([.test(id: id)], to: "good") } == .eventIDReused)
        #expect(try writer.event(id: EventID(id))?.stream.text == "bad")
      }
    }
  }
}
