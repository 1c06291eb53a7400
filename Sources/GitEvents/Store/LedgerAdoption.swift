import Git

/// What a replica takes over that begins its ledger in a store with history.
struct LedgerAdoption {
  private var lines: [LedgerLine] = []
  private var foreignLedgers: [ObjectID] = []
  /// Refs that a copy made by plain git has behind its ledgers: streams are copied before ledgers.
  private(set) var lagging: [(name: String, target: ObjectID)] = []
  /// The time of the newest event that is taken over.
  private(set) var latest: Timestamp?

  /// Reads every stream's head, if that is needed at all.
  init(_ store: EventStore, needed: Bool) throws(EventStoreError) {
    guard needed else { return }
    foreignLedgers = try LedgerView.tips(in: store.repository).values.sorted()
    for tip in foreignLedgers {
      let entry = try check(tip, belongsTo: store)
      try checkStreams(entry, store)
      try noteLagging(entry, store)
      note(entry.time)
    }
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

  /// The newest entry may name heads that the refs have yet to reach; anything else has been refused.
  private mutating func noteLagging(
    _ entry: LedgerEntry, _ store: EventStore
  ) throws(EventStoreError) {
    for line in entry.lines {
      guard let stream = line.stream else { continue }
      let name = StoreLayout.reference(of: stream)
      let target = try onGit(stream) { () throws(GitError) in
        try store.repository.reference(name)
      }
      guard let target, target != line.head else { continue }
      if try store.reader.commit(target, of: stream).version < line.after {
        lagging.append((name, line.head))
      }
    }
  }

  /// What was rewound or deleted here must not be taken over as if it had always been so.
  private func checkStreams(
    _ entry: LedgerEntry, _ store: EventStore
  ) throws(EventStoreError) {
    let problems = try LedgerComparison(store, ofReplicaWith: entry).problems()
    guard let first = problems.first else { return }
    throw EventStoreError(
      .damaged,
      "this copy cannot be appended to: \(first)"
        + (problems.count > 1 ? " (and \(problems.count - 1) more)" : ""),
      hint: "`git events recover` lists what is wrong; copy or restore the repository again, "
        + "or put the refs where the ledger says")
  }

  /// Another store's ledger must never be taken for a part of this one.
  private func check(
    _ tip: ObjectID, belongsTo store: EventStore
  ) throws(EventStoreError) -> LedgerEntry {
    let newest = try LedgerEntry(tip, store.reader)
    var first = newest
    while let previous = try first.predecessor(store.reader) { first = previous }
    if first.storeID == store.id { return newest }
    throw EventStoreError(
      .otherStore,
      "the ledger of replica \(newest.replica) belongs to store \(first.storeID ?? "unknown"), "
        + "not to \(store.id)",
      hint: "two stores cannot be mixed; remove refs that were fetched from the other one")
  }
}
