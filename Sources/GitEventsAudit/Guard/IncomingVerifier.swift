package import Git
package import GitEvents

/// Says whether refs may move as a push or a fetch asks: the store must be sound afterwards, and go on from where it is.
///
/// It checks what is new, by the same rules as `verify`, and how that hangs together with what is there; what is there
/// was checked when it came. Refs that are none of the store's are passed over. Hooks, `pull` and `push` ask it alike: it
/// knows of none of them, changes nothing, and needs no store to be there yet.
package struct IncomingVerifier: Sendable {
  private let objects: any ObjectReading
  private let references: any ReferenceReading
  private let now: Timestamp
  private let policy: IncomingPolicy

  /// Prepares to look at moves.
  ///
  /// - Parameters:
  ///   - objects: Reads what is there and what is new: behind a hook, the quarantine and the repository.
  ///   - references: Reads where refs are before they move: of the repository that is pushed to, or what is known of
  ///     it.
  ///   - now: What time it is.
  ///   - policy: What is taken in, as far as that is a matter of choice.
  package init(
    _ objects: any ObjectReading, _ references: any ReferenceReading, now: Timestamp,
    policy: IncomingPolicy = IncomingPolicy()
  ) {
    self.objects = objects
    self.references = references
    self.now = now
    self.policy = policy
  }

  /// Looks at moves that are made together.
  ///
  /// Takes one pass over the new commits with their payloads, and of what is there as much of the ledgers as was
  /// recorded since the streams were last touched. Eight bytes of memory an event, twenty a ledger entry.
  ///
  /// - Parameter moves: The moves, also those that are none of the store's, in any order.
  /// - Returns: Why they are refused, or what they bring.
  /// - Throws: `io` and what else keeps the answer from being known: then they must not be made.
  package func verify(_ moves: [IncomingMove]) throws(EventStoreError) -> IncomingReport {
    var sorted = try IncomingMoves(moves, references, policy)
    var report = IncomingReport()
    report.add(sorted.refusals)
    guard sorted.concernsStore else { return report }
    let checked = CheckedObjects(objects)
    let known = EventReader(objects)
    let identity = IncomingIdentity(known: known, new: EventReader(checked), references)
    let storeID = try identity.storeID(&sorted, asked: policy.storeID, &report)
    var ledgers = IncomingLedgers(
      known: known, new: EventReader(checked), references, storeID: storeID, now: now)
    try ledgers.verify(sorted.ledgers, &report)
    var streams = IncomingStreams(
      checked, known: known, references, now: now, policy: policy,
      isLedgerSound: ledgers.isSound)
    try streams.verify(sorted, ledgers, &report)
    try identity.check(streams.heads, storeID, &report)
    try IncomingIDs(known: known, new: EventReader(checked)).verify(
      &streams.marks, streams.added, ledgers.known.map(\.tip), &report)
    try IncomingSnapshots(checked).verify(sorted.snapshots, streams.heads, &report)
    for move in sorted.notes {
      try IncomingNotes(objects).verify(move, &report)
    }
    return report
  }
}

extension IncomingReport {
  /// Notes why a move is refused; of very many reasons some are counted alone.
  mutating func add(_ refusal: IncomingRefusal) {
    let same = refusals.count { $0.reference == refusal.reference }
    if same >= IncomingReport.mostOfOne || refusals.count >= IncomingReport.most {
      refusalsLeftOut += 1
    } else {
      refusals.append(refusal)
    }
  }

  mutating func add(_ more: [IncomingRefusal]) {
    for refusal in more { add(refusal) }
  }

  /// Notes what a verifier found as reasons.
  mutating func add(_ findings: FindingCollection, to reference: String) {
    for finding in findings.findings { add(IncomingRefusal(reference, finding)) }
    refusalsLeftOut += findings.errorCount + findings.warningCount - findings.findings.count
  }
}
