import GitEvents

/// One row of JSON Lines: an event that is proposed, or a stream that is to be checked.
struct EventRow: Sendable {
  /// The stream.
  var stream: StreamName
  /// The event; nil where the row only checks.
  var event: EventData?
  /// What the row expects of the stream just before its event.
  var expected: ExpectedVersion
  /// When another store recorded the event.
  var time: Timestamp?
  /// Who recorded it there.
  var recorder: Actor?
  /// The commit that the row expects the event to be.
  var commit: CommitID?

  /// The place of the row in an append.
  var step: AppendBatch.Step {
    event.map { .append($0, to: stream, expecting: expected) }
      ?? .check(stream, expecting: expected)
  }
}
