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
    let recorder = try Actor(name: "Recorder", email: "recorder@example.org")
    var encoder = try ImportEncoder(recorder: recorder)
    for event in events {
      try encoder.add(event.data, to: try StreamName(event.stream), expecting: event.expected)
    }
    // What was encoded for more events than there are is of no use.
    if !encoded, let last = events.last {
      try encoder.add(last.data, to: try StreamName(last.stream), expecting: .any)
      encoder.removeEvents(from: events.count)
    }
    return encoder.finish()
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
