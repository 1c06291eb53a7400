import GitEvents
import Testing

@Suite struct ReadContract {
  @Test(arguments: StoreKind.allCases)
  func aStreamIsReadInBothDirectionsAndInParts(_ kind: StoreKind) async throws {
    try await kind.withStore { store in
      try store.append((1...7).map { .test("n", String($0)) }, to: "a")
      func versions(_ direction: ReadDirection, _ range: ClosedRange<Int>?) throws -> [Int] {
        try store.read("a", direction, versions: range).map(\.version)
      }
      #expect(try versions(.forward, nil) == Array(1...7))
      #expect(try versions(.backward, nil) == Array((1...7).reversed()))
      #expect(try versions(.forward, 3...5) == [3, 4, 5])
      #expect(try versions(.backward, 3...5) == [5, 4, 3])
      #expect(try versions(.forward, 6...100) == [6, 7])
      #expect(try versions(.forward, 8...9) == [])
      #expect(try store.read("a", versions: 4...4).first?.data.description == "4\n")
    }
  }

  @Test(arguments: StoreKind.allCases)
  func anUnknownStreamIsSaidToBeUnknown(_ kind: StoreKind) async throws {
    try await kind.withStore { store in
      #expect(code { _ = try store.read("nope") } == .streamNotFound)
    }
  }

  @Test(arguments: StoreKind.allCases)
  func positionsAreGaplessAndOrdersAgree(_ kind: StoreKind) async throws {
    try await kind.withStore { store in
      for round in 0..<5 {
        var batch = AppendBatch()
        for stream in 0..<4 where (round + stream) % 2 == 0 {
          batch.append(.test(), to: "s-\(3 - stream)")
          batch.append(.test(), to: "s-\(3 - stream)")
        }
        try store.append(batch)
      }
      let total = try store.position()
      let forward = try store.readAll(.position, .forward).all()
      #expect(forward.map(\.position) == Array(1...total))
      #expect(zip(forward, forward.dropFirst()).allSatisfy { $0.time < $1.time })
      #expect(try store.readAll(.position, .backward).all() == forward.reversed())
      #expect(try store.readAll(.global, .forward).all() == forward)
      #expect(try store.readAll(.global, .backward).all() == forward.reversed())
      for after in [0, 1, 2, 7, total - 1, total, total + 5] {
        let rest = Array(forward.dropFirst(after))
        #expect(try store.readAll(.position, .forward, after: after).all() == rest)
        #expect(try store.readAll(.position, .backward, after: after).all() == rest.reversed())
      }
    }
  }

  @Test(arguments: StoreKind.allCases)
  func streamsAreListedInOrderOfTheirNames(_ kind: StoreKind) async throws {
    try await kind.withStore { store in
      for name in ["b", "a/1", "a-2", "ä", "order.lock", ".", "..", "Z", "%41", "😀"] {
        try store.append([.test("t.\(name.utf8.count)")], to: name)
      }
      try store.append([.test("last")], to: "b")
      var cursor = try store.streams()
      let streams = try cursor.collect()
      #expect(
        Set(streams.map(\.name.text)) == [
          "_store", "b", "a/1", "a-2", "ä", "order.lock", ".", "..", "Z", "%41", "😀",
        ])
      let b = try #require(streams.first { $0.name.text == "b" })
      #expect(b.version == 2)
      #expect(b.lastType.text == "last")
    }
  }

  @Test(arguments: StoreKind.allCases)
  func anEventIsFoundByItsIDAndByItsCommit(_ kind: StoreKind) async throws {
    try await kind.withStore { store in
      let event = try #require(
        try store.append([.test("a", "{}", id: "id-1")], to: "x").events.first)
      #expect(try store.event(id: EventID("id-1"))?.commit == event.commit)
      #expect(try store.event(id: EventID("id-2")) == nil)
      #expect(try store.event(commit: event.commit)?.id.text == "id-1")
      let unknown = try #require(CommitID(String(repeating: "1", count: 40)))
      #expect(try store.event(commit: unknown) == nil)
      let prefix = String(event.commit.description.prefix(12))
      #expect(try store.commits(withPrefix: prefix) == [event.commit])
    }
  }

  @Test(arguments: StoreKind.allCases)
  func aSubscriptionSeesWhatIsThereAndWhatComes(_ kind: StoreKind) async throws {
    try await kind.withStore { store in
      try store.append([.test("one"), .test("two")], to: "x")
      let reader = Task {
        var types: [String] = []
        for try await event in store.subscribe(after: 1, every: .milliseconds(1)) {
          types.append(event.type.text)
          if types.count == 4 { break }
        }
        return types
      }
      try await Task.sleep(for: .milliseconds(20))
      try store.append([.test("three")], to: "y")
      try store.append([.test("four")], to: "x")
      #expect(try await reader.value == ["one", "two", "three", "four"])
    }
  }

  @Test(arguments: StoreKind.allCases)
  func aCancelledSubscriptionEnds(_ kind: StoreKind) async throws {
    try await kind.withStore { store in
      let reader = Task {
        var count = 0
        for try await _ in store.subscribe(every: .milliseconds(1)) { count += 1 }
        return count
      }
      try await Task.sleep(for: .milliseconds(20))
      reader.cancel()
      #expect(try await reader.value <= 1)
    }
  }
}
