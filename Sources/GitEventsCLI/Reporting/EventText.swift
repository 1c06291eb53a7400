import GitEvents
import GitEventsProjections

/// An event as people read it; whatever is stored is escaped.
struct EventText {
  let style: Style
  let now: Timestamp
  /// What is noted about the events, so that they are marked.
  var notes = StoreNotes()

  /// One line: abbreviated commit, time, stream and version, type, actor.
  func oneLine(_ event: RecordedEvent, _ note: EventNote? = nil) -> String {
    let actor = VisibleText.line(event.actor.name)
    return """
      \(style.faint(String(event.commit.description.prefix(10))))  \(seconds(event.time))  \
      \(reference(event))  \(type(event))  \(actor)\(mark(event))\(mark(note))
      """
  }

  /// One line without the commit: stream and version, type, actor, time.
  func line(_ event: RecordedEvent) -> String {
    let actor = VisibleText.line(event.actor.name)
    return
      "\(reference(event))  \(type(event))  \(actor)  \(style.faint(seconds(event.time)))"
  }

  /// Several lines: what the event is, then who, when and where.
  func header(_ event: RecordedEvent, _ note: EventNote? = nil) -> [String] {
    var lines = ["\(reference(event))  \(type(event))"]
    func add(_ name: String, _ value: String?) {
      guard let value else { return }
      // The lines of a text stand below its first one.
      let colon = name.isEmpty ? " " : ":"
      let label = name + colon + String(repeating: " ", count: max(1, 13 - name.utf8.count))
      lines.append(style.faint(label) + VisibleText.line(value))
    }
    add("Id", event.id.text)
    add("Actor", event.actor.description)
    if event.recorder != event.actor { add("Recorder", event.recorder.description) }
    add("Time", "\(event.time.canonicalText) (\(RelativeTime.text(event.time, now: now)))")
    add("Occurred", event.occurred?.text)
    add("Schema", event.schema.map(String.init))
    add("Correlation", event.correlation)
    add("Causation", event.causation)
    add("Position", event.position.map(String.init))
    add("Commit", event.commit.description)
    let reference = EventReference(stream: event.stream, id: event.id)
    add("Left out", notes.skipped.note(on: reference).map(text))
    for note in notes.notes[reference] ?? [] { add("Note", text(note)) }
    let noted =
      (note?.reviews ?? []).map { ("Review", text($0)) }
      + (note?.texts ?? []).map { ("Git note", $0) }
    for (name, text) in noted {
      for (number, line) in text.split(separator: "\n").enumerated() {
        add(number == 0 ? name : "", String(line))
      }
    }
    return lines
  }

  private func text(_ review: Review) -> String {
    "\(review.verdict.word) by \(review.reviewer.name), \(RelativeTime.text(review.time, now: now)): "
      + review.text
  }

  /// What follows an event on its line that somebody has decided about.
  private func mark(_ note: EventNote?) -> String {
    guard let note else { return "" }
    let standing = ReviewStanding(of: note.reviews)
    return (standing.isApproved ? style.good(" [approved]") : "")
      + (standing.isRejected ? style.bad(" [rejected]") : "")
  }

  private func text(_ note: StoreNotes.Note) -> String {
    "\(note.text) (\(note.event.actor.name), \(RelativeTime.text(note.event.time, now: now)))"
  }

  /// What follows an event on its line that projections leave out.
  func mark(_ event: RecordedEvent) -> String {
    notes.skipped.contains(event.stream, event.id) ? style.bad(" [left out]") : ""
  }

  /// A payload's lines, indented.
  func indented(_ text: JSONText) -> [String] {
    VisibleText.lines(text.description).split(separator: "\n").map { "    \($0)" }
  }

  /// A stream and a version, as a moment that `show` takes.
  func reference(_ event: RecordedEvent) -> String {
    style.reference("\(VisibleText.line(event.stream.text))@\(event.version)")
  }

  func type(_ event: RecordedEvent) -> String { style.type(VisibleText.line(event.type.text)) }

  /// A time to the second: the first 19 characters of the canonical text are date and time.
  func seconds(_ time: Timestamp) -> String { "\(time.canonicalText.prefix(19))Z" }
}
