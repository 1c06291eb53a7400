import Git
import GitEvents
import GitEventsAudit

/// `hook post-receive`: tells of events that have come.
struct ArrivalNotice {
  let context: Context

  /// Writes a JSON line for each stream that has moved, and notes up to where ledgers are borne out by refs.
  ///
  /// Nothing can be refused any more: what fails is told, and the status is 0.
  ///
  /// - Throws: `ClosedPipe`, a `Failure` where not even that can be told.
  func send() throws {
    do {
      let moves = try HookLines.read(context.input, .oldNewReference)
      let repository = try context.repository()
      do {
        try tell(moves, EventReader(repository))
      } catch is ClosedPipe {
        // Nobody wants to know.
      }
      let settled = GuardSettings.settled(repository)
      try GuardSettings.note(SettledLedgers(repository).find(from: settled), in: repository)
    } catch {
      try context.messages.line(
        "git-events: the push was taken, but: \(VisibleText.line(Failure(error).message))")
      try context.messages.flush()
    }
  }

  private func tell(_ moves: [IncomingMove], _ reader: EventReader) throws {
    for move in moves {
      guard let stream = StoreLayout.stream(of: move.reference), let new = move.new else {
        continue
      }
      let head = try reader.commit(new, of: stream)
      let before = try move.old.map { try reader.commit($0, of: stream).version }
      var line = JSONLineWriter()
      line.member("stream", string: stream.text)
      line.member("from", integer: before ?? 0)
      line.member("to", integer: head.version)
      line.member("type", string: head.type.text)
      line.member("commit", string: new.hex)
      try context.output.write(bytes: line.finish() + [UInt8(ascii: "\n")])
    }
    try context.output.flush()
  }
}
