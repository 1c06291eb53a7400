import Git

extension EventStore {
  /// Records chunks of events, many of them with one move of the ledger.
  ///
  /// What one move brings is all there or not at all, whatever happens, and comes before what the next one brings: an
  /// import that is killed leaves the beginning of its input. Between two moves other writers get their turn.
  ///
  /// - Parameters:
  ///   - source: Where the chunks come from.
  ///   - report: Called after each move with what it came to.
  /// - Throws: As `append` does; what was reported is recorded. Where one event is refused, `index` is its place in the
  ///   last chunk that the source gave, and everything before it is recorded.
  package func importEvents(
    from source: some ImportSource, report: (ImportReport) -> Void
  ) throws(EventStoreError) {
    while true {
      guard case .chunk(let first) = source.next(waiting: true) else { return }
      // Reading history for ids takes its time the first time: better before the lock than under it.
      if index == nil, first.bringsIDs {
        let tip = try? LedgerView(repository, reader).entry?.tip
        try? history.prepare(at: tip)
      }
      var chunk: ImportChunk? = first
      while let next = chunk {
        let turn = try importTurn(next, source)
        report(turn.report)
        maintainWhenDue()
        if let failure = turn.failure { throw failure }
        if turn.isAtEnd { return }
        chunk = turn.rest
      }
    }
  }

  /// What happened in one writer's turn.
  private struct ImportTurn: Sendable {
    var report = ImportReport()
    /// A chunk that must wait for the next turn.
    var rest: ImportChunk?
    var isAtEnd = false
    /// Why no more is recorded than was reported.
    var failure: EventStoreError?
  }

  private func importTurn(
    _ first: ImportChunk, _ source: some ImportSource
  ) throws(EventStoreError) -> ImportTurn {
    try inTurn { (turn, memory, recovery) throws(EventStoreError) -> ImportTurn in
      let session = try AppendSession(self, turn, memory)
      defer { memory = session.memory }
      var outcome = ImportTurn()
      var publication = try ImportPublication(session)
      outcome.rest = first
      while let chunk = outcome.rest {
        do throws(EventStoreError) {
          guard try publication.add(chunk) else { break }
          outcome.rest = nil
        } catch {
          // Without a place in the chunk it is not an event that is at fault.
          guard let index = error.index else { throw error }
          if index > 0, try !publication.add(chunk.prefix(index)) { break }
          outcome.rest = nil
          outcome.failure = error
          break
        }
        if publication.isFull { break }
        switch source.next(waiting: false) {
        case .chunk(let next): outcome.rest = next
        case .later: break
        case .end: outcome.isAtEnd = true
        }
      }
      outcome.report = try publication.publish()
      outcome.report.recovery = recovery
      return outcome
    }
  }

  /// When events were recorded.
  ///
  /// - Parameter ids: The ids of the events.
  /// - Returns: The times of those that are recorded.
  /// - Throws: `damaged`, `io`.
  package func recordedTimes(
    of ids: Set<EventID>
  ) throws(EventStoreError) -> [EventID: Timestamp] {
    if ids.isEmpty { return [:] }
    let tip = try LedgerView(repository, reader).entry?.tip
    var times: [EventID: Timestamp] = [:]
    for (id, commit) in try commits(of: ids, at: tip) { times[id] = try reader.commit(commit).time }
    return times
  }
}
