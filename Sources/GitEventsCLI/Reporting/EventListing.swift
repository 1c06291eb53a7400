import GitEvents

/// Writes events one after the other, as they are read.
struct EventListing {
  /// How each event is written.
  enum Form {
    case oneLine
    case header
    case withPayload
  }

  let context: Context
  let store: EventStore
  var filter = EventFilter()
  var form = Form.header
  /// The most events to show.
  var limit = Int.max
  /// Whether the oldest of them comes first.
  var isReversed = false

  /// Lists a stream, a part of one, or the whole store.
  ///
  /// - Parameter name: `STREAM` or `STREAM@A..B`; nil for the whole store in global order,
  ///   without the store's own streams.
  /// - Throws: A `Failure`, an `EventStoreError`, or `ClosedPipe`.
  func write(_ name: String?) throws {
    // With a limit, the newest are what is shown, also where they are shown in the other order.
    let buffers = isReversed && limit < .max
    let direction: ReadDirection = isReversed && !buffers ? .forward : .backward
    guard var cursor = try cursor(name, direction) else { return }
    var text = EventText(style: context.style, now: context.clock.now())
    if !context.isJSON { text.notes = try context.marks(store) }
    var filter = filter
    filter.hidesReserved = name == nil
    let marks = ReviewMarks(context, store)
    var kept: [RecordedEvent] = []
    var shown = 0
    while shown < limit, let event = try cursor.next() {
      if filter.isBehind(event, direction) { break }
      guard filter.takes(event) else { continue }
      if buffers { kept.append(event) } else { try write(event, text, marks, isFirst: shown == 0) }
      shown += 1
    }
    for (index, event) in kept.reversed().enumerated() {
      try write(event, text, marks, isFirst: index == 0)
    }
  }

  private func cursor(_ text: String?, _ direction: ReadDirection) throws -> EventCursor? {
    guard let text else { return try store.readAll(.global, direction, after: 0) }
    let part = try EventFinder(store: store, now: context.clock.now()).part(text)
    return try part.versions.map { try store.read(part.stream, direction, versions: $0) }
  }

  private func write(
    _ event: RecordedEvent, _ text: EventText, _ marks: ReviewMarks, isFirst: Bool
  ) throws {
    if context.isJSON {
      return try context.output.write(bytes: EventJSON.line(event) + [UInt8(ascii: "\n")])
    }
    let note = try marks.note(on: event)
    if form == .oneLine { return try context.output.line(text.oneLine(event, note)) }
    var lines = isFirst ? [] : [""]
    lines += text.header(event, note)
    if form == .withPayload { lines += EventListing.payload(event, text) }
    try context.output.line(lines.joined(separator: "\n"))
  }

  /// The payload, and the metadata where there is any, below an empty line each.
  static func payload(_ event: RecordedEvent, _ text: EventText) -> [String] {
    var lines = [""] + text.indented(event.data)
    if let metadata = event.metadata {
      lines += ["", text.style.faint("Metadata:")] + text.indented(metadata)
    }
    return lines
  }
}
