import GitEvents

/// Reads rows: an event as JSON, whose unknown fields are refused so that none is lost unseen.
///
/// `position`, which `log --json` writes, is checked and then left aside: it is this store's to say. So is `recorder`,
/// unless an import keeps what another store said.
struct EventRowReader {
  /// Whether a row may only check a stream.
  var allowsChecks = false
  /// Whether a row may say when another store recorded it.
  var allowsTime = false

  /// Reads one row.
  ///
  /// - Parameter line: One line of JSON.
  /// - Returns: The row.
  /// - Throws: A `RowProblem`.
  func read(_ line: [UInt8]) throws(RowProblem) -> EventRow {
    let members: [JSONObjectMembers.Member]
    do throws(JSONError) {
      // Each object and array of a row has the store's limit to itself.
      members = try JSONObjectMembers(line).members
    } catch {
      throw RowProblem(error)
    }
    return try row(RowFields(members))
  }

  private func row(_ fields: RowFields) throws(RowProblem) -> EventRow {
    guard let stream = try fields.read(.stream, StreamName.init) else {
      throw RowProblem("the field \"stream\" is missing")
    }
    let expected = try fields.expectation()
    guard let type = try fields.read(.type, EventType.init) else {
      let isCheck = allowsChecks && fields[.expect] != nil
      guard isCheck, fields.names.subtracting([.stream, .expect]).isEmpty else {
        throw RowProblem("the field \"type\" is missing")
      }
      return EventRow(stream: stream, event: nil, expected: expected)
    }
    if let time = fields[.time], !allowsTime {
      throw RowProblem(
        "the store says the time: \"occurred\" is when it happened", at: time.range.lowerBound)
    }
    _ = try fields.integer(.position, atLeast: 1)
    let event = EventData(
      type: type, data: try fields.text(.data) ?? .emptyObject,
      metadata: try fields.text(.metadata),
      id: try fields.read(.id, EventID.init),
      actor: try fields.read(.actor, { (text) throws(EventStoreError) in try Actor(text) }),
      occurred: try fields.occurred(), schema: try fields.integer(.schema, atLeast: 1),
      correlation: try fields.string(.correlation), causation: try fields.string(.causation))
    return EventRow(
      stream: stream, event: event, expected: expected, time: try fields.time(),
      recorder: try fields.read(.recorder, { (text) throws(EventStoreError) in try Actor(text) }),
      commit: try fields.commit())
  }
}
