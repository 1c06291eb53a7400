import GitEvents

/// Rows of which everything is known that depends neither on the rows before them nor on the store.
struct PreparedRows: Sendable {
  /// What a row says that only the rows before it and the store can complete.
  struct Rest: Sendable {
    /// The row's place among the events.
    let index: Int
    /// What its id will be derived from; nil where it has one or gets a new one.
    var fingerprint: DerivedIDs.Fingerprint?
    /// When it was recorded elsewhere, where that may be when it happened, and the id by which this store may know
    /// better.
    var recorded: (time: Timestamp, id: EventID)?
    /// The commit that it names.
    var commit: CommitID?

    /// Whether the row is complete as it is.
    var isEmpty: Bool { fingerprint == nil && recorded == nil && commit == nil }
  }

  /// Why a line is no row.
  enum Problem: Error {
    case row(RowProblem)
    case failure(Failure)
    case tooLong
  }

  /// The events; nil where there is none.
  var chunk: ImportChunk?
  /// The line of each event among those of the lot, from 1.
  var lines: [Int] = []
  /// What is still to be said of some of them, in order.
  var rests: [Rest] = []
  /// How many lines there were, up to that with the problem.
  var lineCount = 0
  /// How many bytes of the input they are.
  var byteCount = 0
  /// What is wrong with the last of the lines.
  var problem: Problem?
}
