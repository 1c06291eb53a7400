import Git

/// What a replica takes over that begins its ledger in a store with history.
struct LedgerAdoption {
  private var lines: [LedgerLine] = []
  private var foreignLedgers: [ObjectID] = []
  /// The time of the newest event that is taken over.
  private(set) var latest: Timestamp?

  /// Reads every stream's head, if that is needed at all.
  init(_ store: EventStore, needed: Bool) throws(EventStoreError) {
    guard needed else { return }
    foreignLedgers = try LedgerView.tips(in: store.repository).values.sorted()
    for tip in foreignLedgers { note(try check(tip, belongsTo: store).time) }
    var streams = try store.streams()
    while let stream = try streams.next() {
      lines.append(
        LedgerLine(
          component: StreamComponent.encode(stream.name.text), before: 0, after: stream.version,
          head: stream.head.object))
      note(stream.lastTime)
    }
  }

  private mutating func note(_ time: Timestamp) {
    latest = max(latest ?? time, time)
  }

  /// The entries with which the ledger begins.
  func entries(storeID: String) -> [LedgerChain.Earlier] {
    let genesis = LedgerChain.Earlier.genesis(storeID: storeID)
    return lines.isEmpty ? [genesis] : [genesis, .adopt(lines, foreignLedgers: foreignLedgers)]
  }

  /// Another store's ledger must never be taken for a part of this one.
  private func check(
    _ tip: ObjectID, belongsTo store: EventStore
  ) throws(EventStoreError) -> LedgerEntry {
    let newest = try LedgerEntry(tip, store.reader)
    var first = newest
    while let previous = first.previous { first = try LedgerEntry(previous, store.reader) }
    if first.storeID == store.id { return newest }
    throw EventStoreError(
      .otherStore,
      "the ledger of replica \(newest.replica) belongs to store \(first.storeID ?? "unknown"), "
        + "not to \(store.id)",
      hint: "two stores cannot be mixed; remove refs that were fetched from the other one")
  }
}
