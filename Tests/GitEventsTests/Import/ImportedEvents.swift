import GitEvents

/// Chunks that an import takes one after the other.
final class Chunks: ImportSource {
  private var chunks: [ImportChunk]
  /// How many were given out.
  private(set) var taken = 0

  init(_ chunks: [[ImportedEvent]], encoded: Bool = true) throws {
    self.chunks = try chunks.map { try Chunks.chunk($0, encoded: encoded) }
  }

  func next(waiting: Bool) -> ImportStep {
    if taken == chunks.count { return .end }
    taken += 1
    return .chunk(chunks[taken - 1])
  }

  private static func chunk(_ events: [ImportedEvent], encoded: Bool) throws -> ImportChunk {
    var payloads = ImportPayloads()
    if encoded {
      var encoder = try PayloadEncoder()
      for event in events { try encoder.encode(event.data) }
      payloads = encoder.finish()
    }
    var chunk = ImportChunk(payloads)
    for event in events {
      chunk.append(
        event.data, to: try StreamName(event.stream), expecting: event.expected, keeping: nil)
    }
    return chunk
  }
}

/// An event as a row names it.
struct ImportedEvent {
  let stream: String
  let data: EventData
  var expected = ExpectedVersion.any

  init(_ stream: String, _ data: EventData, expecting expected: ExpectedVersion = .any) {
    self.stream = stream
    self.data = data
    self.expected = expected
  }

  /// Events of as many streams, each with an id of its own.
  static func streams(_ numbers: Range<Int>, _ word: String) throws -> [ImportedEvent] {
    try numbers.map { number in
      ImportedEvent(
        "s-\(number)",
        EventData(
          type: try EventType("made"), data: try JSONText("{\"n\": \(number)}"),
          id: try EventID("\(word)-\(number)")))
    }
  }
}
