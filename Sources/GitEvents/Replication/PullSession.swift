import Git

/// A pull under the writer's lock: streams that only follow with one entry of the ledger, those that diverged with two
/// more, each time all or nothing.
struct PullSession {
  private let store: EventStore
  private let turn: any WriterTurn
  private let view: RemoteView
  private(set) var memory: EventStore.WriterMemory
  private var report = PullReport()

  init(
    _ store: EventStore, _ turn: any WriterTurn, _ memory: EventStore.WriterMemory,
    _ view: RemoteView
  ) {
    self.store = store
    self.turn = turn
    self.memory = memory
    self.view = view
  }

  /// Pulls.
  ///
  /// - Parameter policy: What becomes of streams that diverged.
  /// - Returns: What was done.
  /// - Throws: As `EventStore.pull` does.
  mutating func run(_ policy: DivergencePolicy) throws(EventStoreError) -> PullReport {
    let session = try AppendSession(store, turn, memory)
    defer { memory = session.memory }
    let adopted = try session.adopt()
    try refuseLostLedger(session)
    let plan = try PullPlan(
      view, policy, store, replica: session.replica, tip: session.tip,
      head: { (stream) throws(EventStoreError) in try session.head(of: stream) })
    report = plan.report(isStopped: policy == .stop)
    if report.isStopped { return report }
    let foreign = try foreignLedgers(session)
    if !plan.moves.isEmpty { try follow(plan, session, adopted, foreign) }
    if !plan.relocations.isEmpty {
      memory = session.memory
      let next = plan.moves.isEmpty ? session : try AppendSession(store, turn, memory)
      defer { memory = next.memory }
      let adopted = plan.moves.isEmpty ? adopted : try next.adopt()
      try relocate(plan, next, adopted, plan.moves.isEmpty ? foreign : [])
    }
    return report
  }

  /// This replica's own ledger can be ahead elsewhere only where it was set back here.
  private func refuseLostLedger(_ session: AppendSession) throws(EventStoreError) {
    guard let there = view.ledgers[session.replica], there != session.tip else { return }
    let position = try store.reader.ledgerEntry(there).position
    var next = session.ledger.entry
    while let entry = next, entry.position >= position {
      if entry.tip == there { return }
      next = try entry.predecessor(store.reader)
    }
    throw EventStoreError(
      .damaged,
      "\(view.remote) has this replica's own ledger up to position \(position), commit \(there), "
        + "which is not in the ledger here",
      hint: "this repository was set back; restore it from \(view.remote) with `git events clone`",
      commit: CommitID(there))
  }

  /// The ledgers that the newest entries do not name yet.
  private func foreignLedgers(_ session: AppendSession) throws(EventStoreError) -> [ObjectID] {
    let known = try session.ledger.recentForeignLedgers()
    return Set(view.ledgers.filter { $0.key != session.replica }.values).subtracting(known).sorted()
  }

  /// Moves the streams that only have to follow.
  private mutating func follow(
    _ plan: PullPlan, _ session: AppendSession, _ adopted: LedgerAdoption, _ foreign: [ObjectID]
  ) throws(EventStoreError) {
    let earlier = session.entries(before: adopted)
    let times = try session.times(
      after: plan.moves.map(\.new.time) + foreignTimes(foreign), adopted,
      entriesBefore: earlier.count)
    var encoder = session.makeEncoder(try onGit { () throws(GitError) in try turn.makePack() })
    try encoder.begin(earlier, times)
    let tip = try encoder.end(
      .pull, plan.moves, after: times.time(ofEvent: 0), foreignLedgers: foreign)
    try session.publish(
      encoder.takePack(), plan.moves, tip,
      events: plan.incoming(of: plan.moves.map(\.stream)),
      unknown: "whether what was pulled was recorded is not known: a sync failed")
    report.moved = plan.moves.map {
      PullReport.Moved(stream: $0.stream, before: $0.before, after: $0.new.version)
    }
  }

  /// An entry is later than those that it takes over.
  private func foreignTimes(_ ledgers: [ObjectID]) throws(EventStoreError) -> [Timestamp] {
    var times: [Timestamp] = []
    for ledger in ledgers { times.append(try store.reader.ledgerCommit(ledger).time) }
    return times
  }

  /// Gives the events that are only here a place behind what came from elsewhere, or in streams of their own.
  private mutating func relocate(
    _ plan: PullPlan, _ session: AppendSession, _ adopted: LedgerAdoption, _ foreign: [ObjectID]
  ) throws(EventStoreError) {
    let theirs = plan.relocations.map(\.divergence.pulled)
    let earlier = session.entries(before: adopted) + [.pull(theirs, foreignLedgers: foreign)]
    let heads = plan.relocations.flatMap { [$0.divergence.here.time, $0.divergence.there.time] }
    let times = try session.times(
      after: heads + foreignTimes(foreign), adopted, entriesBefore: earlier.count)
    let expectations = try LostExpectations(plan.relocations, session.ledger.entry, store.reader)
    var encoder = session.makeEncoder(try onGit { () throws(GitError) in try turn.makePack() })
    try encoder.begin(earlier, times)
    var changes: [StreamChange] = []
    var events: [(id: EventID, commit: ObjectID)] = []
    var count = 0
    for relocation in plan.relocations {
      let divergence = relocation.divergence
      let isSplit = relocation.target != divergence.stream
      let start = isSplit ? try session.head(of: relocation.target) : divergence.there
      var head = start
      var rebased = PullReport.Rebased(relocation, losing: expectations)
      for event in relocation.kept {
        let (commit, id) = try encoder.encode(
          .init(
            stream: relocation.target, version: (head?.version ?? 0) + 1,
            data: try store.reader.event(event.commit, event.id).proposedAgain, kept: nil),
          times.time(ofEvent: count), head)
        count += 1
        head = StreamHead(version: commit.version, commit: id, time: commit.time)
        events.append((commit.id, id))
        rebased.note(event, of: divergence, commit.version, id)
      }
      report.rebased.append(rebased)
      changes.append(
        StreamChange(
          rebasing: divergence, to: isSplit ? divergence.there : head ?? divergence.there))
      if isSplit, let head, head != start {
        changes.append(
          StreamChange(stream: relocation.target, old: start, new: head, isExpected: false))
      }
    }
    let tip = try encoder.end(.rebase, changes, after: times.time(ofEvent: count))
    try session.publish(
      encoder.takePack(), changes, tip,
      events: plan.incoming(of: plan.relocations.map(\.divergence.stream)) + events,
      unknown: "whether what was pulled was recorded is not known: a sync failed")
    report.moved += plan.relocations.map(\.moved)
  }
}

extension StreamDivergence {
  /// What the ledger says of the events that came from elsewhere.
  fileprivate var pulled: LedgerLine {
    LedgerLine(
      component: StreamComponent.encode(stream.text), before: base, after: there.version,
      head: there.commit)
  }
}

extension RecordedEvent {
  /// What a client would say to have the event recorded once more: with its id, and as happening when it did.
  fileprivate var proposedAgain: EventData {
    EventData(
      type: type, data: data, metadata: metadata, id: id, actor: actor,
      occurred: occurred ?? OccurredTime(time), schema: schema, correlation: correlation,
      causation: causation)
  }
}
