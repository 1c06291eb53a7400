import Git

/// What acknowledged appends are published as, by their writer or by whoever finds its log: one entry of the ledger.
struct LoggedPublication {
  /// The objects of the events.
  var objects: [GitObject] = []
  /// What becomes of the streams.
  var changes: [StreamName: StreamChange] = [:]
  /// The time of the newest event; nil without any.
  var latest: Timestamp?

  /// How many events there are.
  var count: Int { changes.values.reduce(0) { $0 + $1.new.version - $1.before } }

  /// Encodes the objects and the ledger's entry.
  ///
  /// - Parameters:
  ///   - pack: Where they go.
  ///   - chain: The ledger as it is, with all entries that come before.
  ///   - recorder: Who writes the entry.
  /// - Throws: `io`, `invalidInput`.
  func encode(
    into pack: inout PackBuilder, _ chain: inout LedgerChain, recorder: Actor
  ) throws(EventStoreError) {
    for object in objects {
      try onGit { () throws(GitError) in _ = try pack.add(object.kind, object.bytes) }
    }
    let time = Timestamp(microseconds: (latest?.microseconds ?? 0) + 1)
    try chain.append(.append, changes.values.map(\.line), time, into: &pack, recorder)
  }
}
