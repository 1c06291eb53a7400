import Git
public import GitEvents

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Checks every rule of the format, straight from objects and refs: no cache, index or offset table is asked.
public struct StoreVerifier: Sendable {
  /// So often the streams that seem wrong are looked at again, because somebody may be appending to them.
  private static let looks = 5
  /// Between the two moves of an append, that of the ledger and those of its streams, less time passes.
  private static let pause: UInt32 = 100_000

  private let store: EventStore
  private let objects: CheckedObjects
  private let now: Timestamp
  private let report: (@Sendable (VerificationProgress) -> Void)?

  /// Prepares to verify a store.
  ///
  /// - Parameters:
  ///   - store: The store.
  ///   - now: What time it is.
  ///   - report: Is told, from any thread, how far the run is.
  public init(
    _ store: EventStore, now: Timestamp,
    reporting report: (@Sendable (VerificationProgress) -> Void)? = nil
  ) {
    self.store = store
    self.now = now
    self.report = report
    objects = CheckedObjects(store.repository)
  }

  /// Verifies the store.
  ///
  /// Takes one pass over its history, on all cores, and eight bytes of memory an event. Changes nothing.
  ///
  /// - Parameters:
  ///   - streams: The streams to look at; nil for all.
  ///   - remembered: What is known of an earlier run over the same repository; nil for nothing.
  ///   - start: The point from which on events are read; nil to read all. Ledgers are read to their beginnings either way,
  ///     so that what was set back, removed or replaced is found however old it is.
  ///   - signatures: How signatures are checked; nil to leave them out.
  /// - Returns: What was found, and what was looked at.
  /// - Throws: `io`, `permissionDenied`: the store cannot be read to the end, and nothing is said of it.
  public func verify(
    _ streams: [StreamName]? = nil, remembered: RememberedHeads? = nil,
    since start: VerificationStart? = nil, signatures: SignatureDemands? = nil
  ) throws(EventStoreError) -> VerificationReport {
    // Snapshots come first: an event at which one stands cannot come behind the look at the refs.
    let snapshots = try SnapshotsVerifier(store, objects)
    var view = try ReferenceView(store.repository)
    let verifier = LedgersVerifier(
      objects, store.id, now: now, since: start, notingSignatures: signatures != nil)
    var ledgers = try verifier.verify(view, remembered)
    let wanted = streams.map { Set($0) }
    var names = view.names(ledgers.account).filter { wanted?.contains($0) ?? true }
    let unknown = (streams ?? []).filter { !names.contains($0) }
    var outcomes: [StreamName: StreamVerifier.Outcome] = [:]
    for look in 1...StoreVerifier.looks {
      let streams = StreamsVerifier(
        objects, view, ledgers, now: now, mayLackPayloads: store.isWithoutPayloads,
        reporting: report)
      for (name, outcome) in zip(names, try streams.verify(names)) { outcomes[name] = outcome }
      names = names.filter { outcomes[$0]?.findings.dependOnReferences ?? false }
      if names.isEmpty || look == StoreVerifier.looks { break }
      // Somebody may be between the two moves of an append, or may have appended between two looks.
      var isSettled = false
      for _ in 1...StoreVerifier.looks where !isSettled {
        usleep(StoreVerifier.pause)
        isSettled = !store.isBeingWritten
      }
      guard try view.refresh(names, store.repository) else { break }
      ledgers = try verifier.verify(view, remembered)
    }

    // What is told, and remembered, is what was seen last.
    var findings = ledgers.findings
    for finding in view.findings { findings.add(finding) }
    checkIdentity(view, remembered, &findings)
    for finding in try store.viewFindings() { findings.add(finding) }
    var sum = StreamVerifier.Outcome()
    let seen = outcomes.sorted { $0.key < $1.key }
    for (_, outcome) in seen { sum.add(outcome) }
    findings.add(contentsOf: sum.findings)
    var counts = VerificationReport.Counts()
    (counts.streams, counts.events, counts.bytes) = (seen.count, sum.events, sum.bytes)
    counts.unseenPayloads = sum.unseenPayloads
    counts.trusted = seen.reduce(0) { $0 + $1.value.trusted }
    let signed = try signatures.map { (demands) throws(EventStoreError) in
      try SignaturesVerifier(objects, demands, ledgers.account).verify(seen, &findings)
    }
    try RepeatedIDs(objects, view, ledgers.account).find(
      &sum.marks, in: seen.map(\.key), &findings)
    counts.snapshots = try snapshots.verify(wanted, view, &findings)
    if streams == nil, start == nil, let repository = store.repository as? Repository {
      counts.files = try FilesVerifier(repository, objects).verify(&findings)
    }
    return VerificationReport(
      storeID: store.id, time: now,
      findings: findings.findings.sorted(by: VerificationFinding.precedes),
      errors: findings.errorCount, warnings: findings.warningCount, counts: counts,
      ledgers: ledgers.list, unknown: unknown,
      gaps: StoreVerifier.gaps(
        isWhole: streams == nil, isSince: start != nil, view, remembered, signed)
        + store.gaps(unseenPayloads: sum.unseenPayloads),
      starts: start == nil ? nil : ledgers.starts, signatures: signed)
  }

  /// Checks that the store is one, and the one that was verified before.
  private func checkIdentity(
    _ view: ReferenceView, _ remembered: RememberedHeads?, _ findings: inout FindingCollection
  ) {
    if store.id.isEmpty {
      findings.add(
        VerificationFinding(
          .storeIdentity, "no event that says which store it is", stream: .store,
          subject: StoreLayout.reference(of: .store)))
    }
    if view.ledgers.isEmpty, !view.streams.isEmpty {
      findings.add(
        VerificationFinding(.ledgerMissing, "no ledger", expected: "one for each replica"))
    }
    guard let remembered else { return }
    if store.id.isEmpty { return }
    if remembered.storeID != store.id {
      findings.add(
        VerificationFinding(
          .historyReplaced, "store \(store.id)",
          expected: "store \(remembered.storeID), verified \(remembered.time.canonicalText)"))
      return
    }
    let known = Set(view.ledgers.map(\.replica))
    for (replica, head) in remembered.ledgers where !known.contains(replica) {
      findings.add(
        VerificationFinding(
          .historyMissing, "no ledger of \(replica)",
          expected: "position \(head.position), verified \(remembered.time.canonicalText)",
          commit: head.commit, subject: StoreLayout.ledgerReference(of: replica)))
    }
  }

  private static func gaps(
    isWhole: Bool, isSince: Bool, _ view: ReferenceView, _ remembered: RememberedHeads?,
    _ signatures: SignatureReport?
  ) -> [VerificationReport.Gap] {
    var gaps: [VerificationReport.Gap] = []
    if !isWhole { gaps.append(.otherStreams) }
    if view.ledgers.isEmpty { gaps.append(.completeness) }
    if remembered == nil { gaps.append(.rewind) }
    if isSince { gaps.append(.earlier) }
    if let signatures {
      if signatures.covered < signatures.events { gaps.append(.unsigned) }
    } else {
      gaps.append(.authorship)
    }
    return gaps + [.time]
  }
}

/// How far a verification is.
public struct VerificationProgress: Sendable {
  /// How many events were looked at.
  public var events: Int
  /// How many there are, as the ledgers say.
  public var total: Int
}
