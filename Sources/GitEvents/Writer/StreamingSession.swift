import Git
import Synchronization

/// The turn of a streaming writer: appends are logged and acknowledged in groups, and published many groups at a time.
///
/// What is logged is in this value's memory and in the log until `publish`; every ref that it will move is held, so what
/// was decided for an append stays true until then.
final class StreamingSession {
  /// What was repaired when the turn began; told with the first append.
  private(set) var recovery: RecoveryReport?

  private let store: EventStore
  private let turn: any WriterTurn
  private var session: AppendSession
  private var unpublished = UnpublishedAppends()
  /// The streams whose refs are held: their heads were read behind that.
  private var held: Set<StreamName> = []
  /// How long it took to hold refs and to read where they are, since the last publication.
  private var holdingTime: Duration = .zero
  /// What stands in the way of the rest of a group.
  private var obstacles = Obstacles()
  /// When the queue of writers was looked at.
  private var lastLook: ContinuousClock.Instant?
  /// Why nothing more may be written in this turn.
  private var failure: EventStoreError?
  /// Whether the turn must end because a ref could not be moved.
  ///
  /// The next one moves it before anything else: behind another entry of the ledger nobody would look for it.
  private(set) var mustEnd = false

  /// Takes the writer's turn.
  ///
  /// - Parameters:
  ///   - store: The store.
  ///   - memory: What the writer remembers.
  /// - Throws: `busy`, `unsupported`, `damaged`, `io`.
  init(_ store: EventStore, _ memory: EventStore.WriterMemory) throws(EventStoreError) {
    self.store = store
    var memory = memory
    (turn, recovery) = try store.takeTurn(&memory)
    do throws(EventStoreError) {
      session = try AppendSession(store, turn, memory)
    } catch {
      turn.end()
      throw error
    }
  }

  /// What is to be remembered for the next turn.
  var memory: EventStore.WriterMemory { session.memory }

  /// Whether another writer waits for its turn.
  ///
  /// - Parameter now: The time.
  /// - Returns: False within a millisecond of the last look at the queue, without another.
  func isAwaited(_ now: ContinuousClock.Instant) -> Bool {
    if let lastLook, lastLook.duration(to: now) < .milliseconds(1) { return false }
    lastLook = now
    return turn.isAwaited
  }

  /// Whether something is acknowledged that is not published.
  var hasUnpublished: Bool { !unpublished.isEmpty }

  /// How many bytes are logged and not published.
  var loggedBytes: Int { turn.loggedBytes }

  /// How long refs were made ready since the last publication; from now on it is counted anew.
  func takeHoldingTime() -> Duration {
    defer { holdingTime = .zero }
    return holdingTime
  }

  /// Appends each of some batches, all of it or nothing, and logs those that are accepted as one record.
  ///
  /// - Parameter proposals: The batches, in the order in which they came.
  /// - Returns: An answer for each.
  func append(_ proposals: [Proposal]) -> [Result<AppendResult, EventStoreError>] {
    var answers: [Result<AppendResult, EventStoreError>] = []
    var group = AppendGroup()
    obstacles = Obstacles()
    for proposal in proposals {
      do throws(EventStoreError) {
        if let error = obstacles.refusal(of: proposal) { throw error }
        if try canBeLogged(proposal, group) {
          answers.append(.success(try add(proposal, to: &group)))
          group.note(answers.count - 1)
        } else {
          commit(&group, &answers)
          if let error = obstacles.refusal(of: proposal) { throw error }
          answers.append(.success(try appendDirectly(proposal)))
        }
      } catch {
        obstacles.note(error, proposal)
        answers.append(.failure(error))
      }
    }
    commit(&group, &answers)
    if let report = recovery, case .success(var result)? = answers.first {
      result.recovery = report
      answers[0] = .success(result)
      recovery = nil
    }
    return answers
  }

  /// Whether an append depends on nothing but streams and ids whose state is known here.
  ///
  /// A retry of what is logged, the beginning of a ledger, and what another program brought into a stream are left to an
  /// append of its own, after a publication.
  private func canBeLogged(
    _ proposal: Proposal, _ group: AppendGroup
  ) throws(EventStoreError) -> Bool {
    if let failure { throw failure }
    guard let tip = session.tip else { return false }
    let isRetry = proposal.broughtIDs.contains { unpublished.holds($0) || group.holds($0) }
    if isRetry { return false }
    if unpublished.isEmpty, group.isEmpty {
      try hold(StoreLayout.ledgerReference(of: session.replica), at: tip)
    }
    for case .append(_, let stream, _, _) in proposal.steps where !held.contains(stream) {
      let start = ContinuousClock.now
      defer { holdingTime += start.duration(to: .now) }
      try onGit(stream) { () throws(GitError) in
        try turn.hold(StoreLayout.reference(of: stream))
      }
      _ = try session.freshHead(of: stream)
      held.insert(stream)
    }
    return session.gapCount == 0
  }

  /// Keeps the ledger where it is, and makes sure that it is there.
  private func hold(_ ledger: String, at tip: ObjectID) throws(EventStoreError) {
    let target = try onGit { () throws(GitError) -> ObjectID? in
      try turn.hold(ledger)
      return try store.repository.reference(ledger)
    }
    guard target != tip else { return }
    throw EventStoreError(
      .damaged, "\(ledger) was moved by another program",
      hint: "put it back with `git update-ref \(ledger) \(tip)`")
  }

  private func add(
    _ proposal: Proposal, to group: inout AppendGroup
  ) throws(EventStoreError) -> AppendResult {
    let recorded = try store.commits(of: proposal.broughtIDs, at: session.tip)
    let source = LoggedState(
      store: store, recordedIDs: recorded, session: session,
      logged: unpublished.publication.changes, grouped: group.changes)
    let plan = try AppendPlan(proposal, source)
    let answers = try AppendAnswers(plan, store.reader)
    let base = (session.ledger.entry?.position ?? 0) + unpublished.events.count
    if plan.newEvents.isEmpty { return answers.result([], position: base + group.events.count) }
    let ledgerTimes = [session.ledger.entry?.time, unpublished.publication.latest, group.latest]
      .compactMap { $0 }
    let times = try AppendTimes(
      now: store.options.clock.now(), ledger: ledgerTimes.max(),
      heads: plan.touched.values.compactMap(\.old?.time))
    var encoder = AppendEncoder(
      group.takeObjects(), recorder: store.options.recorder, random: store.options.random,
      ledger: session.chain, signing: store.options.signing)
    let encoded: EncodedEvents
    do throws(EventStoreError) {
      encoded = try encoder.encodeEvents(plan, times, after: base + group.events.count)
      group.give(encoder.takePack())
    } catch {
      // Objects that no commit reaches do no harm; those of the appends before are needed.
      group.give(encoder.takePack())
      throw error
    }
    group.add(plan, encoded)
    return answers.result(encoded.events, position: base + group.events.count)
  }

  /// Appends in the ordinary way, once everything before is published.
  private func appendDirectly(_ proposal: Proposal) throws(EventStoreError) -> AppendResult {
    try publish()
    // Where a ref was left behind, another entry of the ledger would hide that from recovery.
    if let failure { throw failure }
    let direct = try AppendSession(store, turn, session.memory)
    defer {
      renew(from: direct.memory)
      noteUnfinished(direct)
    }
    return try direct.append(proposal, kind: .append)
  }

  private func renew(from memory: EventStore.WriterMemory) {
    held = []
    do throws(EventStoreError) {
      session = try AppendSession(store, turn, memory)
    } catch {
      failure = error
    }
  }

  /// Logs a group: this is where its appends are committed.
  ///
  /// An entry of the ledger that is signed must be there before anything is acknowledged: whoever finds the log of a
  /// writer that was killed may not have its key. So the group is published at once, with one signature.
  private func commit(
    _ group: inout AppendGroup, _ answers: inout [Result<AppendResult, EventStoreError>]
  ) {
    defer { group = AppendGroup() }
    guard let tip = session.tip, !group.isEmpty else { return }
    if store.options.signing != nil {
      unpublished.add(group)
      do throws(EventStoreError) {
        try publish()
      } catch {
        // Nothing of it is logged, so nothing of it is there.
        unpublished = UnpublishedAppends()
        obstacles.note(error)
        for index in group.answers { answers[index] = .failure(error) }
      }
      return
    }
    let record = LogRecord(base: tip, objects: group.objects, moves: group.moves)
    do throws(GitError) {
      try turn.log(record, durably: store.options.durability == .full)
      unpublished.add(group)
    } catch {
      let failure = refusal(of: error)
      for index in group.answers { answers[index] = .failure(failure) }
    }
  }

  /// Says why a record is not in the log, or perhaps not.
  private func refusal(of error: GitError) -> EventStoreError {
    let outcome: PublishFailure =
      error.isFailedSync ? .indeterminate(error) : .notCommitted(error, syncFailed: false)
    var memory = session.memory
    let refusal = memory.refusal(
      of: outcome, unknown: "whether the append was recorded is not known: a sync failed",
      hint: "open the store again and retry with the same event ids: what was recorded "
        + "is not recorded again")
    stopForGood(memory)
    return refusal
  }

  /// Makes sure that nobody writes through this store any more where nothing may be trusted.
  private func stopForGood(_ memory: EventStore.WriterMemory) {
    guard let stop = memory.failure else { return }
    failure = stop
    store.writing.withLock { $0.failure = stop }
  }

  /// Brings everything that is logged to where plain git finds it.
  ///
  /// - Throws: `diskFull`, `permissionDenied`, `io`: it stays in the log; `outcomeUnknown`.
  func publish() throws(EventStoreError) {
    if let failure { throw failure }
    guard !unpublished.isEmpty else { return }
    var pack = try onGit { () throws(GitError) in try turn.makePack() }
    var chain = session.chain
    let publication = unpublished.publication
    try publication.encode(into: &pack, &chain, recorder: store.options.recorder)
    do throws(EventStoreError) {
      try session.publish(
        pack, publication.changes.values, chain.tip ?? .zero, events: unpublished.events,
        unknown:
          "whether what was appended is \(store.options.signing == nil ? "published" : "recorded") "
          + "is not known: a sync failed")
    } catch {
      stopForGood(session.memory)
      throw error
    }
    unpublished = UnpublishedAppends()
    let published = session
    renew(from: published.memory)
    noteUnfinished(published)
  }

  private func noteUnfinished(_ published: AppendSession) {
    guard published.isUnfinished else { return }
    mustEnd = true
    failure = EventStoreError(
      .io, "a ref could not be moved after an append", hint: "try again: it is moved before that")
  }

  /// Ends the turn; what is not published stays in the log, and the next writer publishes it.
  func end() { turn.end() }
}

/// What an append sees of streams while others are only logged.
private struct LoggedState: AppendPlanSource {
  let store: EventStore
  let recordedIDs: [EventID: ObjectID]
  let session: AppendSession
  /// What is logged.
  let logged: [StreamName: StreamChange]
  /// What will be logged with the append.
  let grouped: [StreamName: StreamChange]

  func head(of stream: StreamName) throws(EventStoreError) -> StreamHead? {
    if let change = grouped[stream] ?? logged[stream] { return change.new }
    return try session.head(of: stream)
  }
}
