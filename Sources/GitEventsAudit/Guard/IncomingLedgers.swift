import Git
import GitEvents

/// Checks what ledgers get, and what that says of the streams.
struct IncomingLedgers {
  /// A ledger as it is before the moves.
  struct Known {
    let replica: String
    let tip: ObjectID
  }

  /// What the new entries say.
  var account = LedgerAccount()
  /// The ledgers that are there.
  private(set) var known: [Known] = []
  /// The newest lines that older entries of each ledger must have, by replica and stream.
  private(set) var continued: [String: [String: Int]] = [:]
  /// What the new entries of each ledger took out of streams again.
  private(set) var superseded: [String: SupersededEvents] = [:]
  /// Which ledger spoke of a stream first, as its ref.
  private(set) var speakers: [String: String] = [:]
  /// Whether nothing is wrong with what comes.
  private(set) var isSound = true
  /// The commits that were verified, by replica.
  private var seen: [String: Set<ObjectID>] = [:]

  let reader: EventReader
  private let new: EventReader
  private let references: any ReferenceReading
  private let storeID: String
  private let now: Timestamp

  init(
    known: EventReader, new: EventReader, _ references: any ReferenceReading, storeID: String,
    now: Timestamp
  ) {
    reader = known
    self.new = new
    self.references = references
    self.storeID = storeID
    self.now = now
  }

  /// Checks ledgers, and those that they have taken over.
  ///
  /// - Parameters:
  ///   - moves: The ledgers that move.
  ///   - report: Takes why moves are refused.
  /// - Throws: `io`; `damaged` where what is there cannot be read.
  mutating func verify(
    _ moves: [IncomingMoves.Ledger], _ report: inout IncomingReport
  ) throws(EventStoreError) {
    try listKnown(moves)
    var foreign: [(tip: ObjectID, reference: String)] = []
    for move in moves {
      foreign += try verify(
        move.new, of: move.replica, onto: move.old, for: move.reference, &report)
    }
    // The newest of each first, so that the older ones have been seen with it.
    while !foreign.isEmpty {
      var next: [(tip: ObjectID, replica: String, position: Int, reference: String)] = []
      for (tip, reference) in foreign {
        // What is no ledger has been told of.
        guard let commit = try? new.ledgerCommit(tip) else { continue }
        next.append((tip, commit.replica, commit.position, reference))
      }
      foreign = []
      for ledger in next.sorted(by: { $0.position > $1.position })
      where !seen[ledger.replica, default: []].contains(ledger.tip) {
        if try isKnown(ledger.tip, ledger.replica, ledger.position) { continue }
        foreign += try verify(
          ledger.tip, of: ledger.replica, onto: tip(of: ledger.replica), for: ledger.reference,
          &report)
      }
    }
  }

  private func tip(of replica: String) -> ObjectID? {
    known.first { $0.replica == replica }?.tip
  }

  /// Lists the ledgers that are there; where a move says where one is, that counts.
  private mutating func listKnown(
    _ moves: [IncomingMoves.Ledger]
  ) throws(EventStoreError) {
    let listed = try onGit { () throws(GitError) in
      try references.references(under: StoreLayout.ledgerPrefix, after: nil, limit: .max)
    }
    var tips: [String: ObjectID] = [:]
    for reference in listed {
      tips[String(reference.name.dropFirst(StoreLayout.ledgerPrefix.count))] =
        try onGit { () throws(GitError) in try reference.target.get() }
    }
    for move in moves { tips[move.replica] = move.old }
    known = tips.sorted { $0.key < $1.key }.map { Known(replica: $0.key, tip: $0.value) }
  }

  /// Checks what one ledger gets.
  ///
  /// - Returns: The heads of other ledgers that it took over.
  private mutating func verify(
    _ tip: ObjectID, of replica: String, onto old: ObjectID?, for reference: String,
    _ report: inout IncomingReport
  ) throws(EventStoreError) -> [(tip: ObjectID, reference: String)] {
    var position = -1
    if let old {
      do throws(EventStoreError) {
        position = try reader.ledgerCommit(old).position
      } catch {
        guard error.code == .damaged else { throw error }
        refuse(reference, .stale, "commit \(old), at which it is, cannot be read here", &report)
        return []
      }
    }
    let known = account.components.count
    var findings = FindingCollection()
    let verifier = LedgerVerifier(new, storeID: storeID, replica: replica, now: now)
    let outcome = try verifier.verify(
      tip, remembered: nil,
      onto: .init(tip: old, position: position, seen: seen[replica, default: []]), &account,
      &findings)
    for component in account.components[known...] { speakers[component] = reference }
    seen[replica, default: []].formUnion(outcome.commits)
    if !findings.isEmpty {
      isSound = false
      report.add(findings, to: reference)
      return []
    }
    guard outcome.met == old else {
      let reason =
        outcome.met == nil
        ? "it does not go on from commit \(old?.hex ?? ""), at which it is"
        : "the ledger of \(replica) comes in two versions"
      refuse(reference, .rewind, reason, &report)
      return []
    }
    try checkEarlyImports(outcome, reference, &report)
    continued[replica] = outcome.continued
    superseded[replica] = outcome.superseded
    if old == nil, let id = outcome.commits.last,
      let storeID = try? new.ledgerCommit(id).storeID
    {
      report.beginnings[reference] = storeID
    }
    report.ledgers.append(.init(reference: reference, old: old, new: tip))
    return outcome.foreign.map { ($0, reference) }
  }

  /// Whether a commit is an older one of a ledger that is there.
  private func isKnown(
    _ id: ObjectID, _ replica: String, _ position: Int
  ) throws(EventStoreError) -> Bool {
    var next = tip(of: replica)
    while let known = next {
      if known == id { return true }
      let commit = try reader.ledgerCommit(known)
      // Parts of one append have different positions, so none is passed over.
      if commit.position <= position { return false }
      next = commit.previous
    }
    return false
  }

  /// Imports may keep the times that events had elsewhere, in a store that holds nothing else.
  private mutating func checkEarlyImports(
    _ outcome: LedgerVerifier.Outcome, _ reference: String, _ report: inout IncomingReport
  ) throws(EventStoreError) {
    guard let first = outcome.earlyImports.first else { return }
    var next = outcome.met
    while let id = next {
      let commit = try reader.ledgerCommit(id)
      if commit.kind != .import, commit.lines.contains(where: { $0.stream != .store }) {
        isSound = false
        report.add(IncomingRefusal(reference, first))
        return
      }
      next = commit.previous
    }
  }

  private mutating func refuse(
    _ reference: String, _ rule: IncomingRefusal.Rule, _ reason: String,
    _ report: inout IncomingReport
  ) {
    isSound = false
    report.add(IncomingRefusal(reference, rule, reason))
  }
}
