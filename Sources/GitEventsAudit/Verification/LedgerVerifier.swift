import Git
import GitEvents

/// Checks one replica's ledger from its tip back to its genesis, and takes down what it says of the streams.
struct LedgerVerifier {
  /// What was seen of a ledger.
  struct Outcome {
    /// How many appends it records.
    var entries = 0
    /// How many events it records.
    var position = 0
    /// Whether it goes back to where it was when it was last verified.
    var hasMetRemembered = false
    /// How many events it recorded up to the point from which on everything is checked; nil where that is not in it.
    var start: (position: Int, commit: ObjectID)?
    /// The commit that was known to be sound and at which the walk ended; nil where it ended with the first commit.
    var met: ObjectID?
    /// What the newest older line of each stream must end with, where the walk ended before the first commit.
    var continued: [String: Int] = [:]
    /// What was taken out of streams of which older lines tell, where the walk ended before the first commit.
    var superseded = SupersededEvents()
    /// Imports whose times are not in order, where the walk ended before it was known whether they may be.
    var earlyImports: [VerificationFinding] = []
    /// The heads of other ledgers that were taken over.
    var foreign: [ObjectID] = []
    /// The commits that were read, but for the one at which the walk ended; where they were asked for.
    var commits: [ObjectID] = []
  }

  /// What a ledger goes on from.
  struct Foundation {
    /// Where the ledger's ref is; nil where there is none.
    let tip: ObjectID?
    /// How many events it records up to there; -1 where there is none.
    let position: Int
    /// Commits that this run has verified already.
    let seen: Set<ObjectID>
  }

  private let reader: EventReader
  private let storeID: String
  private let replica: String
  private let now: Timestamp
  private let subject: String

  init(_ reader: EventReader, storeID: String, replica: String, now: Timestamp) {
    self.reader = reader
    self.storeID = storeID
    self.replica = replica
    self.now = now
    subject = StoreLayout.ledgerReference(of: replica)
  }

  /// What is known on the way down.
  private struct Walk {
    /// The version with which the next older line of a stream must end, by the stream.
    var expected: [String: Int] = [:]
    /// Imports whose times are not in order, until it is known whether they may be.
    var earlyImports: [VerificationFinding] = []
    var isOther = false
    var isAhead = false
    /// What newer entries took out of streams.
    var superseded = SupersededEvents()
    var rebase: RebaseVerifier
  }

  /// Checks the ledger.
  ///
  /// - Parameters:
  ///   - tip: Where its ref points.
  ///   - remembered: Where it was when it was last verified.
  ///   - foundation: What is known to be sound, and is not looked at again; nil to go down to the first commit. Then the
  ///     commits that are read are told as well.
  ///   - start: The point from which on everything is checked; nil for the beginning.
  ///   - account: Takes what it says of the streams.
  ///   - findings: Takes what is wrong with it.
  /// - Returns: What was seen.
  /// - Throws: `io` and what else keeps it from being read.
  func verify(
    _ tip: ObjectID, remembered: ObjectID?, onto foundation: Foundation? = nil,
    since start: VerificationStart? = nil, _ account: inout LedgerAccount,
    _ findings: inout FindingCollection
  ) throws(EventStoreError) -> Outcome {
    var outcome = Outcome()
    account.beginLedger(of: replica)
    var walk = Walk(rebase: RebaseVerifier(reader, subject: subject))
    var newer: (id: ObjectID, commit: LedgerCommit)?
    var next: ObjectID? = tip
    while let id = next {
      let commit: LedgerCommit
      do throws(EventStoreError) {
        commit = try reader.ledgerCommit(id)
      } catch {
        findings.add(try VerificationFinding(of: error, .ledgerFormat, at: id, subject: subject))
        return outcome
      }
      if id == remembered { outcome.hasMetRemembered = true }
      if outcome.start == nil, start?.isAt(commit, id, of: replica) == true {
        outcome.start = (commit.position, id)
        account.trust()
      }
      if let newer {
        check(commit, id, before: newer.commit, newer.id, &walk, &findings)
      } else {
        outcome.position = commit.position
        if commit.part.number != commit.part.total {
          findings.add(finding(.ledgerChain, "it ends in the middle of an append", id))
        }
      }
      if let foundation, foundation.tip == id || foundation.seen.contains(id) {
        // When what is above was recorded is compared with it.
        account.beginEntry(commit, isNewest: outcome.entries == 0)
        outcome.met = id
        outcome.continued = walk.expected
        outcome.superseded = walk.superseded
        outcome.earlyImports = walk.earlyImports
        return outcome
      }
      // Below that position it cannot come back to where the ref is.
      if let foundation, commit.position <= foundation.position { return outcome }
      if foundation != nil { outcome.commits.append(id) }
      check(commit, id, &walk, &findings)
      try checkForeign(commit, id, &findings)
      outcome.foreign += commit.foreignLedgers
      if commit.part.number == commit.part.total || newer == nil {
        account.beginEntry(commit, isNewest: outcome.entries == 0)
        outcome.entries += 1
      }
      account.beginCommit(commit, id)
      do throws(EventStoreError) {
        if commit.kind == .rebase { try walk.rebase.add(commit, id, &walk.superseded) }
        for line in commit.lines { try add(line, commit, id, &walk, &account, &findings) }
      } catch {
        findings.add(try VerificationFinding(of: error, .ledgerLine, at: id, subject: subject))
      }
      if commit.part.number == 1 { walk.rebase.finish(&findings) }
      next = commit.previous
      newer = (id, commit)
    }
    if let (id, first) = newer { checkBeginning(first, id, walk.expected, &findings) }
    for component in walk.superseded.untoldStreams {
      findings.add(
        VerificationFinding(
          .ledgerRebase, "an entry that takes out events of which none has told",
          stream: StoreLayout.stream(of: StoreLayout.streamPrefix + component), subject: subject))
    }
    return outcome
  }

  /// Checks a commit against the one that follows it.
  private func check(
    _ commit: LedgerCommit, _ id: ObjectID, before newer: LedgerCommit, _ newerID: ObjectID,
    _ walk: inout Walk, _ findings: inout FindingCollection
  ) {
    if newer.position - newer.count != commit.position {
      findings.add(
        finding(
          .ledgerPosition, "position \(newer.position) after \(commit.position)", newerID,
          expected: "position \(commit.position + newer.count): it adds \(newer.count) events"))
    }
    guard newer.part.number > 1 else {
      if commit.part.number != commit.part.total {
        findings.add(finding(.ledgerChain, "an append of which the last parts are missing", id))
      }
      if newer.time <= commit.time {
        let early = finding(
          .ledgerTime, newer.time.canonicalText, newerID,
          expected: "a time later than \(commit.time.canonicalText)")
        if newer.kind == .import { walk.earlyImports.append(early) } else { findings.add(early) }
      }
      // A store that was filled by imports alone may keep the times that events had elsewhere, and no other store may.
      if commit.kind != .import, commit.lines.contains(where: { $0.stream != .store }) {
        for early in walk.earlyImports { findings.add(early) }
        walk.earlyImports = []
      }
      return
    }
    let isOne =
      commit.part.number == newer.part.number - 1 && commit.part.total == newer.part.total
      && commit.kind == newer.kind && commit.time == newer.time
    if !isOne {
      findings.add(finding(.ledgerChain, "parts of an append that do not belong together", id))
    } else if let last = commit.lines.last, let first = newer.lines.first,
      !last.component.utf8.lexicographicallyPrecedes(first.component.utf8)
    {
      findings.add(finding(.ledgerFormat, "parts of an append that are not in order", newerID))
    }
  }

  /// Checks what a commit says of itself.
  private func check(
    _ commit: LedgerCommit, _ id: ObjectID, _ walk: inout Walk, _ findings: inout FindingCollection
  ) {
    if commit.replica != replica, !walk.isOther {
      // Once: all others may be of that replica, too.
      walk.isOther = true
      findings.add(
        finding(
          .ledgerChain, "a commit of the ledger of \(commit.replica)", id,
          expected: "one of the ledger of \(replica)"))
    }
    if commit.time.microseconds > now.microseconds + AppendTimes.maximumLead, !walk.isAhead {
      walk.isAhead = true
      findings.add(
        finding(
          .ledgerFuture, commit.time.canonicalText, id,
          expected: "a time before \(now.canonicalText)"))
    }
    if commit.kind != .genesis, commit.storeID != nil || commit.lines.isEmpty {
      findings.add(finding(.ledgerFormat, "an entry that tells of no event", id))
    }
  }

  /// Checks that ledgers that were taken over are ledgers.
  private func checkForeign(
    _ commit: LedgerCommit, _ id: ObjectID, _ findings: inout FindingCollection
  ) throws(EventStoreError) {
    for ledger in Set(commit.foreignLedgers) {
      do throws(EventStoreError) {
        _ = try reader.ledgerCommit(ledger)
      } catch {
        findings.add(try VerificationFinding(of: error, .ledgerFormat, at: id, subject: subject))
      }
    }
  }

  /// Checks what a line says against what newer lines say.
  private func add(
    _ line: LedgerLine, _ commit: LedgerCommit, _ id: ObjectID, _ walk: inout Walk,
    _ account: inout LedgerAccount, _ findings: inout FindingCollection
  ) throws(EventStoreError) {
    guard let stream = line.stream, StreamComponent.encode(stream.text) == line.component else {
      findings.add(finding(.ledgerFormat, "a line for \(line.component), which is no stream", id))
      return
    }
    func add(_ found: String, _ expected: String) {
      findings.add(
        VerificationFinding(
          .ledgerLine, found, expected: expected, stream: stream,
          versions: min(line.before + 1, max(1, line.after))...max(1, line.after),
          commit: CommitID(id), subject: subject))
    }
    if let old = line.superseded, commit.kind != .rebase {
      add(
        "an entry that takes versions \(old.before + 1) to \(old.after), commit \(old.head), out of it",
        "one that adds to what is there")
    }
    if !walk.superseded.isEmpty, let lowest = try walk.superseded.take(line, reader) {
      // What was taken out is in the stream no more; what the line tells of below that, is.
      if lowest > line.before, walk.expected[line.component] == lowest {
        walk.expected[line.component] = line.before
      }
      return
    }
    if let expected = walk.expected[line.component], expected != line.after {
      add(
        "an entry that ends with version \(line.after)",
        "one that ends with version \(expected), with which the next begins")
    }
    walk.expected[line.component] = line.before
    if line.count > 0 { account.add(line) }
  }

  /// Checks what the ledger begins with, and that it tells of every stream from its first event on.
  private func checkBeginning(
    _ first: LedgerCommit, _ id: ObjectID, _ expected: [String: Int],
    _ findings: inout FindingCollection
  ) {
    if first.kind != .genesis {
      findings.add(
        finding(
          .ledgerChain, "a first commit of kind \(first.kind.rawValue)", id, expected: "a genesis"))
    } else if !storeID.isEmpty, first.storeID != storeID {
      findings.add(
        finding(
          .ledgerChain, "the ledger of store \(first.storeID ?? "")", id,
          expected: "one of store \(storeID)"))
    }
    if let continued = first.continues {
      findings.add(
        finding(.ledgerChain, "a ledger that goes on from \(continued), which is not read", id))
    }
    for (component, version) in expected where version > 0 {
      findings.add(
        VerificationFinding(
          .ledgerLine, "no entry tells of the first events",
          expected: "one that begins with version 1",
          stream: StoreLayout.stream(of: StoreLayout.streamPrefix + component),
          versions: 1...version, commit: CommitID(id), subject: subject))
    }
  }

  private func finding(
    _ rule: VerificationRule, _ found: String, _ id: ObjectID, expected: String? = nil
  ) -> VerificationFinding {
    VerificationFinding(
      rule, found, expected: expected, commit: CommitID(id), subject: subject)
  }
}
