import GitEvents
import GitEventsTesting
import Testing

/// Chunks that are planned without a close look come to the same as those that get one.
struct PlainImportTests {
  /// All refs, the ledger's too, of a new store that has imported chunks.
  private func references(_ chunks: [[ImportedEvent]], encoded: Bool) async throws -> [String] {
    var references: [String] = []
    try await withDiskStore { store, fixture in
      try store.importEvents(from: try Chunks(chunks, encoded: encoded)) { _ in }
      references = try await fixture.git("for-each-ref").lines
      #expect(try await StoreChecker(fixture).findings() == [])
    }
    return references
  }

  /// Events with whatever a commit can say of them.
  private func events(_ range: Range<Int>) throws -> [ImportedEvent] {
    try range.map { number in
      var event = EventData(
        type: try EventType("type.\(number % 3)"), data: try JSONText("{\"n\": \(number % 7)}"),
        metadata: number % 2 == 0 ? try JSONText("{\"user\": \(number % 3)}") : nil,
        id: try EventID("id-\(number)"), schema: number % 5 == 0 ? number + 1 : nil,
        correlation: number % 3 == 0 ? "über \(number)" : nil,
        causation: number % 4 == 0 ? "cause-\(number)" : nil)
      if number % 6 == 0 { event.actor = try Actor("Ada <ada@example.org>") }
      if number % 7 == 0 {
        event.actor = try Actor(name: "Recorder", email: "recorder@example.org")
      }
      let times = ["1969-12-31T23:00:00Z", "2020-01-01T00:00:00Z", "2020-01-01T00:00:00.25Z"]
      if number % 4 == 1 { event.occurred = OccurredTime(rfc3339: times[number % 3]) }
      let version = number / 10
      let expected: [ExpectedVersion] = [
        .any, .version(version), version == 0 ? .noStream : .exists,
      ]
      return ImportedEvent("s-\(number % 10)", event, expecting: expected[number % 3])
    }
  }

  @Test func theSameObjectsAreWritten() async throws {
    let chunks = try [events(0..<100), events(100..<130), events(130..<400)]
    let plain = try await references(chunks, encoded: true)
    #expect(plain.count > 10)
    #expect(try await references(chunks, encoded: false) == plain)
  }

  @Test func chunksThatNeedACloseLookStandBetweenOthers() async throws {
    // An event once more is answered, whether its chunk has new ones or not.
    let chunks = try [
      events(0..<50), events(50..<60) + events(20..<30), events(60..<90), events(60..<90),
      events(90..<120),
    ]
    let plain = try await references(chunks, encoded: true)
    #expect(try await references(chunks, encoded: false) == plain)
  }

  @Test(arguments: [0, 7, 19])
  func whatIsWrongIsSaidOfTheEventAndAllBeforeItIsRecorded(place: Int) async throws {
    for encoded in [true, false] {
      try await withDiskStore { store, _ in
        var second = try events(20..<40)
        let wrong = second[place].data
        second[place] = ImportedEvent("s-1", wrong, expecting: .version(77))
        let error = #expect(throws: EventStoreError.self) {
          try store.importEvents(from: try Chunks([events(0..<20), second], encoded: encoded)) {
            _ in
          }
        }
        #expect(error?.code == .wrongExpectedVersion)
        #expect(error?.index == place)
        #expect(try store.position() == 21 + place)
      }
    }
  }

  @Test func anIDThatBelongsToAnotherEventIsRefused() async throws {
    try await withDiskStore { store, _ in
      try store.importEvents(from: try Chunks([events(0..<20)])) { _ in }
      var again = try events(0..<20)
      again[5] = ImportedEvent(again[5].stream, try again[5].data.with(type: "other"))
      let error = #expect(throws: EventStoreError.self) {
        try store.importEvents(from: try Chunks([again])) { _ in }
      }
      #expect(error?.code == .eventIDReused)
      #expect(error?.index == 5)
      again[5] = ImportedEvent("s-9", try events(5..<6)[0].data)
      let moved = #expect(throws: EventStoreError.self) {
        try store.importEvents(from: try Chunks([again])) { _ in }
      }
      #expect(moved?.code == .eventIDReused)
      #expect(try store.position() == 21)
    }
  }

  @Test(arguments: 1...4)
  func keysAreTakenBackAsIfTheyHadNeverBeenThere(seed: UInt64) {
    var generator = SeededRandom(seed: seed)
    var keys = KeySet()
    var known: Set<UInt64> = []
    for _ in 0..<200 {
      let some = (0..<Int.random(in: 0..<60, using: &generator)).map { _ in
        // Many that begin at the same place.
        UInt64.random(in: 0..<64, using: &generator) << 32
          | UInt64.random(in: 1..<40, using: &generator)
      }
      keys.reserve(some.count)
      var inserted: [UInt64] = []
      for key in some where keys.insert(key) { inserted.append(key) }
      #expect(Set(inserted) == Set(some).subtracting(known))
      if Bool.random(using: &generator) {
        known.formUnion(inserted)
      } else {
        for key in inserted.reversed() { keys.takeBack(key) }
      }
      for key in some { #expect(keys.contains(key) == known.contains(key)) }
    }
  }
}

extension EventData {
  fileprivate func with(type: String) throws -> EventData {
    var event = self
    event.type = try EventType(type)
    return event
  }
}
