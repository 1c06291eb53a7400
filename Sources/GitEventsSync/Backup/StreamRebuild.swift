package import Git
package import GitEvents

/// Finds where the streams are by what the ledgers say of them, and sets their refs.
///
/// A ledger reaches every event that its replica holds, so that whoever has got nothing but the ledger has got all:
/// the refs of the streams are made from its lines. A ref is only ever made or moved forward.
package struct StreamRebuild {
  private let repository: any StoreRepository
  private let reader: EventReader

  /// What is to be done.
  package struct Plan: Sendable {
    /// The streams' refs that are missing or behind, in git's order, with where they belong.
    package var moves: [NamedReference] = []
    /// How many streams the ledgers name.
    package var streams = 0
    /// What stands in the way of a stream, a line each; such a stream stays as it is.
    package var conflicts: [String] = []
  }

  /// Looks at a repository.
  ///
  /// - Parameter repository: The repository; it need not hold a stream.
  package init(_ repository: any StoreRepository) {
    self.repository = repository
    reader = EventReader(repository)
  }

  /// Where a stream is by a ledger.
  private struct Head {
    let version: Int
    let commit: ObjectID
    let ledger: String
  }

  /// Finds out what is to be done, and changes nothing.
  ///
  /// Reads each ledger from its tip to its genesis, or to a commit up to which all is known to be set.
  ///
  /// - Parameter known: Ledger commits whose streams have their refs already.
  /// - Returns: The plan.
  /// - Throws: `damaged` where a ledger cannot be read; `io`.
  package func plan(stoppingAt known: Set<ObjectID> = []) throws(EventStoreError) -> Plan {
    var plan = Plan()
    var heads: [String: Head] = [:]
    let tips = try LedgerView.tips(in: repository).sorted { $0.key < $1.key }
    for (ledger, tip) in tips {
      for (component, head) in try self.heads(by: ledger, tip, known) {
        guard let other = heads[component] else {
          heads[component] = head
          continue
        }
        if other.commit == head.commit { continue }
        let (lower, higher) = other.version < head.version ? (other, head) : (head, other)
        guard try leads(from: higher, to: lower, component) else {
          plan.conflicts.append(
            "\(StoreLayout.streamPrefix)\(component): the ledgers \(lower.ledger) and "
              + "\(higher.ledger) name heads of which neither follows from the other")
          continue
        }
        heads[component] = higher
      }
    }
    plan.streams = heads.count
    for (component, head) in heads {
      do throws(EventStoreError) {
        try add(component, head, to: &plan)
      } catch {
        guard error.code == .damaged else { throw error }
        plan.conflicts.append("\(StoreLayout.streamPrefix)\(component): \(error.message)")
      }
    }
    plan.moves.sort(by: NamedReference.precedes)
    plan.conflicts.sort()
    return plan
  }

  /// Sets the refs that are missing or behind, durably and in the writer's turn.
  ///
  /// - Parameters:
  ///   - known: Ledger commits whose streams have their refs already.
  ///   - timeout: How long to wait for other writers.
  /// - Returns: What was done.
  /// - Throws: `damaged`, `busy`, `unsupported`, `diskFull`, `permissionDenied`, `io`.
  package func run(
    stoppingAt known: Set<ObjectID> = [], waitingAtMost timeout: Duration
  ) throws(EventStoreError) -> Plan {
    let turn = try onGit { () throws(GitError) in
      try repository.beginTurn(StoreLayout.paths, waitingAtMost: timeout)
    }
    defer { turn.end() }
    if turn.reasonToRecover != nil {
      _ = try onGit { () throws(GitError) in try turn.removeLeftovers() }
    }
    let plan = try plan(stoppingAt: known)
    try onGit { () throws(GitError) in
      try turn.repair(plan.moves.map { ($0.name, $0.target) })
    }
    return plan
  }

  /// The newest heads that one ledger names.
  private func heads(
    by ledger: String, _ tip: ObjectID, _ known: Set<ObjectID>
  ) throws(EventStoreError) -> [String: Head] {
    var heads: [String: Head] = [:]
    var next: ObjectID? = tip
    while let id = next, !known.contains(id) {
      let entry = try LedgerEntry(id, reader)
      for line in entry.lines where heads[line.component] == nil {
        heads[line.component] = Head(version: line.after, commit: line.head, ledger: ledger)
      }
      next = entry.previous
    }
    return heads
  }

  private func add(
    _ component: String, _ head: Head, to plan: inout Plan
  ) throws(EventStoreError) {
    let name = StoreLayout.streamPrefix + component
    guard let stream = StoreLayout.stream(of: name) else {
      plan.conflicts.append("\(name): the ledger \(head.ledger) names it, and no stream can be it")
      return
    }
    let target = try onGit(stream) { () throws(GitError) in try repository.reference(name) }
    if target == head.commit { return }
    // What the ledger names must be what it says, or the ref would lead astray.
    _ = try reader.commit(head.commit, of: stream, version: head.version)
    if let target {
      let commit = try reader.commit(target, of: stream)
      let present = Head(version: commit.version, commit: target, ledger: "")
      let (lower, higher) = present.version < head.version ? (present, head) : (head, present)
      guard try leads(from: higher, to: lower, component) else {
        plan.conflicts.append(
          "\(name) is at version \(present.version), commit \(target), which neither follows from "
            + "version \(head.version), commit \(head.commit), nor leads to it, as the ledger "
            + "\(head.ledger) has it")
        return
      }
      if higher.commit == target { return }
    }
    plan.moves.append(NamedReference(name: name, target: head.commit))
  }

  /// Whether a head has come from another.
  private func leads(
    from higher: Head, to lower: Head, _ component: String
  ) throws(EventStoreError) -> Bool {
    guard let stream = StoreLayout.stream(of: StoreLayout.streamPrefix + component) else {
      return false
    }
    var walk = StreamWalk(
      reader, stream, from: higher.commit, version: higher.version, downTo: lower.version)
    while let (id, commit) = try walk.step() {
      if commit.version == lower.version { return id == lower.commit }
    }
    return false
  }
}
