import Git

/// Refuses a ledger whose ref somebody else has moved: only writers of this replica do, under their lock.
struct LedgerReferenceCheck {
  let replica: String
  /// Whether the replica has just got its name, so that it has no ledger yet.
  let isNew: Bool
  let tip: ObjectID?

  /// Compares the ref with what the last writer left.
  ///
  /// - Parameters:
  ///   - turn: The writer's turn.
  ///   - repository: The repository.
  /// - Throws: `damaged`, `unsupported`, `io`.
  func check(
    _ turn: any WriterTurn, in repository: any StoreRepository
  ) throws(EventStoreError) {
    let name = StoreLayout.ledgerReference(of: replica)
    let last = turn.lastTarget(ofCommitPoint: name)
    if let last, last != tip {
      throw damaged(
        "the ledger's ref \(name) \(tip.map { "is at \($0)" } ?? "is gone"), "
          + "but the last append left it at \(last)",
        hint: "put it back with `git update-ref \(name) \(last)`; another program moved it")
    }
    // A store that is only being made has a name and no ledger for a moment as well.
    if tip == nil, !isNew, turn.reasonToRecover == nil,
      try StoreCreation.find(in: repository) != nil
    {
      throw damaged(
        "the ledger's ref \(name) is gone",
        hint: "put it back from a backup or a clone; without it nothing proves that all events "
          + "are there")
    }
  }

  private func damaged(_ message: String, hint: String) -> EventStoreError {
    EventStoreError(.damaged, message, hint: hint, commit: tip.map(CommitID.init))
  }
}
