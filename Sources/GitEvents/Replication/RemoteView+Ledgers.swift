package import Git

extension RemoteView {
  /// Completes the view of a remote that holds a ledger and no streams, as a backup does that was sent the ledger alone.
  ///
  /// - Parameter objects: Reads what is here and what was fetched.
  /// - Returns: The same with the streams that the ledgers tell of; unchanged where there are streams.
  /// - Throws: `damaged`, `io`.
  package func withStreamsOfLedgers(
    reading objects: any ObjectReading
  ) throws(EventStoreError) -> RemoteView {
    guard streams.isEmpty, ledgers.count == 1, let tip = ledgers.values.first else { return self }
    let reader = EventReader(objects)
    var view = self
    var next: ObjectID? = tip
    while let id = next {
      let entry = try reader.ledgerEntry(id)
      for line in entry.lines {
        guard let stream = line.stream, view.streams[stream] == nil else { continue }
        view.streams[stream] = line.head
      }
      next = entry.previous
    }
    return view
  }
}
