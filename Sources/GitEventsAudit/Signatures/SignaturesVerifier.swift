import Git
import GitEvents

/// Checks the signatures of a store's ledgers and events, and says who signed what share.
///
/// A signature counts at the time of the ledger's entry that recorded what it is of, not at a date that its author chose.
struct SignaturesVerifier {
  private let demands: SignatureDemands
  private let account: LedgerAccount
  private let recordings: LedgerRecordings
  private let pass: SignaturePass

  init(_ objects: CheckedObjects, _ demands: SignatureDemands, _ account: LedgerAccount) {
    self.demands = demands
    self.account = account
    recordings = account.recordings ?? LedgerRecordings()
    pass = SignaturePass(objects, demands.checker)
  }

  /// Checks the signatures.
  ///
  /// - Parameters:
  ///   - streams: What was seen of the streams.
  ///   - findings: Takes what is wrong.
  /// - Returns: Who signed what.
  /// - Throws: `io`, and `invalidInput` where it is not said whose keys are whose.
  func verify(
    _ streams: [(key: StreamName, value: StreamVerifier.Outcome)],
    _ findings: inout FindingCollection
  ) throws(EventStoreError) -> SignatureReport {
    var report = SignatureReport()
    let coverage = try ledgers(&report, &findings)
    try events(streams, coverage, &report, &findings)
    let signers = pass.signers
    report.shares = tally(report, signers)
    return report
  }

  /// What the ledgers' signatures are worth, by the number of the commit.
  private struct Coverage {
    /// Who signed it, or a later part of its entry; nil for nobody.
    var signers: [Int?] = []
    /// Whether a later commit of its ledger is signed.
    var isSealed: [Bool] = []
    /// Who signed how many commits themselves.
    var own: [Int: Int] = [:]
  }

  private final class Tally {
    var ledgerCommits: [Int: Int] = [:]
    var ownEvents: [Int: Int] = [:]
    var events: [Int: Int] = [:]
  }

  private let counts = Tally()

  private func tally(_ report: SignatureReport, _ signers: [Signer]) -> [SignatureReport.Share] {
    signers.enumerated().map { index, signer in
      var share = SignatureReport.Share(signer)
      share.ledgerCommits = counts.ledgerCommits[index, default: 0]
      share.ownEvents = counts.ownEvents[index, default: 0]
      share.events = counts.events[index, default: 0]
      return share
    }.sorted { left, right in
      (right.events, right.ledgerCommits, left.signer.principal, left.signer.key)
        < (left.events, left.ledgerCommits, right.signer.principal, right.signer.key)
    }
  }

  private func ledgers(
    _ report: inout SignatureReport, _ findings: inout FindingCollection
  ) throws(EventStoreError) -> Coverage {
    let commits = recordings.commits
    let items = commits.indices.filter { commits[$0].isSigned && !commits[$0].isTrusted }
    let signers = try pass.check(
      items.map { index in
        SignaturePass.Item(
          commit: commits[index].id, time: commits[index].time,
          place: .ledger(recordings.replicas[Int(commits[index].ledger)]))
      }, &findings)
    var signerOf: [Int: Int] = [:]
    for (index, signer) in zip(items, signers) { signerOf[index] = signer }
    var coverage = Coverage()
    var (entry, isSealed): (Int?, Bool) = (nil, false)
    var unsigned = UnsignedRun()
    for (index, commit) in commits.enumerated() {
      if index > 0, commit.ledger != commits[index - 1].ledger {
        isSealed = false
        unsigned.end(&findings)
      }
      if commit.isLastPart { entry = nil }
      if let signer = signerOf[index] {
        entry = signer
        counts.ledgerCommits[signer, default: 0] += 1
        report.signedLedgerCommits += 1
      }
      coverage.signers.append(entry)
      coverage.isSealed.append(isSealed)
      if entry != nil { isSealed = true }
      if commit.isTrusted { continue }
      report.ledgerCommits += 1
      if demands.requiresSigned, entry == nil {
        unsigned.add(commit.id, recordings.replicas[Int(commit.ledger)])
      } else {
        unsigned.end(&findings)
      }
    }
    unsigned.end(&findings)
    return coverage
  }

  /// Commits of a ledger in a row that nobody signed.
  private struct UnsignedRun {
    private var newest: ObjectID?
    private var replica = ""
    private var count = 0

    mutating func add(_ commit: ObjectID, _ replica: String) {
      if newest == nil { newest = commit }
      self.replica = replica
      count += 1
    }

    mutating func end(_ findings: inout FindingCollection) {
      guard let newest else { return }
      findings.add(
        VerificationFinding(
          .ledgerUnsigned,
          count == 1
            ? "a commit without a good signature" : "\(count) commits without good signatures",
          expected: "a good signature in it, or in a later part of its entry",
          commit: CommitID(newest),
          subject: StoreLayout.ledgerReference(of: replica), count: count))
      self = UnsignedRun()
    }
  }

  private func events(
    _ streams: [(key: StreamName, value: StreamVerifier.Outcome)], _ coverage: Coverage,
    _ report: inout SignatureReport, _ findings: inout FindingCollection
  ) throws(EventStoreError) {
    let maps = streams.map { map($0.key, $0.value) }
    var items: [SignaturePass.Item] = []
    for (number, (name, outcome)) in streams.enumerated() {
      for event in outcome.signed {
        let time = maps[number].commit(of: event.version).map { recordings.commits[$0].time }
        if time == nil { report.withoutLedgerTime += 1 }
        items.append(
          SignaturePass.Item(
            commit: event.commit, time: time ?? event.time, place: .event(name, event.version)))
      }
    }
    let signers = try pass.check(items, &findings)
    var next = 0
    for (number, (name, outcome)) in streams.enumerated() {
      var own: [Int: Int] = [:]
      for event in outcome.signed {
        if let signer = signers[next] {
          own[event.version] = signer
          counts.ownEvents[signer, default: 0] += 1
        }
        next += 1
      }
      cover(name, outcome, maps[number], own, coverage, &report, &findings)
    }
  }

  /// Counts who vouches for the events of a stream.
  private func cover(
    _ name: StreamName, _ outcome: StreamVerifier.Outcome, _ map: RecordingMap, _ own: [Int: Int],
    _ coverage: Coverage, _ report: inout SignatureReport, _ findings: inout FindingCollection
  ) {
    guard let versions = outcome.versions else { return }
    guard !map.isEmpty || outcome.findings.errorCount == 0, versions.count == outcome.events else {
      // Of a stream that is not what the ledgers say, they vouch for nothing.
      report.events += outcome.events
      if demands.requiresSigned { addUnsigned(name, versions, &findings) }
      return
    }
    var uncovered: ClosedRange<Int>?
    for version in versions {
      let commit = map.commit(of: version)
      // Read once more for a ledger that has come since: what recorded it is taken as it is.
      if let commit, recordings.commits[commit].isTrusted { continue }
      report.events += 1
      if let signer = own[version] ?? commit.flatMap({ coverage.signers[$0] }) {
        counts.events[signer, default: 0] += 1
        report.covered += 1
        continue
      }
      if let commit, coverage.isSealed[commit] { report.sealed += 1 }
      if let before = uncovered, before.upperBound == version - 1 {
        uncovered = before.lowerBound...version
      } else {
        if demands.requiresSigned, let before = uncovered { addUnsigned(name, before, &findings) }
        uncovered = version...version
      }
    }
    if demands.requiresSigned, let uncovered { addUnsigned(name, uncovered, &findings) }
  }

  private func addUnsigned(
    _ name: StreamName, _ versions: ClosedRange<Int>, _ findings: inout FindingCollection
  ) {
    findings.add(
      VerificationFinding(
        .eventUnsigned, versions.count == 1 ? "an event" : "\(versions.count) events",
        expected: "a good signature in it, or in the entry that recorded it", stream: name,
        versions: versions, count: versions.count))
  }

  private func map(_ name: StreamName, _ outcome: StreamVerifier.Outcome) -> RecordingMap {
    guard outcome.findings.errorCount == 0, let versions = outcome.versions,
      versions.count == outcome.events,
      let number = account.number(ofKnown: StreamComponent.encode(name.text))
    else { return RecordingMap() }
    return RecordingMap(
      versions, recordings.recordings(of: number), ledgers: recordings.replicas.count)
  }
}
