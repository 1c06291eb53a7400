import Git
import Synchronization

/// Puts a store right after a writer that did not end well: bounded, idempotent, and it heals no tampering.
struct Recovery {
  private let store: EventStore
  private let turn: any WriterTurn

  init(_ store: EventStore, _ turn: any WriterTurn) {
    self.store = store
    self.turn = turn
  }

  /// Recovers.
  ///
  /// What cannot be repaired does not stop the rest: it is told, the state stays as it is, and the next writer looks again.
  ///
  /// - Parameter completely: Whether every ref is compared with the whole ledger, even after a writer that ended well.
  /// - Returns: What was repaired, and what could not be.
  /// - Throws: `damaged` where the ledger itself cannot be read; `io`, `diskFull`, `permissionDenied`.
  func run(completely: Bool = false) throws(EventStoreError) -> RecoveryReport {
    var report = RecoveryReport(repairs: [])
    let leftovers = try onGit { () throws(GitError) in try turn.removeLeftovers() }
    report.repairs += leftovers.map {
      .init(subject: $0, action: "removed, left by an interrupted writer")
    }
    if turn.reasonToRecover == .otherBoot || completely {
      // Ledgers first: what a stream should be is read from them.
      try restoreDamaged(under: StoreLayout.ledgerPrefix, &report)
      try restoreDamaged(under: StoreLayout.streamPrefix, &report)
    }
    // A ref behind the newest entry is what an interrupted writer leaves; after one that ended well, somebody moved it.
    if turn.reasonToRecover != nil { try rollForward(&report) }
    try LogReplay(store, turn).run(&report)
    if report.problems.isEmpty { turn.markRecovered() }
    if completely { report.problems += try comparison(report.problems) }
    return report
  }

  private func restoreDamaged(
    under prefix: String, _ report: inout RecoveryReport
  ) throws(EventStoreError) {
    let damaged = try DamagedReferences(store).find(under: prefix)
    for (name, target) in damaged.restorable {
      do throws(EventStoreError) {
        let action = "restored to \(target); the damaged file is in quarantine"
        try repair(name, target, action, &report)
      } catch {
        // What stands in the way of one ref is told; the others are looked at all the same.
        guard error.code == .damaged else { throw error }
        report.problems.append("\(name) is damaged and stays so: \(error.message)")
      }
    }
    report.problems += damaged.uncertain.map {
      "\($0) is damaged, and what it should be is not certain; restore a backup"
    }
  }

  /// Compares the streams with the ledger; what keeps that from being done is a problem as well.
  private func comparison(_ known: [String]) throws(EventStoreError) -> [String] {
    do throws(EventStoreError) {
      var problems = try LedgerComparison(store).problems()
      for tip in try LedgerView.tips(in: store.repository).values.sorted() {
        let entry = try LedgerEntry(tip, store.reader)
        let others = try LedgerComparison(store, ofReplicaWith: entry).problems()
        problems += others.filter { !problems.contains($0) }
      }
      return problems
    } catch {
      guard error.code == .damaged else { throw error }
      return known.isEmpty ? [error.message] : []
    }
  }

  private func repair(
    _ name: String, _ target: ObjectID, _ action: String, _ report: inout RecoveryReport
  ) throws(EventStoreError) {
    try onGit { () throws(GitError) in try turn.repair([(name, target)]) }
    report.repairs.append(.init(subject: name, action: action))
  }

  /// Moves the streams of the ledger's newest entry to where that entry says they are.
  private func rollForward(_ report: inout RecoveryReport) throws(EventStoreError) {
    guard let entry = try LedgerView(store.repository, store.reader).entry else { return }
    var behind: [LedgerLine] = []
    for line in entry.lines {
      let name = StoreLayout.streamPrefix + line.component
      do throws(EventStoreError) {
        let target = try onGit(line.stream) { () throws(GitError) in
          try store.repository.reference(name)
        }
        if target == line.head { continue }
        if let stream = line.stream, try isBehind(target, line, stream) {
          behind.append(line)
          continue
        }
        if let target, try isAhead(target, line) { continue }
        report.problems.append(
          "after an interrupted append \(name) is neither where it was nor where it should be, "
            + "at \(line.head)")
      } catch {
        guard error.code == .damaged else { throw error }
        report.problems.append("\(name): \(error.message)")
      }
    }
    try rollForward(behind, &report)
  }

  /// Moves streams, all at once where nothing stands in the way: an import may have touched thousands.
  private func rollForward(
    _ lines: [LedgerLine], _ report: inout RecoveryReport
  ) throws(EventStoreError) {
    let action = { (line: LedgerLine) in
      "rolled forward to version \(line.after), as the ledger says"
    }
    do throws(EventStoreError) {
      try onGit { () throws(GitError) in
        try turn.repair(lines.map { (StoreLayout.streamPrefix + $0.component, $0.head) })
      }
      report.repairs += lines.map {
        .init(subject: StoreLayout.streamPrefix + $0.component, action: action($0))
      }
    } catch {
      guard error.code == .damaged else { throw error }
      for line in lines {
        let name = StoreLayout.streamPrefix + line.component
        do throws(EventStoreError) {
          try repair(name, line.head, action(line), &report)
        } catch {
          guard error.code == .damaged else { throw error }
          report.problems.append("\(name): \(error.message)")
        }
      }
    }
  }

  /// Whether a ref is where it was before the entry.
  private func isBehind(
    _ target: ObjectID?, _ line: LedgerLine, _ stream: StreamName
  ) throws(EventStoreError) -> Bool {
    guard let target else { return line.before == 0 }
    if line.superseded?.head == target { return true }
    var walk = StreamWalk(
      store.reader, stream, from: line.head, version: line.after, downTo: max(1, line.before))
    while let (id, _) = try walk.step() {
      if id == target { return true }
    }
    return false
  }

  /// Whether a ref has gone on from where the entry left it.
  private func isAhead(_ target: ObjectID, _ line: LedgerLine) throws(EventStoreError) -> Bool {
    guard let stream = line.stream else { return false }
    let commit = try store.reader.commit(target, of: stream)
    guard commit.version > line.after else { return false }
    var walk = StreamWalk(
      store.reader, stream, from: target, version: commit.version, downTo: line.after)
    while let (id, commit) = try walk.step() {
      if commit.version == line.after { return id == line.head }
    }
    return false
  }
}

extension EventStore {
  /// Repairs what an interrupted writer left, and compares every stream with the ledger.
  ///
  /// Appending does the first by itself when the last writer did not end well.
  ///
  /// - Returns: What was repaired, and what could not be.
  /// - Throws: `damaged`, `busy`, `io`, `diskFull`, `permissionDenied`.
  public func recover() throws(EventStoreError) -> RecoveryReport {
    try writing.withLock { (memory) throws(EventStoreError) -> RecoveryReport in
      memory = WriterMemory()
      let turn = try onGit { () throws(GitError) in
        try repository.beginTurn(StoreLayout.paths, waitingAtMost: options.lockTimeout)
      }
      defer { turn.end() }
      return try Recovery(self, turn).run(completely: true)
    }
  }
}
