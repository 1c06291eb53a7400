import Git
import GitEvents
import GitEventsProjections

/// Writes a state, and what it was made from.
struct ReplayReport {
  let context: Context
  /// Whether `--jq` asks the state, rather than the object that `--json` would print.
  let asksState: Bool

  private var messages: ReplayMessages { ReplayMessages(context: context) }

  /// Writes the state of a stream.
  func write(_ replayed: Replayed, _ notes: StoreNotes, took time: Duration) throws {
    try messages.tell(replayed.warnings)
    try messages.tellSkipped(replayed, notes)
    if try writeState(replayed.state) { return }
    var line = JSONLineWriter()
    line.member("stream", string: replayed.stream.text)
    line.member("version", integer: replayed.version)
    line.member("commit", string: replayed.commit?.description)
    try describe(replayed.definition, &line)
    switch replayed.origin {
    case .beginning: break
    case .snapshot(let version): line.member("snapshot", integer: version)
    case .checkpoint(let version): line.member("checkpoint", integer: version)
    }
    line.member("events", integer: replayed.eventCount)
    if !replayed.skipped.isEmpty {
      line.member("skipped", raw: Array("[\(list(replayed.skipped))]".utf8))
    }
    finish(&line, replayed.state, time)
    try context.output.write(bytes: line.finish() + [UInt8(ascii: "\n")])
  }

  /// Writes a state over several streams.
  func write(_ replayed: ReplayedStore, took time: Duration) throws {
    try messages.tell(replayed.warnings)
    if replayed.skippedCount > 0 {
      let count = replayed.skippedCount
      try messages.note(
        "\(count) event\(count == 1 ? " is" : "s are") left out, as annotated; "
          + "--with-skipped takes \(count == 1 ? "it" : "them") into account")
    }
    if try writeState(replayed.state) { return }
    var line = JSONLineWriter()
    line.member("position", integer: replayed.position)
    line.member("category", string: replayed.scope.category)
    try describe(replayed.definition, &line)
    line.member("states", integer: replayed.partitionCount)
    line.member("checkpoint", bool: replayed.usedCheckpoint)
    line.member("events", integer: replayed.eventCount)
    if replayed.skippedCount > 0 { line.member("skipped", integer: replayed.skippedCount) }
    finish(&line, replayed.state, time)
    try context.output.write(bytes: line.finish() + [UInt8(ascii: "\n")])
  }

  private func list(_ versions: [Int]) -> String {
    versions.map(String.init).joined(separator: ",")
  }

  private func describe(
    _ definition: ProjectionDefinition, _ line: inout JSONLineWriter
  ) throws {
    line.member("projection", string: definition.name)
    line.member("definition", string: try definition.id().hex)
  }

  private func finish(_ line: inout JSONLineWriter, _ state: JSONText, _ time: Duration) {
    let parts = time.components
    let milliseconds = parts.seconds * 1000 + parts.attoseconds / 1_000_000_000_000_000
    line.member("milliseconds", integer: Int(milliseconds))
    line.member("state", text: state)
  }

  /// Writes the state alone, or what is asked of it, unless everything is wanted.
  private func writeState(_ state: JSONText) throws -> Bool {
    if asksState, try context.answer(from: state.bytes) { return true }
    if context.isJSON { return false }
    try context.write(document: state)
    return true
  }
}
