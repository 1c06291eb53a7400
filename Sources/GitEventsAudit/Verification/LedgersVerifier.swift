import Git
import GitEvents

/// Checks all ledgers of a store.
struct LedgersVerifier {
  /// What was seen of them.
  struct Outcome {
    var account = LedgerAccount()
    var list: [VerificationReport.Ledger] = []
    var findings = FindingCollection()
    /// Where the ledgers were from which on everything is checked.
    var starts: [VerificationReport.Start] = []

    /// The events of the longest ledger.
    var events: Int { list.map(\.position).max() ?? 0 }
  }

  private let reader: EventReader
  private let storeID: String
  private let now: Timestamp
  private let start: VerificationStart?
  private let notesSignatures: Bool

  init(
    _ objects: CheckedObjects, _ storeID: String, now: Timestamp, since start: VerificationStart?,
    notingSignatures notesSignatures: Bool
  ) {
    reader = EventReader(objects)
    self.now = now
    self.storeID = storeID
    self.start = start
    self.notesSignatures = notesSignatures
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
    var outcome = Outcome(account: LedgerAccount(notingSignatures: notesSignatures))
    for (replica, tip) in view.ledgers {
      let known = remembered?.ledgers[replica]
      let verifier = LedgerVerifier(reader, storeID: storeID, replica: replica, now: now)
      let seen = try verifier.verify(
        tip, remembered: known?.commit.object, since: start, &outcome.account, &outcome.findings)
      if let (position, commit) = seen.start {
        outcome.starts.append(
          .init(replica: replica, position: position, commit: CommitID(commit)))
      }
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
    if outcome.starts.isEmpty, let (found, commit) = start?.missing {
      outcome.findings.add(
        VerificationFinding(
          .historyRewound, found, expected: "one: everything after it was to be checked",
          commit: commit))
    }
    outcome.account.sort()
    return outcome
  }
}
