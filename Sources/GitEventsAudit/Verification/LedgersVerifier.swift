import Git
import GitEvents

/// Checks all ledgers of a store.
struct LedgersVerifier {
  /// What was seen of them.
  struct Outcome {
    var account = LedgerAccount()
    var list: [VerificationReport.Ledger] = []
    var findings = FindingCollection()

    /// The events of the longest ledger.
    var events: Int { list.map(\.position).max() ?? 0 }
  }

  private let reader: EventReader
  private let storeID: String
  private let now: Timestamp

  init(_ objects: CheckedObjects, _ storeID: String, now: Timestamp) {
    reader = EventReader(objects)
    self.now = now
    self.storeID = storeID
  }

  /// Checks the ledgers.
  ///
  /// - Parameters:
  ///   - view: Where their refs point.
  ///   - remembered: Where they were in an earlier run.
  /// - Returns: What was seen.
  /// - Throws: `io` and what else keeps them from being read.
  func verify(
    _ view: ReferenceView, _ remembered: RememberedHeads?
  ) throws(EventStoreError) -> Outcome {
    var outcome = Outcome()
    for (replica, tip) in view.ledgers {
      let known = remembered?.ledgers[replica]
      let verifier = LedgerVerifier(reader, storeID: storeID, replica: replica, now: now)
      let seen = try verifier.verify(
        tip, remembered: known?.commit.object, &outcome.account, &outcome.findings)
      outcome.list.append(
        .init(replica: replica, tip: CommitID(tip), position: seen.position, entries: seen.entries))
      if let known, let remembered, !seen.hasMetRemembered {
        outcome.findings.add(
          VerificationFinding(
            .historyRewound, "position \(seen.position), commit \(tip)",
            expected: "a history through commit \(known.commit) at position \(known.position), "
              + "verified \(remembered.time.canonicalText)",
            commit: known.commit, subject: StoreLayout.ledgerReference(of: replica)))
      }
    }
    outcome.account.sort()
    return outcome
  }
}
