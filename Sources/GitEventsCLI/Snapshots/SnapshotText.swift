import Git
import GitEvents
import GitEventsProjections

/// Writes a snapshot as a line of a listing, or as a page.
struct SnapshotText {
  let context: Context

  /// The tag's name as git shows it.
  static func tag(_ reference: SnapshotReference) -> String {
    StoreLayout.tagName(of: reference.name)
  }

  /// One line: tag, stream and version, projection, age, recorder, standing.
  func line(_ examined: ExaminedSnapshot) throws {
    if context.isJSON { return try write(json(examined)) }
    var parts = [name(examined.reference)]
    if let snapshot = examined.snapshot {
      let age = RelativeTime.text(snapshot.time, now: context.clock.now())
      parts += [context.style.faint(age), VisibleText.line(snapshot.recorder.name)]
    }
    try context.output.line((parts + [standing(examined)]).joined(separator: "  "))
  }

  /// Everything about a snapshot, with its state.
  func page(_ examined: ExaminedSnapshot, _ snapshot: Snapshot, state: JSONText) throws {
    if context.isJSON { return try write(json(examined, state: state)) }
    try context.startPager()
    var lines = [name(examined.reference)]
    func add(_ name: String, _ value: String?) {
      guard let value else { return }
      let label = name + ":" + String(repeating: " ", count: max(1, 13 - name.utf8.count))
      lines.append(context.style.faint(label) + value)
    }
    let age = RelativeTime.text(snapshot.time, now: context.clock.now())
    add("Standing", standing(examined))
    add("Recorder", VisibleText.line(snapshot.recorder.description))
    add("Time", "\(snapshot.time.canonicalText) (\(age))")
    add("Definition", snapshot.definition?.hex)
    add("Left out", snapshot.skipped.map(SnapshotText.leftOut))
    add("Event", snapshot.event.hex)
    add("Commit", snapshot.commit.hex)
    add("Tag", snapshot.tag.hex)
    lines.append("")
    lines += VisibleText.lines(state.description).split(separator: "\n").map { "    \($0)" }
    try context.output.line(lines.joined(separator: "\n"))
  }

  /// What was done with a snapshot.
  func deed(
    _ reference: SnapshotReference, _ member: String, _ word: String,
    _ more: (inout JSONLineWriter) -> Void = { _ in }
  ) throws {
    if context.isJSON {
      var line = JSONLineWriter()
      SnapshotText.describe(reference, &line)
      line.member(member, bool: true)
      more(&line)
      return try write(line)
    }
    try context.output.line("\(word) \(VisibleText.line(SnapshotText.tag(reference)))")
  }

  /// Tag, stream and version, projection.
  func name(_ reference: SnapshotReference) -> String {
    name(
      tag: SnapshotText.tag(reference), reference.stream, reference.version, reference.projection)
  }

  func name(
    tag: String, _ stream: StreamName, _ version: Int, _ projection: ProjectionName
  ) -> String {
    let point = context.style.reference("\(VisibleText.line(stream.text))@\(version)")
    return "\(tag)  \(point)  \(projection)"
  }

  /// What a snapshot is, for the JSON of every verb.
  static func describe(_ reference: SnapshotReference, _ line: inout JSONLineWriter) {
    line.member("snapshot", string: tag(reference))
    line.member("stream", string: reference.stream.text)
    line.member("version", integer: reference.version)
    line.member("projection", string: reference.projection.text)
  }

  /// Writes one object.
  func write(_ line: consuming JSONLineWriter) throws {
    try context.output.write(bytes: line.finish() + [UInt8(ascii: "\n")])
  }

  private func standing(_ examined: ExaminedSnapshot) -> String {
    let text = examined.standing.text
    return switch examined.standing {
    case .current: context.style.good(text)
    case .damaged, .notInStream: context.style.bad(text)
    default: context.style.faint(text)
    }
  }

  /// The first word of what a snapshot says of left out events is their number, where a program like this wrote it.
  private static func leftOut(_ text: String) -> String {
    let words = text.split(separator: " ")
    guard words.count == 2, let count = Int(words[0]) else { return VisibleText.line(text) }
    return count == 1 ? "1 event" : "\(count) events"
  }

  private func json(_ examined: ExaminedSnapshot, state: JSONText? = nil) -> JSONLineWriter {
    var line = JSONLineWriter()
    SnapshotText.describe(examined.reference, &line)
    line.member("standing", string: examined.standing.word)
    if case .damaged(let reason) = examined.standing { line.member("reason", string: reason) }
    if let snapshot = examined.snapshot {
      line.member("definition", string: snapshot.definition?.hex)
      line.member("leftOut", string: snapshot.skipped)
      line.member("time", string: snapshot.time.canonicalText)
      line.member("recorder", string: snapshot.recorder.description)
      line.member("event", string: snapshot.event.hex)
      line.member("commit", string: snapshot.commit.hex)
    }
    line.member("tag", string: examined.reference.target.hex)
    line.member("state", text: state)
    return line
  }
}
