/// Where an import takes lots of rows from, in the order of the input.
protocol RowLots: AnyObject {
  /// Answers with the next lot.
  ///
  /// - Parameter waiting: Whether to wait for it as long as it takes.
  /// - Returns: The lot, or why there is none.
  /// - Throws: A `Failure` where the input cannot be read.
  func next(waiting: Bool) throws -> RowLot

  /// Says that no more will be asked for.
  func stop()
}

/// What a source of lots answers.
enum RowLot {
  case rows(PreparedRows)
  case later
  case end
}
