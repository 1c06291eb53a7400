import Git
import GitEvents
import GitEventsTesting
import Testing

struct ImportTests {
  /// Imports, and adds up what was reported.
  @discardableResult
  private func run(
    _ store: EventStore, _ source: Chunks
  ) throws -> (added: Int, skipped: Int, reports: Int) {
    var sum = (added: 0, skipped: 0, reports: 0)
    try store.importEvents(from: source) { report in
      sum = (sum.added + report.added, sum.skipped + report.skipped, sum.reports + 1)
    }
    return sum
  }

  /// What a reader sees of a store, without what each store makes by itself.
  private func contents(_ store: EventStore) throws -> [String: [String]] {
    var contents: [String: [String]] = [:]
    for stream in try store.streams().names() {
      contents[stream] = try store.read(stream).map { event in
        "\(event.version) \(event.id) \(event.type) \(event.data) \(event.metadata?.description ?? "-") "
          + "\(event.correlation ?? "-") \(event.schema ?? 0) \(event.actor)"
      }
    }
    contents["_store"] = nil
    return contents
  }

  private func random(
    _ count: Int, streams: Int, _ generator: inout some RandomNumberGenerator
  ) throws -> [ImportedEvent] {
    var events: [ImportedEvent] = []
    for number in 0..<count {
      // Now and then the same event once more.
      if number > 0, Int.random(in: 0..<12, using: &generator) == 0 {
        events.append(events[Int.random(in: 0..<number, using: &generator)])
        continue
      }
      let text = String(
        repeating: "x", count: Int.random(in: 0..<3, using: &generator) == 0 ? 1500 : 5)
      let hasMetadata = Bool.random(using: &generator)
      events.append(
        ImportedEvent(
          "s-\(Int.random(in: 0..<streams, using: &generator))",
          EventData(
            type: try EventType("type.\(number % 3)"),
            data: try JSONText("{\"n\": \(number % 50), \"text\": \"\(text)\"}"),
            metadata: hasMetadata ? try JSONText("{\"user\": \(number % 4)}") : nil,
            id: try EventID("id-\(number)"), schema: number % 5 == 0 ? 2 : nil,
            correlation: number % 2 == 0 ? "c-\(number)" : nil)))
    }
    return events
  }

  @Test(arguments: 1...6)
  func anImportIsWhatAppendsOneByOneMake(seed: UInt64) async throws {
    var generator = SeededRandom(seed: seed)
    let streams = [1, 3, 40, 700].randomElement(using: &generator) ?? 1
    let events = try random(
      Int.random(in: 1...900, using: &generator), streams: streams, &generator)
    var chunks: [[ImportedEvent]] = []
    var rest = events[...]
    while !rest.isEmpty {
      let size = Int.random(in: 1...250, using: &generator)
      chunks.append(Array(rest.prefix(size)))
      rest = rest.dropFirst(size)
    }
    try await withDiskStore { imported, fixture in
      let sum = try run(imported, try Chunks(chunks, encoded: seed.isMultiple(of: 2)))
      let distinct = Set(events.compactMap(\.data.id)).count
      #expect(sum.added == distinct)
      #expect(sum.skipped == events.count - distinct)
      let single = try EventStore.inMemory(options: StoreKind.options())
      for event in events {
        var batch = AppendBatch()
        batch.append(event.data, to: event.stream)
        try single.append(batch)
      }
      #expect(try contents(imported) == contents(single))
      #expect(try StoreKind.open(fixture).position() == imported.position())
      #expect(try await StoreChecker(fixture).findings() == [])
      // The same once more adds nothing.
      let again = try run(try StoreKind.open(fixture), try Chunks(chunks))
      #expect(again.added == 0)
      #expect(again.skipped == events.count)
      #expect(try contents(StoreKind.open(fixture)) == contents(single))
    }
  }

  @Test func manyChunksAreOneEntryOfTheLedger() async throws {
    try await withDiskStore { store, fixture in
      let chunks = try (0..<10).map { try ImportedEvent.streams(0..<30, "chunk\($0)") }
      #expect(try run(store, try Chunks(chunks)).reports == 1)
      let subjects = try await fixture.git(
        "for-each-ref", "--format=%(contents:subject)", "refs/ledger/"
      ).lines
      #expect(subjects == ["ledger 301"])
      #expect(try store.version(of: "s-7") == 10)
    }
  }

  @Test func whatIsRefusedLeavesAllBeforeIt() async throws {
    try await withDiskStore { store, fixture in
      var second = try ImportedEvent.streams(0..<20, "second")
      second[13] = ImportedEvent("s-1", second[13].data, expecting: .version(9))
      let source = try Chunks([
        try ImportedEvent.streams(0..<20, "first"), second,
        try ImportedEvent.streams(0..<20, "third"),
      ])
      var added = 0
      let error = #expect(throws: EventStoreError.self) {
        try store.importEvents(from: source) { added += $0.added }
      }
      #expect(error?.code == .wrongExpectedVersion)
      #expect(error?.index == 13)
      #expect(added == 33)
      #expect(source.taken == 2)
      #expect(try store.version(of: "s-12") == 2)
      #expect(try store.version(of: "s-13") == 1)
      #expect(try await StoreChecker(fixture).findings() == [])
    }
  }

  @Test func refsOfManyNewStreamsArePackedAndThoseWithAFileStayFiles() async throws {
    try await withDiskStore { store, fixture in
      try store.append([.test()], to: "s-5")
      try await fixture.git("tag", "-a", "-m", "annotated", "zz", try store.head("s-5"))
      try await fixture.git("pack-refs", "--all")
      try store.append([.test()], to: "s-6")
      try run(store, try Chunks([try ImportedEvent.streams(0..<600, "first")]))
      let loose = try fixture.looseStreams()
      #expect(loose == ["s-6"])
      #expect(
        try await fixture.git("rev-parse", "zz^{}").lines == [try store.head("s-5", version: 1)])
      #expect(try store.version(of: "s-5") == 2)
      #expect(try store.version(of: "s-6") == 2)
      // The next one finds them packed and moves them there.
      try run(store, try Chunks([try ImportedEvent.streams(100..<900, "second")]))
      #expect(try fixture.looseStreams() == ["s-6"])
      #expect(try StoreKind.open(fixture).version(of: "s-300") == 2)
      #expect(try await StoreChecker(fixture).findings() == [])
      // Git's own packing changes nothing.
      let before = try await fixture.git("for-each-ref").lines
      try await fixture.git("pack-refs", "--all")
      #expect(try await fixture.git("for-each-ref").lines == before)
    }
  }

  @Test func packedRefsThatAreNotSortedAreLeftToGit() async throws {
    try await withDiskStore { store, fixture in
      try store.append([.test()], to: "a-1")
      let head = try store.head("a-1")
      let text = "\(head) refs/tags/one\n"
      try fixture.overwrite("packed-refs", text)
      try run(store, try Chunks([try ImportedEvent.streams(0..<400, "first")]))
      #expect(try fixture.text("packed-refs") == text)
      #expect(try await StoreChecker(fixture).findings() == [])
    }
  }

  @Test func whoeverHoldsTheLockOfPackedRefsIsWaitedForAndNothingIsWritten() async throws {
    try await withDiskStore { store, fixture in
      try fixture.overwrite("packed-refs.lock", "")
      let error = #expect(throws: EventStoreError.self) {
        try run(store, try Chunks([try ImportedEvent.streams(0..<400, "first")]))
      }
      #expect(error?.code == .busy)
      #expect(try fixture.text("packed-refs.lock") == "")
      #expect(try store.streams().names() == ["_store"])
      try await fixture.git("update-ref", "refs/heads/x", try store.head("_store"))
      try fixture.remove("packed-refs.lock")
      try run(store, try Chunks([try ImportedEvent.streams(0..<400, "first")]))
      #expect(try await StoreChecker(fixture).findings() == [])
    }
  }

  @Test func importsAndGitsOwnPackingLoseNothingToEachOther() async throws {
    try await withDiskStore { store, fixture in
      let packing = Task {
        var rounds = 0
        while !Task.isCancelled {
          // It may find the lock held, and says so.
          _ = try? await fixture.git("pack-refs", "--all")
          rounds += 1
        }
        return rounds
      }
      for round in 0..<12 {
        try run(store, try Chunks([try ImportedEvent.streams(0..<(260 + 20 * round), "r\(round)")]))
        try store.append([.test()], to: "s-\(round)")
        await Task.yield()
      }
      packing.cancel()
      #expect(await packing.value > 0)
      #expect(try store.version(of: "s-0") == 13)
      #expect(try store.version(of: "s-250") == 12)
      #expect(try await StoreChecker(fixture).findings() == [])
    }
  }
}

extension EventStore {
  /// The commit of a version, the newest where none is named.
  fileprivate func head(_ stream: String, version: Int? = nil) throws -> String {
    let events = try read(stream)
    return try #require(version.map { events[$0 - 1] } ?? events.last).commit.description
  }
}

extension GitFixture {
  /// The streams whose refs are files.
  fileprivate func looseStreams() throws -> [String] {
    try names(in: "refs/events").filter { $0 != "_store" }
  }
}
