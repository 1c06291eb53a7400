import GitEvents
import GitEventsTesting
import Testing

/// Between the ledger's rename and that of a new stream, the stream has no ref yet.
@Suite struct MissingReferenceTests {
  @Test(arguments: ["AAA", "middle", "zzz"])
  func aStreamWithoutItsRefIsListedAndRead(name: String) async throws {
    try await withDiskStore { store, fixture in
      try store.append([.test()], to: "a")
      try store.append([.test()], to: "s")
      try store.append([.test(id: "new-1"), .test(id: "new-2")], to: name)
      try fixture.remove("refs/events/" + name)
      let reader = try StoreKind.open(fixture)
      #expect(try reader.streams().names() == ["_store", "a", "s", name].sorted())
      #expect(try reader.version(of: name) == 2)
      #expect(try reader.read(name).map(\.id.text) == ["new-1", "new-2"])
      #expect(try reader.event(id: EventID("new-1"))?.version == 1)
    }
  }

  @Test func aRetryIsAnsweredAndTheRefIsRolledForward() async throws {
    try await withDiskStore { store, fixture in
      try store.append([.test(id: "new-1"), .test(id: "new-2")], to: "new")
      try fixture.remove("refs/events/new")
      try fixture.forgeState()
      let writer = try StoreKind.open(fixture)
      let result = try writer.append([.test(id: "new-1")], to: "new", expecting: .noStream)
      #expect(result.outcomes.map(\.wasRecordedBefore) == [true])
      #expect(result.recovery?.repairs.map(\.subject) == ["refs/events/new"])
      #expect(try writer.append([.test()], to: "new").events.map(\.version) == [3])
      #expect(try await StoreChecker(fixture).findings(acknowledged: ["new-1", "new-2"]) == [])
    }
  }
}
