import Git

/// What is wrong with the refs of a store: damaged files, and streams that are not what the ledger says.
struct ReferenceFindings {
  private let store: EventStore

  init(_ store: EventStore) {
    self.store = store
  }

  /// Looks at every ref, and at the whole ledger.
  ///
  /// - Returns: What was found.
  /// - Throws: `io`, `permissionDenied`.
  func all() throws(EventStoreError) -> [Finding] {
    var findings: [Finding] = []
    do throws(EventStoreError) {
      for prefix in [StoreLayout.ledgerPrefix, StoreLayout.streamPrefix] {
        let damaged = try DamagedReferences(store).find(under: prefix)
        findings += damaged.restorable.map {
          Finding(
            .refs, .problem, "\($0.name) is damaged; it was at \($0.target)",
            advice: "git events doctor --fix restores it", isFixable: true)
        }
        findings += damaged.uncertain.map {
          Finding(
            .refs, .damage, "\($0) is damaged, and what it should be is not certain",
            advice: "restore it from a backup or a clone")
        }
      }
      // A damaged ref is no news to the comparison, and what recovery has yet to finish is none of its business.
      if findings.isEmpty { findings += try comparison() }
    } catch {
      guard error.code == .damaged else { throw error }
      findings.append(Finding(.refs, .damage, error.message, advice: error.hint))
    }
    return findings
  }

  private func comparison() throws(EventStoreError) -> [Finding] {
    var problems = try LedgerComparison(store).problems()
    for tip in try LedgerView.tips(in: store.repository).values.sorted() {
      let entry = try LedgerEntry(tip, store.reader)
      let others = try LedgerComparison(store, ofReplicaWith: entry).problems()
      problems += others.filter { !problems.contains($0) }
    }
    return problems.map {
      Finding(
        .refs, .damage, $0,
        advice: "nothing is done about it: repairing it could hide that somebody altered the store")
    }
  }
}
