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
    for tip in foreignLedgers { note(try LedgerEntry(tip, store.reader).time) }
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

  func prologue(storeID: String, time: Timestamp) -> LedgerChain.Prologue {
    LedgerChain.Prologue(
      storeID: storeID, time: time, adopted: lines, foreignLedgers: foreignLedgers)
  }
}
