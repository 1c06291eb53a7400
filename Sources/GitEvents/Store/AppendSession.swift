import Git

/// One append under the writer's lock: what it sees cannot change but by programs that do not know of the lock.
final class AppendSession: AppendPlanSource {
  /// What is remembered for the next append.
  private(set) var memory: EventStore.WriterMemory

  let store: EventStore
  let turn: any WriterTurn
  /// The name of the ledger that is written.
  let replica: String
  /// The newest entries of that ledger.
  let ledger: RecentLedger
  private(set) var recordedIDs: [EventID: ObjectID] = [:]
  /// Whether something is committed whose refs are not all where they belong: the next turn puts that right.
  private(set) var isUnfinished = false
  private var heads: [StreamName: StreamHead?] = [:]
  private var gaps: [LedgerLine] = []
  /// The events in the gaps, and the time of the latest.
  private var fetched: (events: [(id: EventID, commit: ObjectID)], latest: Timestamp?) = ([], nil)

  /// How many streams that were looked at hold events that the ledger has yet to tell of.
  var gapCount: Int { gaps.count }

  /// Where the ledger is.
  var tip: ObjectID? { ledger.entry?.tip }

  init(
    _ store: EventStore, _ turn: any WriterTurn, _ memory: EventStore.WriterMemory
  ) throws(EventStoreError) {
    self.store = store
    self.turn = turn
    self.memory = memory
    let random = store.options.random
    let repository = store.repository
    let (name, isNew, tip) = try onGit { () throws(GitError) -> (String, Bool, ObjectID?) in
      let (name, isNew) = try turn.replicaName { StoreLayout.replicaName(from: random) }
      let tip = try repository.reference(StoreLayout.ledgerReference(of: name))
      // What is added now, or answered from what is there, must not stand on what a power loss may take. What a new
      // replica stands on was brought by other programs: `git init`, a fetch.
      if store.options.durability == .full { try turn.settle(always: tip == nil) }
      return (name, isNew, tip)
    }
    let ledgerCheck = LedgerReferenceCheck(replica: name, isNew: isNew, tip: tip)
    try ledgerCheck.check(turn, in: repository)
    replica = name
    if let entry = memory.entry, entry.tip == tip {
      ledger = RecentLedger(entry, store.reader)
    } else {
      let entry = try tip.map { (id) throws(EventStoreError) in
        try LedgerEntry(id, store.reader)
      }
      ledger = RecentLedger(entry, store.reader)
    }
  }

  func head(of stream: StreamName) throws(EventStoreError) -> StreamHead? {
    if let known = heads[stream] { return known }
    let (head, gap) = try store.writableHead(of: stream, ledger, remembered: memory.heads[stream])
    if let gap { try take(gap, of: stream) }
    heads[stream] = .some(head)
    return head
  }

  /// Finds the head of a stream anew, whatever was seen of it before.
  func freshHead(of stream: StreamName) throws(EventStoreError) -> StreamHead? {
    heads[stream] = nil
    return try head(of: stream)
  }

  /// Reads the events that the ledger has yet to tell of: their ids are taken, and nothing may be dated before them.
  private func take(_ gap: LedgerLine, of stream: StreamName) throws(EventStoreError) {
    var walk = StreamWalk(
      store.reader, stream, from: gap.head, version: gap.after, downTo: gap.before + 1)
    while let (id, commit) = try walk.step() {
      // Nothing is built on an event that nobody could read.
      _ = try store.reader.event(commit, id)
      fetched.events.append((commit.id, id))
      fetched.latest = max(fetched.latest ?? commit.time, commit.time)
    }
    gaps.append(gap)
  }

  /// Appends what was proposed.
  func append(
    _ proposal: Proposal, kind: LedgerCommit.Kind
  ) throws(EventStoreError) -> AppendResult {
    let adopted = try adopt()
    try lookUp(proposal)
    let plan = try AppendPlan(proposal, self)
    // Read before anything is written: once it is, no failure may stand in the way of the answer.
    let answers = try AppendAnswers(plan, store.reader)
    if plan.newEvents.isEmpty {
      return answers.result([], position: ledger.entry?.position ?? 0)
    }
    let earlier = entries(before: adopted)
    let times = try times(of: plan, after: nil, adopted, entriesBefore: earlier.count)
    var encoder = makeEncoder(try onGit { () throws(GitError) in try turn.makePack() })
    let encoded = try encoder.encode(plan, after: earlier, times, kind: kind)
    try publish(
      encoder.takePack(), encoded.changes, encoded.ledgerTip,
      events: encoded.events.map { ($0.id, $0.commit.object) })
    return answers.result(encoded.events, position: encoded.position)
  }

  /// Takes over what a new replica begins its ledger with, and puts its lagging refs right.
  func adopt() throws(EventStoreError) -> LedgerAdoption {
    let adopted = try LedgerAdoption(store, needed: tip == nil)
    try onGit { () throws(GitError) in try turn.repair(adopted.lagging) }
    return adopted
  }

  /// Finds out which of the ids of a proposal are taken.
  func lookUp(_ proposal: Proposal) throws(EventStoreError) {
    recordedIDs = try store.commits(of: proposal.broughtIDs, at: tip)
    try lookForFetched(proposal)
  }

  /// The entries that the ledger needs before that of an append.
  func entries(before adopted: LedgerAdoption) -> [LedgerChain.Earlier] {
    if tip == nil { return adopted.entries(storeID: store.id) }
    return gaps.isEmpty ? [] : [.pull(gaps, foreignLedgers: [])]
  }

  /// Finds the times of a plan's events, and checks those that are kept.
  func times(
    of plan: AppendPlan, after latest: Timestamp?, _ adopted: LedgerAdoption, entriesBefore: Int
  ) throws(EventStoreError) -> AppendTimes {
    let now = store.options.clock.now()
    let heads =
      plan.touched.values.compactMap(\.old?.time)
      + [adopted.latest, fetched.latest, latest].compactMap { $0 }
    let times = try AppendTimes(
      now: now, ledger: ledger.entry?.time, heads: heads, entriesBefore: entriesBefore)
    try checkKeptTimes(plan, now)
    return times
  }

  /// Finds the times of what is not an append.
  ///
  /// - Parameters:
  ///   - heads: What must be earlier.
  ///   - adopted: What the ledger begins with.
  ///   - entriesBefore: How many entries come before.
  /// - Returns: The times.
  /// - Throws: `clockSkew`.
  func times(
    after heads: [Timestamp], _ adopted: LedgerAdoption, entriesBefore: Int
  ) throws(EventStoreError) -> AppendTimes {
    try AppendTimes(
      now: store.options.clock.now(), ledger: ledger.entry?.time,
      heads: heads + [adopted.latest, fetched.latest].compactMap { $0 },
      entriesBefore: entriesBefore)
  }

  /// Makes what turns plans into a pack.
  func makeEncoder(_ pack: consuming PackBuilder) -> AppendEncoder<PackBuilder> {
    AppendEncoder(
      pack, recorder: store.options.recorder, random: store.options.random,
      ledger: chain, signing: store.options.signing)
  }

  /// The end of the ledger that is written.
  var chain: LedgerChain {
    LedgerChain(
      replica: replica, tip: tip, position: ledger.entry?.position ?? 0,
      signing: store.options.signing)
  }

  /// Notes where a stream will be once what is encoded is published.
  func note(_ head: StreamHead, of stream: StreamName) { heads[stream] = .some(head) }

  /// Adds to the recorded ids those of events that are in their streams and that the ledger has yet to tell of: whoever
  /// knows the ledger's tip alone knows nothing of them.
  private func lookForFetched(_ proposal: Proposal) throws(EventStoreError) {
    for step in proposal.steps {
      guard case .append(let event, let stream, _, _) = step, let id = event.id,
        recordedIDs[id] == nil
      else { continue }
      _ = try head(of: stream)
    }
    for (id, commit) in fetched.events where recordedIDs[id] == nil { recordedIDs[id] = commit }
  }

  private func checkKeptTimes(
    _ plan: AppendPlan, _ now: Timestamp
  ) throws(EventStoreError) {
    guard plan.newEvents.contains(where: { $0.kept != nil }) else {
      memory.onlyImportsUpTo = nil
      return
    }
    if memory.onlyImportsUpTo != .some(tip), try !ledger.holdsOnlyImports() {
      throw EventStoreError(
        .invalidInput, "recorded times can be kept only in an empty store",
        hint: "import into a new store, or without --keep-times")
    }
    memory.onlyImportsUpTo = .some(tip)
    try KeptTimes(plan).check(now: now)
  }

  /// Moves the refs, and remembers what was appended.
  ///
  /// - Parameters:
  ///   - pack: The new objects.
  ///   - changes: What becomes of the streams.
  ///   - newTip: Where the ledger is then.
  ///   - events: The new events by id and commit.
  ///   - unknown: What to say where it is not known what became of that.
  /// - Throws: As `append` does.
  func publish(
    _ pack: consuming PackBuilder, _ changes: some Collection<StreamChange>, _ newTip: ObjectID,
    events: [(id: EventID, commit: ObjectID)],
    unknown: String = "whether the append was recorded is not known: a sync failed"
  ) throws(EventStoreError) {
    let moves = ReferenceMoves(
      followers: changes.map(\.move),
      commitPoint: .init(
        name: StoreLayout.ledgerReference(of: replica), old: tip, new: newTip))
    do {
      let outcome = try turn.publish(pack, moves, durably: store.options.durability == .full)
      if outcome != .complete {
        memory = EventStore.WriterMemory()
        isUnfinished = true
      }
    } catch {
      throw memory.refusal(
        of: error, unknown: unknown,
        hint: "open the store again and retry with the same event ids: what was recorded "
          + "is not recorded again")
    }
    store.history.record(fetched.events + events, from: tip, to: newTip)
    memory.remember(Dictionary(uniqueKeysWithValues: changes.map { ($0.stream, $0.new) }))
    if memory.onlyImportsUpTo != nil { memory.onlyImportsUpTo = .some(newTip) }
    // Read again by the next append: what is on disk counts, not what was meant to be there.
    memory.entry = try? LedgerEntry(newTip, store.reader)
  }
}
