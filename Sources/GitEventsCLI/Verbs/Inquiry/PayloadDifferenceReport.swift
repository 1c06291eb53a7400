import GitEvents
import GitEventsProjections

/// Writes what is different in the payloads of two events, and in their metadata.
struct PayloadDifferenceReport {
  let context: Context
  let finder: EventFinder

  /// Compares two events and writes it.
  ///
  /// - Parameter pair: The events.
  /// - Returns: Whether there is a difference.
  /// - Throws: Status 4 for the state before the first event, which has no payload.
  func write(_ pair: MomentPair) throws -> Bool {
    let events = try [pair.old, pair.new].map(event)
    let data = StateDifference(from: JSONValue(events[0].data), to: JSONValue(events[1].data))
    let metadata = metadata(events)
    if context.isJSON {
      try json(events, data, metadata)
    } else {
      try text(events, data, metadata)
    }
    return !data.isEmpty || metadata?.isEmpty == false
  }

  private func event(_ point: StreamPoint) throws -> RecordedEvent {
    guard point.version > 0 else {
      throw Failure.notFound(
        .eventNotFound, "\(point.stream)@0 is the empty state: it has no payload",
        hint: "name two events, as \(point.stream)@1..2"
      ).with("stream", .text(point.stream.text))
    }
    return try finder.event(of: point.stream, point.version)
  }

  /// What is different in the metadata, where none is like an empty object; nil where neither event has any.
  private func metadata(_ events: [RecordedEvent]) -> StateDifference? {
    let texts = events.map(\.metadata)
    if texts[0] == nil, texts[1] == nil { return nil }
    return StateDifference(
      from: texts[0].map { JSONValue($0) } ?? .emptyObject,
      to: texts[1].map { JSONValue($0) } ?? .emptyObject)
  }

  private func text(
    _ events: [RecordedEvent], _ data: StateDifference, _ metadata: StateDifference?
  ) throws {
    try context.startPager()
    let event = EventText(style: context.style, now: context.clock.now())
    try context.output.line("\(context.style.bad("-")) \(event.line(events[0]))")
    try context.output.line("\(context.style.good("+")) \(event.line(events[1]))")
    try context.output.line()
    try write(data)
    guard let metadata else { return }
    try context.output.line()
    try context.output.line(context.style.faint("Metadata:"))
    try write(metadata)
  }

  private func write(_ difference: StateDifference) throws {
    if difference.isEmpty { return try context.output.line("no difference") }
    for line in DifferenceText(style: context.style).lines(difference.changes) {
      try context.output.line(line)
    }
  }

  private func json(
    _ events: [RecordedEvent], _ data: StateDifference, _ metadata: StateDifference?
  ) throws {
    var line = JSONLineWriter()
    for (name, event) in zip(["from", "to"], events) {
      line.beginObject(name)
      line.member("stream", string: event.stream.text)
      line.member("version", integer: event.version)
      line.member("id", string: event.id.text)
      line.member("commit", string: event.commit.description)
      line.member("time", string: event.time.canonicalText)
      line.endObject()
    }
    append(data, to: &line)
    if let metadata {
      line.beginObject("metadata")
      append(metadata, to: &line)
      line.endObject()
    }
    try context.output.write(bytes: line.finish() + [UInt8(ascii: "\n")])
  }

  private func append(_ difference: StateDifference, to line: inout JSONLineWriter) {
    line.member("changes", raw: DifferenceJSON.changes(difference.changes))
    line.beginObject("counts")
    DifferenceJSON.append(difference.counts, to: &line)
    line.endObject()
  }
}
