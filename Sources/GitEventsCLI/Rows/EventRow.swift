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

  /// The place of the row in an append, which records its event anew.
  ///
  /// - Parameter actor: Who acts where the row does not say; nil for who records.
  /// - Returns: The step.
  /// - Throws: A `RowProblem` where the row names the commit of its event.
  func step(actor: Actor?) throws(RowProblem) -> AppendBatch.Step {
    if commit != nil {
      throw RowProblem("\"commit\" cannot be known before the event is recorded")
    }
    guard var event else { return .check(stream, expecting: expected) }
    event.actor = event.actor ?? actor
    return .append(event, to: stream, expecting: expected)
  }
}
