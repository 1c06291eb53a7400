import GitEvents

/// Rows of which everything is known that depends neither on the rows before them nor on the store.
struct PreparedRows: Sendable {
  /// One row.
  struct Row: Sendable {
    var event: EventData
    let row: EventRow
    /// The line among those of the lot, from 1.
    let line: Int
    /// What its id will be derived from; nil where it has one or gets a new one.
    let fingerprint: DerivedIDs.Fingerprint?
  }

  /// Why a line is no row.
  enum Problem: Error {
    case row(RowProblem)
    case failure(Failure)
    case tooLong
  }

  var rows: [Row] = []
  var payloads = ImportPayloads()
  /// How many lines there were, up to that with the problem.
  var lineCount = 0
  /// How many bytes of the input they are.
  var byteCount = 0
  /// What is wrong with the last of the lines.
  var problem: Problem?
}
