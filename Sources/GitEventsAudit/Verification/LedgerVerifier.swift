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
  }

  /// What the next older line of a stream must say.
  private struct Expected {
    /// The version that it ends with.
    var version: Int
    /// The same of what a rebase took out of the stream, down to where the stream was rebased from.
    var superseded: (version: Int, head: ObjectID?, floor: Int)?
  }

  private let reader: EventReader
  private let storeID: String
  private let replica: String
  private let subject: String

  init(_ reader: EventReader, storeID: String, replica: String) {
    self.reader = reader
    self.storeID = storeID
    self.replica = replica
    subject = StoreLayout.ledgerReference(of: replica)
  }

  /// Checks the ledger.
  ///
  /// - Parameters:
  ///   - tip: Where its ref points.
  ///   - remembered: Where it was when it was last verified.
  ///   - account: Takes what it says of the streams.
  ///   - findings: Takes what is wrong with it.
  /// - Returns: What was seen.
  /// - Throws: `io` and what else keeps it from being read.
  func verify(
    _ tip: ObjectID, remembered: ObjectID?, _ account: inout LedgerAccount,
    _ findings: inout FindingCollection
  ) throws(EventStoreError) -> Outcome {
    var outcome = Outcome()
    var expected: [String: Expected] = [:]
    var newer: (id: ObjectID, commit: LedgerCommit)?
    var next: ObjectID? = tip
    while let id = next {
      let commit: LedgerCommit
      do throws(EventStoreError) {
        commit = try reader.ledgerCommit(id)
      } catch {
        findings.add(try finding(of: error, .ledgerFormat, id))
        return outcome
      }
      if id == remembered { outcome.hasMetRemembered = true }
      if let newer {
        check(commit, id, before: newer.commit, newer.id, &findings)
      } else {
        outcome.position = commit.position
        if commit.part.number != commit.part.total {
          findings.add(finding(.ledgerChain, "it ends in the middle of an append", id))
        }
      }
      if commit.replica != replica {
        findings.add(
          finding(
            .ledgerChain, "a commit of the ledger of \(commit.replica)", id,
            expected: "one of the ledger of \(replica)"))
      }
      for ledger in commit.foreignLedgers { try check(foreign: ledger, of: id, &findings) }
      for line in commit.lines { add(line, id, &expected, &account, &findings) }
      if commit.part.number == commit.part.total { outcome.entries += 1 }
      next = commit.previous
      newer = (id, commit)
    }
    if let (id, first) = newer { checkBeginning(first, id, expected, &findings) }
    return outcome
  }

  /// Checks a commit against the one that follows it.
  private func check(
    _ commit: LedgerCommit, _ id: ObjectID, before newer: LedgerCommit, _ newerID: ObjectID,
    _ findings: inout FindingCollection
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
      // Events that keep the times they had elsewhere may be older than what was recorded before them.
      if newer.kind != .import, newer.time <= commit.time {
        findings.add(
          finding(
            .ledgerTime, newer.time.canonicalText, newerID,
            expected: "a time later than \(commit.time.canonicalText)"))
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

  /// Checks that a ledger that was taken over is one.
  private func check(
    foreign ledger: ObjectID, of id: ObjectID, _ findings: inout FindingCollection
  ) throws(EventStoreError) {
    do throws(EventStoreError) {
      _ = try reader.ledgerCommit(ledger)
    } catch {
      findings.add(try finding(of: error, .ledgerFormat, id))
    }
  }

  /// Checks what a line says against what newer lines say.
  private func add(
    _ line: LedgerLine, _ id: ObjectID, _ all: inout [String: Expected],
    _ account: inout LedgerAccount, _ findings: inout FindingCollection
  ) {
    guard let stream = line.stream, StreamComponent.encode(stream.text) == line.component else {
      findings.add(finding(.ledgerFormat, "a line for \(line.component), which is no stream", id))
      return
    }
    var expected = all[line.component] ?? Expected(version: line.after)
    var isSuperseded = false
    if let old = expected.superseded, line.after == old.version,
      old.head == nil || old.head == line.head
    {
      isSuperseded = true
      expected.superseded =
        line.before > old.floor ? (version: line.before, head: nil, floor: old.floor) : nil
    } else {
      if line.after != expected.version {
        findings.add(
          VerificationFinding(
            .ledgerLine, "an entry that ends with version \(line.after)",
            expected: "one that ends with version \(expected.version), with which the next begins",
            stream: stream, versions: max(1, line.before + 1)...max(1, line.after),
            commit: CommitID(id), subject: subject))
      }
      expected.version = line.before
      if let old = line.superseded {
        expected.superseded = (version: old.after, head: old.head, floor: old.before)
      }
    }
    all[line.component] = expected
    account.add(line, isSuperseded: isSuperseded)
  }

  /// Checks what the ledger begins with, and that it tells of every stream from its first event on.
  private func checkBeginning(
    _ first: LedgerCommit, _ id: ObjectID, _ expected: [String: Expected],
    _ findings: inout FindingCollection
  ) {
    if first.kind != .genesis {
      findings.add(
        finding(
          .ledgerChain, "a first commit of kind \(first.kind.rawValue)", id, expected: "a genesis"))
    } else if first.storeID != storeID {
      findings.add(
        finding(
          .ledgerChain, "the ledger of store \(first.storeID ?? "")", id,
          expected: "one of store \(storeID)"))
    }
    for (component, rest) in expected where rest.version > 0 {
      findings.add(
        VerificationFinding(
          .ledgerLine, "no entry tells of the first events",
          expected: "one that begins with version 1",
          stream: StoreLayout.stream(of: StoreLayout.streamPrefix + component),
          versions: 1...rest.version, commit: CommitID(id), subject: subject))
    }
  }

  private func finding(
    _ rule: VerificationRule, _ found: String, _ id: ObjectID, expected: String? = nil
  ) -> VerificationFinding {
    VerificationFinding(
      rule, found, expected: expected, commit: CommitID(id), subject: subject)
  }

  private func finding(
    of error: EventStoreError, _ rule: VerificationRule, _ id: ObjectID
  ) throws(EventStoreError) -> VerificationFinding {
    try VerificationFinding(of: error, rule, at: id, subject: subject)
  }
}
