import Git
import GitEvents
import GitEventsTesting
import Testing

extension EventStore {
  fileprivate func allStreams() throws -> [StreamSummary] {
    var cursor = try streams()
    return try cursor.collect()
  }
}

/// Reads that are long enough to be read ahead on a second core.
@Suite struct LongReadTests {
  private func fill(_ store: EventStore, _ stream: String, _ count: Int) throws {
    for start in stride(from: 1, through: count, by: 700) {
      let last = min(start + 699, count)
      try store.append((start...last).map { .test("n", "{\"n\": \($0)}") }, to: stream)
    }
  }

  /// More than is read ahead at once, and in another order than it lies in.
  @Test func eventsThatAreTooMuchToBeReadAheadComeInTheirOrder() async throws {
    try await withDiskStore { store, fixture in
      for round in 1...4 {
        var batch = AppendBatch()
        for number in 1...75 {
          let note = String(repeating: "\(number % 10)", count: 1 << 16)
          batch.append(
            EventData(
              type: try EventType("n"), data: try JSONText("{\"n\": \(round * 100 + number)}"),
              metadata: number.isMultiple(of: 2) ? try JSONText("\"\(note)\"") : nil),
            to: "s-\(number % 5)")
        }
        try store.append(batch)
      }
      for _ in 1...2 {
        let all = try store.readAll(.position, .backward).all()
        #expect(try store.readAll(.position, .forward).all() == all.reversed())
        #expect(all.map(\.position) == (1...301).reversed().map { $0 })
        _ = try await store.maintain(.full)
      }
      try await fixture.fsck()
    }
  }

  @Test func eventsComeInTheirOrderWhoeverReadThem() async throws {
    try await StoreKind.memory.withStore { store in
      try fill(store, "long", 2600)
      for count in [31, 32, 33, 255, 256, 257, 300] { try fill(store, "s-\(count)", count) }
      for name in try store.allStreams().map(\.name) where !name.isReserved {
        let newest = try store.version(of: name)
        let backward = try store.read(name, .backward).all()
        #expect(backward.map(\.version) == Array((1...newest).reversed()))
        #expect(try store.read(name, .forward).all() == backward.reversed())
        for range in [2...newest, 1...newest - 1, 10...40, 5...5] {
          let part = backward.reversed().filter { range.contains($0.version) }
          #expect(try store.read(name, .forward, versions: range).all() == part)
        }
      }
      let all = try store.readAll(.position, .backward).all()
      #expect(try store.readAll(.position, .forward).all() == all.reversed())
      #expect(try store.readAll(.global, .forward).all() == all.reversed())
    }
  }

  @Test func oneAppendToManyStreamsIsReadInTheOrderInWhichItWasMade() async throws {
    try await StoreKind.memory.withStore { store in
      var batch = AppendBatch()
      let streams = try (0..<7).map { try StreamName("s-\($0)") }
      for number in 0..<2400 {
        batch.append(.test("n", "{\"n\": \(number)}"), to: streams[number * number % 7])
      }
      let before = try store.position()
      try store.append(batch)
      let events = try store.readAll(.position, .forward, after: before).all()
      let data = try (0..<2400).map { try JSONText("{\"n\": \($0)}") }
      #expect(events.map(\.data) == data)
      #expect(events.map(\.position) == (1...2400).map { before + $0 })
      let backward = try store.readAll(.position, .backward, after: before).all()
      #expect(backward == events.reversed())
    }
  }

  @Test(arguments: [3, 100, 300, 640])
  func whatComesBeforeDamageIsWhole(_ damaged: Int) async throws {
    try await withDiskStore { store, fixture in
      try fill(store, "a", 700)
      let blob = try await fixture.git("rev-parse", "refs/events/a~\(700 - damaged):data.json").text
      try await fixture.git("config", "core.compression", "1")
      for name in try fixture.names(in: "objects/pack") where name.hasSuffix(".pack") {
        let bytes = try fixture.bytes("objects/pack/" + name)
        try fixture.remove("objects/pack/" + name)
        try fixture.remove("objects/pack/" + name.dropLast(".pack".count) + ".idx")
        try await fixture.git("unpack-objects", "-q", input: bytes)
      }
      try fixture.overwrite("objects/\(blob.prefix(2))/\(blob.dropFirst(2))", "")
      let reopened = try StoreKind.open(fixture)
      for read in [
        try reopened.read(StreamName("a"), .forward),
        try reopened.readAll(.position, .forward, after: store.position() - 700),
      ] {
        var cursor = read
        var count = 0
        let failure = code {
          while let event = try cursor.next() {
            count += 1
            if event.version != count { Issue.record("\(event.version) is not \(count)") }
          }
        }
        #expect(failure == .damaged)
        #expect(count == damaged - 1)
      }
    }
  }

  @Test func cursorsThatAreLeftAloneHurtNobody() async throws {
    try await StoreKind.memory.withStore { store in
      try fill(store, "long", 700)
      try await withThrowingTaskGroup(of: Void.self) { group in
        for task in 0..<64 {
          group.addTask {
            var cursor = try store.read(StreamName("long"), .forward)
            for version in 1...(10 * task + 1) {
              let event = try cursor.next()
              #expect(event?.version == version)
            }
          }
        }
        try await group.waitForAll()
      }
    }
  }
}
