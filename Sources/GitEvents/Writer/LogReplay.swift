import Git

/// Publishes what an interrupted streaming writer had acknowledged.
struct LogReplay {
  private let store: EventStore
  private let turn: any WriterTurn

  init(_ store: EventStore, _ turn: any WriterTurn) {
    self.store = store
    self.turn = turn
  }

  /// Publishes the log where there is one that is not published.
  ///
  /// - Parameter report: Gets what was done, or what could not be.
  /// - Throws: `damaged`: the log stays as it is, and nothing may be appended before it is dealt with; `io`, `diskFull`.
  func run(_ report: inout RecoveryReport) throws(EventStoreError) {
    let contents = try onGit { () throws(GitError) in try turn.abandonedLog() }
    guard let contents, let base = contents.base else { return }
    if try LogReplay.isUnpublished(base, store.repository) {
      let count = try publish(contents)
      if count > 0 {
        report.repairs.append(
          .init(
            subject: "git-events/wal",
            action: "published \(count) acknowledged event\(count == 1 ? "" : "s") of an "
              + "interrupted writer"))
      }
    } else if let missing = try missing(contents) {
      try onGit { () throws(GitError) in try turn.quarantineLog() }
      report.problems.append(
        "the log of an interrupted writer tells of \(missing), which the store does not hold; "
          + "the log is in quarantine")
      return
    }
    try onGit { () throws(GitError) in try turn.clearAbandonedLog() }
  }

  /// Whether a log that began at a ledger's tip is yet to be published: publishing moves the ledger.
  ///
  /// - Parameters:
  ///   - base: Where the ledger was.
  ///   - repository: The repository.
  /// - Returns: True for a log that stands on the newest entry.
  /// - Throws: `damaged`, `io`.
  static func isUnpublished(
    _ base: ObjectID, _ repository: any StoreRepository
  ) throws(EventStoreError) -> Bool {
    let own = try onGit { () throws(GitError) -> String? in
      try repository.replicaName(StoreLayout.paths)
    }
    // A repository that was copied with its log has no name of its own yet.
    guard let own else { return try LedgerView.tips(in: repository).values.contains(base) }
    return try onGit { () throws(GitError) in
      try repository.reference(StoreLayout.ledgerReference(of: own)) == base
    }
  }

  private func publish(_ contents: LogContents) throws(EventStoreError) -> Int {
    let publication = try LoggedAppends(contents, store).publication
    if publication.count == 0 { return 0 }
    let random = store.options.random
    let (replica, tip) = try onGit { () throws(GitError) -> (String, ObjectID?) in
      let (name, _) = try turn.replicaName { StoreLayout.replicaName(from: random) }
      return (name, try store.repository.reference(StoreLayout.ledgerReference(of: name)))
    }
    let position = try tip.map { (id) throws(EventStoreError) in
      try LedgerEntry(id, store.reader).position
    }
    let recorder = store.options.recorder
    var pack = try onGit { () throws(GitError) in try turn.makePack() }
    var chain = LedgerChain(
      replica: replica, tip: tip, position: position ?? 0, signing: store.options.signing)
    if tip == nil {
      let adopted = try LedgerAdoption(store, needed: true)
      try onGit { () throws(GitError) in try turn.repair(adopted.lagging) }
      for (index, entry) in adopted.entries(storeID: store.id).enumerated() {
        let time = Timestamp(microseconds: (adopted.latest?.microseconds ?? 0) + 1 + Int64(index))
        try chain.write(entry, time, into: &pack, recorder)
      }
    }
    try publication.encode(into: &pack, &chain, recorder: recorder)
    let moves = ReferenceMoves(
      followers: publication.changes.values.map(\.move),
      commitPoint: .init(
        name: StoreLayout.ledgerReference(of: replica), old: tip, new: chain.tip ?? .zero))
    let outcome: PublishOutcome
    do {
      outcome = try turn.publish(pack, moves, durably: true)
    } catch {
      switch error {
      case .notCommitted(let error, _, _), .indeterminate(let error): throw EventStoreError(error)
      }
    }
    // The turn ends here: another entry of the ledger would hide from recovery that a ref was left behind.
    if case .committedButUnfinished(let error) = outcome { throw EventStoreError(error) }
    return publication.count
  }

  /// Looks for what a published log tells of.
  ///
  /// - Returns: An event that is not in its stream, or nil where all are.
  private func missing(_ contents: LogContents) throws(EventStoreError) -> String? {
    var newest: [String: ObjectID] = [:]
    for move in contents.records.flatMap(\.moves) { newest[move.name] = move.new }
    let commits = contents.records.flatMap(\.objects).filter { $0.kind == .commit }
    for object in commits where newest.values.contains(object.id) {
      guard let commit = try? EventCommit(parsing: object.bytes) else { continue }
      if try !isRecorded(object.id, commit) { return "\(commit.stream)@\(commit.version)" }
    }
    return nil
  }

  private func isRecorded(
    _ id: ObjectID, _ commit: EventCommit
  ) throws(EventStoreError) -> Bool {
    let target = try onGit(commit.stream) { () throws(GitError) in
      try store.repository.reference(StoreLayout.reference(of: commit.stream))
    }
    guard let target else { return false }
    let head = try store.reader.commit(target, of: commit.stream)
    if head.version < commit.version { return false }
    var walk = StreamWalk(
      store.reader, commit.stream, from: target, version: head.version, downTo: commit.version)
    var last: ObjectID?
    while let (id, _) = try walk.step() { last = id }
    return last == id
  }
}
