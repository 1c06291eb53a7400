import Git
import GitEvents
import GitEventsTesting
import Testing

/// What a snapshot is, on disk and in memory.
@Suite struct SnapshotContract {
  @Test(arguments: StoreKind.allCases)
  func aSnapshotComesBackAsItWasRecorded(_ kind: StoreKind) async throws {
    try await kind.withStore { store in
      try store.append([.test(), .test(), .test()], to: "order/1 ä")
      let (snapshot, isNew, recovery) = try store.snapshot(
        "order/1 ä", 2, #"{"b":1.50,"a":[]}"#, skipped: "2 events of order/1 ä")
      #expect(isNew && recovery == nil)
      #expect(try store.onlySnapshot() == snapshot)
      #expect(snapshot.stream.text == "order/1 ä")
      #expect(snapshot.version == 2)
      #expect(snapshot.projection == totals)
      #expect(snapshot.definition == definition)
      #expect(snapshot.skipped == "2 events of order/1 ä")
      #expect(try snapshot.event == store.commit("order/1 ä", 2))
      #expect(snapshot.recorder == store.options.recorder)
      #expect(snapshot.time > (try store.read("order/1 ä").last?.time)!)
      let state = try store.state(of: snapshot)
      #expect(try state == JSONText(#"{"a": [], "b": 1.50}"#))
      #expect(try store.snapshotNames() == ["snapshots/totals/order%2F1%20%C3%A4/2"])
    }
  }

  @Test(arguments: StoreKind.allCases)
  func theSameSnapshotAgainIsNotWritten(_ kind: StoreKind) async throws {
    try await kind.withStore { store in
      try store.append([.test()], to: "a")
      for (definition, skipped) in [(definition, "x"), (nil, nil)] as [(ObjectID?, String?)] {
        let first = try store.snapshot("a", 1, definition: definition, skipped: skipped)
        let second = try store.snapshot("a", 1, definition: definition, skipped: skipped)
        #expect(first.isNew && !second.isNew)
        #expect(first.snapshot == second.snapshot)
        #expect(first.snapshot.definition == definition && first.snapshot.skipped == skipped)
      }
    }
  }

  @Test(arguments: StoreKind.allCases)
  func aSnapshotThatSaysSomethingElseReplaces(_ kind: StoreKind) async throws {
    try await kind.withStore { store in
      try store.append([.test()], to: "a")
      try store.snapshot("a", 1, "1")
      for (state, definition, skipped) in [
        ("2", definition, nil), ("2", nil, nil), ("2", nil, "one"), ("2", nil, "two"),
        ("2", ObjectID(hex: String(repeating: "e", count: 40)), "two"),
      ] as [(String, ObjectID?, String?)] {
        let (snapshot, isNew, _) = try store.snapshot(
          "a", 1, state, definition: definition, skipped: skipped)
        #expect(isNew)
        #expect(try store.onlySnapshot() == snapshot)
        #expect(try store.state(of: snapshot).description == state + "\n")
      }
    }
  }

  @Test(arguments: StoreKind.allCases)
  func snapshotsAreListedByProjectionAndStreamTheNewestFirst(_ kind: StoreKind) async throws {
    try await kind.withStore { store in
      let other = try ProjectionName("Z-other")
      for stream in ["a", "b.lock"] {
        try store.append((1...11).map { .test("n", String($0)) }, to: stream)
        for version in [9, 11, 1, 10] { try store.snapshot(stream, version) }
      }
      try store.snapshot("a", 2, by: other)
      let a = [11, 10, 9, 1].map { "snapshots/totals/a/\($0)" }
      let b = [11, 10, 9, 1].map { "snapshots/totals/b%2Elock/\($0)" }
      #expect(try store.snapshotNames() == ["snapshots/Z-other/a/2"] + a + b)
      func versions(_ stream: String?, _ projection: ProjectionName?) throws -> [Int] {
        try store.snapshotReferences(of: stream.map { try StreamName($0) }, projection: projection)
          .map(\.version)
      }
      #expect(try versions("a", nil) == [2, 11, 10, 9, 1])
      #expect(try versions("a", totals) == [11, 10, 9, 1])
      #expect(try versions("b.lock", totals) == [11, 10, 9, 1])
      #expect(try versions("b", totals) == [])
      #expect(try versions("b", nil) == [])
      #expect(try versions(nil, other) == [2])
      #expect(try versions(nil, ProjectionName("total")) == [])
    }
  }

  @Test(arguments: StoreKind.allCases)
  func aSnapshotOfWhatTheStoreDoesNotHaveIsRefused(_ kind: StoreKind) async throws {
    try await kind.withStore { store in
      try store.append([.test(), .test("b")], to: "a")
      try store.append([.test()], to: "b")
      func record(
        _ stream: String, _ version: Int, _ event: ObjectID, _ state: String = "1",
        skipped: String? = nil
      ) -> EventStoreError.Code? {
        code {
          try store.record(
            NewSnapshot(
              stream: StreamName(stream), version: version, event: event, projection: totals,
              definition: nil, skipped: skipped, state: JSONText(state)))
        }
      }
      let event = try store.commit("a", 1)
      #expect(record("a", 2, event) == .eventNotFound)
      #expect(record("a", 3, event) == .eventNotFound)
      #expect(record("a", 0, event) == .eventNotFound)
      #expect(record("a", -1, event) == .eventNotFound)
      #expect(record("b", 1, event) == .eventNotFound)
      #expect(record("c", 1, event) == .streamNotFound)
      for text in ["", "a\nb", " a", String(repeating: "a", count: 201), "a\u{85}b"] {
        #expect(record("a", 1, event, skipped: text) == .invalidInput)
      }
      #expect(try store.snapshotNames() == [])
      #expect(record("a", 1, event, skipped: String(repeating: "a", count: 200)) == nil)
    }
  }

  @Test(arguments: StoreKind.allCases)
  func snapshotsAreDeletedAllOrNone(_ kind: StoreKind) async throws {
    try await kind.withStore { store in
      try store.append([.test(), .test(), .test()], to: "a")
      for version in 1...3 { try store.snapshot("a", version) }
      let listed = try store.snapshotReferences()
      try store.snapshot("a", 1, "2")
      await #expect(throws: EventStoreError.self) { try await store.deleteSnapshots(listed) }
      #expect(try store.snapshotReferences().count == 3)
      try await store.deleteSnapshots(Array(listed.prefix(2)))
      #expect(try store.snapshotNames() == ["snapshots/totals/a/1"])
      try await store.deleteSnapshots([])
      try await store.deleteSnapshots(try store.snapshotReferences())
      #expect(try store.snapshotReferences() == [])
      #expect(try store.snapshot("a", 1).isNew)
    }
  }

  /// Snapshots are no events: nothing that counts events may count them.
  @Test(arguments: StoreKind.allCases)
  func snapshotsLeaveEventsAndPositionsAlone(_ kind: StoreKind) async throws {
    try await kind.withStore { store in
      for round in 1...3 {
        try store.append([.test(id: "a-\(round)")], to: "a")
        try store.snapshot("a", round)
        #expect(try store.position() == round + 1)
      }
      #expect(try store.readAll(.position, .forward).all().map(\.position) == [1, 2, 3, 4])
      var streams = try store.streams()
      #expect(try streams.collect().map(\.name.text) == ["_store", "a"])
      #expect(try store.append([.test(id: "a-2")], to: "a").outcomes[0].wasRecordedBefore)
    }
  }

  @Test(arguments: [
    "", "-a", ".a", "_a", "a/b", "a..b", "a.", "a.lock", "a b", "ä", "a\n",
    String(repeating: "a", count: 65),
  ])
  func aProjectionsNameIsFitForATag(name: String) {
    #expect(code { _ = try ProjectionName(name) } == .invalidInput)
    for fit in ["a", "0", "A.b_c-d", "a.locks", "a-", String(repeating: "a", count: 64)] {
      #expect((try? ProjectionName(fit))?.text == fit)
    }
  }
}
