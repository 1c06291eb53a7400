import Git

/// One append under the writer's lock: what it sees cannot change but by programs that do not know of the lock.
final class AppendSession: AppendPlanSource {
  /// What is remembered for the next append.
  private(set) var memory: EventStore.WriterMemory

  private let store: EventStore
  private let turn: any WriterTurn
  private let replica: String
  private let ledger: RecentLedger
  private var recordedIDs: [EventID: ObjectID] = [:]

  /// More heads than this are forgotten rather than kept.
  private static let rememberedHeads = 50_000

  private var tip: ObjectID? { ledger.entry?.tip }

  init(
    _ store: EventStore, _ turn: any WriterTurn, _ memory: EventStore.WriterMemory
  ) throws(EventStoreError) {
    self.store = store
    self.turn = turn
    self.memory = memory
    let random = store.options.random
    let repository = store.repository
    let (name, tip) = try onGit { () throws(GitError) -> (String, ObjectID?) in
      let name = try turn.replicaName { StoreLayout.replicaName(from: random) }.name
      return (name, try repository.reference(StoreLayout.ledgerReference(of: name)))
    }
    replica = name
    if let entry = memory.entry, entry.tip == tip {
      ledger = RecentLedger(entry, store.reader)
    } else {
      ledger = RecentLedger(
        try tip.map { (id) throws(EventStoreError) in
          try LedgerEntry(id, store.reader)
        }, store.reader)
    }
  }

  func head(of stream: StreamName) throws(EventStoreError) -> StreamHead? {
    let target = try onGit(stream) { () throws(GitError) in
      try store.repository.reference(StoreLayout.reference(of: stream))
    }
    if let known = memory.heads[stream], known.commit == target { return known }
    let commit = try target.map { (id) throws(EventStoreError) in
      try store.reader.commit(id, of: stream)
    }
    try ledger.check(stream, isAt: target, version: commit?.version ?? 0)
    guard let target, let commit else {
      try refuseOtherCase(of: stream)
      return nil
    }
    return StreamHead(version: commit.version, commit: target, time: commit.time)
  }

  /// On a file system that does not tell cases apart, two refs would share one file.
  private func refuseOtherCase(of stream: StreamName) throws(EventStoreError) {
    guard store.repository.ignoresCase else { return }
    let component = StreamComponent.encode(stream.text)
    let names = try onGit { () throws(GitError) in
      try store.repository.references(under: StoreLayout.streamPrefix, after: nil, limit: .max)
    }
    for name in names.lazy.map({ $0.name.dropFirst(StoreLayout.streamPrefix.count) })
    where name != component && name.lowercased() == component.lowercased() {
      throw EventStoreError(
        .invalidInput, "\(stream) differs from the existing stream \(name) by letter case alone",
        hint: "this file system does not tell the two apart (core.ignoreCase)", stream: stream)
    }
  }

  func recorded(_ id: EventID) throws(EventStoreError) -> (ObjectID, EventCommit)? {
    guard let commit = recordedIDs[id] else { return nil }
    return (commit, try store.reader.commit(commit))
  }

  func tree(of event: EventData) throws(EventStoreError) -> ObjectID {
    try onGit { () throws(GitError) in try PayloadTree.id(of: event) }
  }

  /// Appends what was proposed.
  func append(
    _ proposal: Proposal, kind: LedgerCommit.Kind
  ) throws(EventStoreError) -> AppendResult {
    recordedIDs = try store.commits(of: proposal.broughtIDs, at: tip)
    let plan = try AppendPlan(proposal, self)
    let position = ledger.entry?.position ?? 0
    if plan.newEvents.isEmpty { return try store.result(of: plan, [], position: position) }
    let now = store.options.clock.now()
    let adopted = try LedgerAdoption(store, needed: tip == nil)
    let times = try AppendTimes(
      now: now, ledger: ledger.entry?.time,
      heads: plan.touched.values.compactMap(\.old?.time) + (adopted.latest.map { [$0] } ?? []))
    try KeptTimes(plan).check(now: now, ledger: ledger)
    let chain = LedgerChain(
      replica: replica, tip: tip, position: position,
      prologue: tip == nil ? adopted.prologue(storeID: store.id, time: times.first) : nil)
    var encoder = AppendEncoder(
      try onGit { () throws(GitError) in try turn.makePack() }, recorder: store.options.recorder,
      random: store.options.random, ledger: chain)
    let encoded = try encoder.encode(plan, times, kind: kind)
    try publish(encoder.takePack(), plan, encoded)
    remember(encoded, kind)
    return try store.result(of: plan, encoded.events, position: encoded.position)
  }

  private func publish(
    _ pack: consuming PackBuilder, _ plan: AppendPlan, _ encoded: AppendEncoder.Encoded
  ) throws(EventStoreError) {
    let followers = plan.touched.map { stream, touched in
      ReferenceMoves.Move(
        name: StoreLayout.reference(of: stream), old: touched.old?.commit,
        new: encoded.heads[stream]?.commit ?? .zero)
    }
    let moves = ReferenceMoves(
      followers: followers,
      commitPoint: .init(
        name: StoreLayout.ledgerReference(of: replica), old: tip, new: encoded.ledgerTip))
    do {
      let outcome = try turn.publish(pack, moves, durably: store.options.durability == .full)
      if outcome != .complete { memory = EventStore.WriterMemory() }
    } catch {
      throw refusal(of: error)
    }
  }

  private func refusal(of failure: PublishFailure) -> EventStoreError {
    switch failure {
    case .notCommitted(let error, let syncFailed, _):
      if syncFailed { memory.failure = AppendSession.failStop(error) }
      return EventStoreError(error)
    case .indeterminate(let error):
      memory.failure = AppendSession.failStop(error)
      var unknown = EventStoreError(error)
      unknown.code = .outcomeUnknown
      unknown.message = "whether the append was recorded is not known: \(unknown.message)"
      unknown.hint = "retry with the same event ids: what was recorded is not recorded again"
      return unknown
    }
  }

  /// After a failed sync the kernel may have dropped what it was asked to write, and says so only once.
  private static func failStop(_ error: GitError) -> EventStoreError {
    EventStoreError(
      .io, "an earlier write could not be made durable; this store takes no more appends",
      hint: "check the disk, then open the store again", cause: error)
  }

  private func remember(_ encoded: AppendEncoder.Encoded, _ kind: LedgerCommit.Kind) {
    store.history.record(
      encoded.events.map { ($0.id, $0.commit.object) }, from: tip, to: encoded.ledgerTip)
    if memory.heads.count + encoded.heads.count > AppendSession.rememberedHeads {
      memory.heads = [:]
    }
    memory.heads.merge(encoded.heads) { $1 }
    // Read again by the next append: what is on disk counts, not what was meant to be there.
    memory.entry = try? LedgerEntry(encoded.ledgerTip, store.reader)
  }
}
