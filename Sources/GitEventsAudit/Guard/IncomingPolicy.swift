package import GitEvents

/// What a repository takes in, as far as that is a matter of choice.
package struct IncomingPolicy: Sendable {
  /// Which store it must be, where whoever asks knows; nil to go by what is there, and else by what comes.
  package var storeID: String?
  /// The largest and deepest payload.
  package var payloads = JSONLimits.standard
  /// Whether snapshots may be replaced and deleted: no event depends on them, but somebody may have read them.
  package var allowsSnapshotChanges = false
  /// Whether a ledger must tell of every event; without ledgers nothing says that all events are there.
  package var requiresLedger = true
  /// Whether payloads may be elsewhere: in a clone without them.
  package var mayLackPayloads = false
  /// Whether the file system takes names for the same that differ by letter case alone.
  package var ignoresCase = false
  /// Up to these commits of the ledgers, by replica, every stream that they tell of is known to have a ref that leads to
  /// what they tell: saves looking through them for events that refs lack.
  package var settled: [String: CommitID] = [:]

  /// Takes what the format allows, and no more.
  package init() {}
}
