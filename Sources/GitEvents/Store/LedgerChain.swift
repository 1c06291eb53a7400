import Git

/// The end of a replica's ledger, to which entries are added.
struct LedgerChain {
  /// What must come before the first entry of a ledger that does not exist yet.
  struct Prologue {
    let storeID: String
    let time: Timestamp
    /// The streams that the store holds already, where this replica is new to it.
    let adopted: [LedgerLine]
    /// The ledgers of the replicas that came before.
    let foreignLedgers: [ObjectID]
  }

  let replica: String
  private(set) var tip: ObjectID?
  private(set) var position: Int
  let prologue: Prologue?

  init(replica: String, tip: ObjectID?, position: Int, prologue: Prologue?) {
    self.replica = replica
    self.tip = tip
    self.position = position
    self.prologue = prologue
  }

  /// Writes the genesis of a new ledger and, in a store that has history, the adoption of it.
  ///
  /// - Parameters:
  ///   - pack: Where the commits go.
  ///   - recorder: Who writes them.
  /// - Throws: `io`, `invalidInput`.
  mutating func writePrologue(
    into pack: inout PackBuilder, _ recorder: Actor
  ) throws(EventStoreError) {
    guard let prologue, tip == nil else { return }
    let genesis = LedgerCommit(
      kind: .genesis, replica: replica, position: 0, time: prologue.time, lines: [],
      previous: nil, storeID: prologue.storeID)
    try write(genesis, into: &pack, recorder)
    if prologue.adopted.isEmpty { return }
    try append(
      .adopt, prologue.adopted, prologue.time, into: &pack, recorder,
      foreignLedgers: prologue.foreignLedgers)
  }

  /// Adds an entry, in as many parts as it takes.
  ///
  /// - Parameters:
  ///   - kind: What the entry records.
  ///   - lines: Its lines, in any order.
  ///   - time: Its time.
  ///   - pack: Where the commits go.
  ///   - recorder: Who writes them.
  ///   - foreignLedgers: The ledgers that are taken over with it.
  /// - Throws: `io`, `invalidInput`.
  mutating func append(
    _ kind: LedgerCommit.Kind, _ lines: [LedgerLine], _ time: Timestamp,
    into pack: inout PackBuilder, _ recorder: Actor, foreignLedgers: [ObjectID] = []
  ) throws(EventStoreError) {
    let sorted = lines.sorted { $0.component.utf8.lexicographicallyPrecedes($1.component.utf8) }
    let size = LedgerCommit.maximumLines
    let total = max(1, (sorted.count + size - 1) / size)
    for number in 1...total {
      let part = Array(sorted.dropFirst((number - 1) * size).prefix(size))
      position += part.reduce(0) { $0 + $1.count }
      let commit = LedgerCommit(
        kind: kind, replica: replica, position: position, time: time, lines: part, previous: tip,
        foreignLedgers: number == total ? foreignLedgers : [],
        part: .init(number: number, total: total))
      try write(commit, into: &pack, recorder)
    }
  }

  private mutating func write(
    _ commit: LedgerCommit, into pack: inout PackBuilder, _ recorder: Actor
  ) throws(EventStoreError) {
    do throws(GitError) {
      // Every pack carries all objects that its refs need, the empty tree too.
      let emptyTree = try pack.add(.tree, [])
      tip = try pack.add(.commit, commit.encode(recorder: recorder, emptyTree: emptyTree))
    } catch {
      guard case .malformed(_, let reason) = error else { throw EventStoreError(error) }
      throw EventStoreError(.invalidInput, "the ledger cannot be written: \(reason)")
    }
  }
}
