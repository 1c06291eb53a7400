import Git

extension LedgerEntry {
  /// Reads the entry before this one.
  ///
  /// - Parameter reader: Reads the repository.
  /// - Returns: Nil before the genesis, and where there is no ledger.
  /// - Throws: `damaged`, `io`.
  func predecessor(_ reader: EventReader) throws(EventStoreError) -> LedgerEntry? {
    try previous.map { (id) throws(EventStoreError) in try LedgerEntry(id, reader) }
  }

  /// Looks for the newest line of a stream, from this entry down to the genesis.
  ///
  /// - Parameters:
  ///   - component: The stream as a component of a ref.
  ///   - reader: Reads the repository.
  /// - Returns: Nil where no entry names the stream.
  /// - Throws: `damaged`, `io`.
  func newestLine(
    of component: String, _ reader: EventReader
  ) throws(EventStoreError) -> LedgerLine? {
    var next: LedgerEntry? = self
    while let entry = next {
      if let line = entry.line(of: component) { return line }
      next = try entry.predecessor(reader)
    }
    return nil
  }
}
