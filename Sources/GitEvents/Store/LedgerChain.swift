import Git

/// The end of a replica's ledger, to which entries are added.
struct LedgerChain {
  /// An entry that must come before that of an append.
  enum Earlier {
    /// The beginning of a ledger.
    case genesis(storeID: String)
    /// What a new replica takes over: the streams that the store holds, and the ledgers that brought them.
    case adopt([LedgerLine], foreignLedgers: [ObjectID])
    /// What came into streams of this replica from elsewhere, and the ledgers that brought it.
    case pull([LedgerLine], foreignLedgers: [ObjectID])
  }

  let replica: String
  private(set) var tip: ObjectID?
  private(set) var position: Int
  /// How its commits are signed.
  private let signing: CommitSigning?

  init(replica: String, tip: ObjectID?, position: Int, signing: CommitSigning? = nil) {
    self.replica = replica
    self.tip = tip
    self.position = position
    self.signing = signing
  }

  /// Writes an entry that comes before that of an append.
  ///
  /// - Parameters:
  ///   - entry: The entry.
  ///   - time: Its time.
  ///   - pack: Where the commits go.
  ///   - recorder: Who writes them.
  /// - Throws: `io`, `invalidInput`, `signingFailed`.
  mutating func write(
    _ entry: Earlier, _ time: Timestamp, into pack: inout some ObjectSink & ~Copyable,
    _ recorder: Actor
  ) throws(EventStoreError) {
    switch entry {
    case .genesis(let storeID):
      let genesis = LedgerCommit(
        kind: .genesis, replica: replica, position: 0, time: time, lines: [], previous: nil,
        storeID: storeID)
      try write(genesis, into: &pack, recorder)
    case .adopt(let lines, let foreignLedgers):
      try append(.adopt, lines, time, into: &pack, recorder, foreignLedgers: foreignLedgers)
    case .pull(let lines, let foreignLedgers):
      try append(.pull, lines, time, into: &pack, recorder, foreignLedgers: foreignLedgers)
    }
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
  /// - Throws: `io`, `invalidInput`, `signingFailed`.
  mutating func append(
    _ kind: LedgerCommit.Kind, _ lines: [LedgerLine], _ time: Timestamp,
    into pack: inout some ObjectSink & ~Copyable, _ recorder: Actor, foreignLedgers: [ObjectID] = []
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
    _ commit: LedgerCommit, into pack: inout some ObjectSink & ~Copyable, _ recorder: Actor
  ) throws(EventStoreError) {
    var content: [UInt8]
    do throws(GitError) {
      // Every pack carries all objects that its refs need, the empty tree too.
      let emptyTree = try pack.add(.tree, [])
      content = try commit.encode(recorder: recorder, emptyTree: emptyTree)
    } catch {
      guard case .malformed(_, let reason) = error else { throw EventStoreError(error) }
      throw EventStoreError(.invalidInput, "the ledger cannot be written: \(reason)")
    }
    if let signing { content = try signing.signed(content) }
    tip = try onGit { () throws(GitError) in try pack.add(.commit, content) }
  }
}
