import Git
import GitEvents
import GitEventsProjections

/// Writes what is different in two states, and by which events.
struct StateDifferenceReport {
  /// What is written.
  enum Form {
    case changes
    case stat
    case patch
  }

  let context: Context
  let store: EventStore
  let comparing: StateComparing
  let pair: MomentPair

  /// The most events that text names.
  private static let mostEvents = 20

  /// Writes a comparison.
  ///
  /// - Parameters:
  ///   - comparison: The states and what is different in them.
  ///   - form: What is written.
  /// - Returns: Whether there is a difference.
  /// - Throws: `EventStoreError`, `ClosedPipe`.
  func write(_ comparison: StateComparison, _ form: Form) throws -> Bool {
    try ReplayMessages(context: context).tell(comparison, comparing.notes)
    let difference = comparison.difference
    if form == .patch {
      let patch = difference.patch.text
      if context.isJSON {
        try context.output.write(bytes: patch.compact() + [UInt8(ascii: "\n")])
      } else {
        try context.write(document: patch)
      }
    } else if context.isJSON {
      try json(comparison, form)
    } else {
      try text(comparison, form)
    }
    return !difference.isEmpty
  }

  private func text(_ comparison: StateComparison, _ form: Form) throws {
    try context.startPager()
    try context.output.line(header)
    if form == .stat {
      for line in DifferenceStat(comparison.difference).lines(context.style) {
        try context.output.line(line)
      }
      return
    }
    try writeEvents()
    try context.output.line()
    if comparison.difference.isEmpty { return try context.output.line("no difference") }
    for line in DifferenceText(style: context.style).lines(comparison.difference.changes) {
      try context.output.line(line)
    }
  }

  private var header: String {
    let ends =
      pair.isOneStream
      ? "\(pair.old.stream)@\(pair.old.version)..\(pair.new.version)"
      : "\(pair.old.stream)@\(pair.old.version) \(pair.new.stream)@\(pair.new.version)"
    return context.style.reference(VisibleText.line(ends))
      + "  projection \(VisibleText.line(comparing.definition.name))"
  }

  /// Names the events in between; where the states are compared backward, the newest first.
  private func writeEvents() throws {
    guard let versions = pair.between else { return }
    let shown = min(versions.count, Self.mostEvents)
    let part =
      pair.isBackward
      ? versions.upperBound - shown + 1...versions.upperBound
      : versions.lowerBound...versions.lowerBound + shown - 1
    let text = EventText(style: context.style, now: context.clock.now())
    try context.output.line()
    var cursor = try store.read(
      pair.new.stream, pair.isBackward ? .backward : .forward, versions: part)
    while let event = try cursor.next() {
      let mark = comparing.leavesOut(event) ? context.style.bad(" (left out)") : ""
      try context.output.line("  \(text.line(event))\(mark)")
    }
    if shown < versions.count {
      try context.output.line(context.style.faint("  … and \(versions.count - shown) more"))
    }
  }

  private func json(_ comparison: StateComparison, _ form: Form) throws {
    var line = JSONLineWriter()
    try append(comparison.old, "from", to: &line)
    try append(comparison.new, "to", to: &line)
    line.member("projection", string: comparing.definition.name)
    line.member("definition", string: try comparing.definition.id().hex)
    if form == .stat {
      let stat = DifferenceStat(comparison.difference)
      line.member("events", integer: pair.between?.count ?? 0)
      line.member("members", raw: DifferenceJSON.list(stat.rows.map(json)))
    } else {
      line.member("events", raw: try events())
      line.member("changes", raw: DifferenceJSON.changes(comparison.difference.changes))
    }
    line.beginObject("counts")
    DifferenceJSON.append(comparison.difference.counts, to: &line)
    line.endObject()
    try context.output.write(bytes: line.finish() + [UInt8(ascii: "\n")])
  }

  private func append(_ state: Replayed, _ name: String, to line: inout JSONLineWriter) throws {
    line.beginObject(name)
    line.member("stream", string: state.stream.text)
    line.member("version", integer: state.version)
    line.member("commit", string: state.commit?.description)
    if let commit = state.commit, let event = try store.event(commit: commit) {
      line.member("time", string: event.time.canonicalText)
    }
    line.endObject()
  }

  private func json(_ row: DifferenceStat.Row) -> [UInt8] {
    var line = JSONLineWriter()
    line.member("path", string: row.pointer)
    DifferenceJSON.append(row.counts, to: &line)
    return line.finish()
  }

  private func events() throws -> [UInt8] {
    guard let versions = pair.between else { return DifferenceJSON.list([]) }
    var objects: [[UInt8]] = []
    var cursor = try store.read(
      pair.new.stream, pair.isBackward ? .backward : .forward, versions: versions)
    while let event = try cursor.next() {
      var line = JSONLineWriter()
      line.member("version", integer: event.version)
      line.member("id", string: event.id.text)
      line.member("type", string: event.type.text)
      line.member("actor", string: event.actor.description)
      line.member("time", string: event.time.canonicalText)
      if comparing.leavesOut(event) { line.member("skipped", bool: true) }
      objects.append(line.finish())
    }
    return DifferenceJSON.list(objects)
  }
}
