import Git

extension EventStore {
  /// Appends events to one stream: all of them or none.
  ///
  /// When this returns, the events survive kill -9 and power loss (with `durability` full).
  ///
  /// - Parameters:
  ///   - events: The events in order; an empty array does nothing but check.
  ///   - stream: The stream.
  ///   - expected: What the caller expects of the stream before the first of them.
  /// - Returns: An outcome for each event, in order.
  /// - Throws: `wrongExpectedVersion`, `eventIDReused`, `invalidInput`, `busy`, `diskFull`, `permissionDenied`, `io`,
  ///   `damaged`, `clockSkew`: nothing was written. `outcomeUnknown`: retry with the same ids.
  @discardableResult
  public func append(
    _ events: [EventData], to stream: StreamName, expecting expected: ExpectedVersion = .any
  ) throws(EventStoreError) -> AppendResult {
    try append(AppendBatch(events, to: stream, expecting: expected))
  }

  /// Appends a batch: all of it or nothing.
  ///
  /// - Parameter batch: Events for any number of streams, and streams to check.
  /// - Returns: An outcome for each event, in order.
  /// - Throws: As the other `append` does.
  @discardableResult
  public func append(_ batch: AppendBatch) throws(EventStoreError) -> AppendResult {
    try append(batch, kind: .append)
  }

  /// Decides what an append would do, with every check, and writes nothing.
  ///
  /// - Parameter batch: The events.
  /// - Returns: The outcomes as they would be now; new events have neither time nor commit yet, so a commit of zeros.
  /// - Throws: As `append` does.
  public func plan(_ batch: AppendBatch) throws(EventStoreError) -> AppendResult {
    let proposal = try Proposal(batch, mayWriteReserved: false)
    let view = try LedgerView(repository, reader)
    let ledger = RecentLedger(view.entry, reader)
    let source = PlannedState(
      store: self, ledger: ledger,
      recordedIDs: try commits(of: proposal.broughtIDs, at: view.entry?.tip))
    let plan = try AppendPlan(proposal, source)
    let now = options.clock.now()
    let heads = plan.touched.values.compactMap(\.old?.time)
    let times = try AppendTimes(now: now, ledger: view.entry?.time, heads: heads)
    try KeptTimes(plan).check(now: now)
    let position = view.entry?.position ?? 0
    let events = plan.newEvents.enumerated().map { index, event in
      RecordedEvent(
        planned: event, time: event.kept?.time ?? times.time(ofEvent: index),
        recorder: options.recorder, random: options.random, position: position + index + 1)
    }
    return try AppendAnswers(plan, reader).result(events, position: position + events.count)
  }

  /// Appends a batch as one entry of the ledger.
  ///
  /// - Parameters:
  ///   - batch: The events.
  ///   - kind: What the ledger calls it.
  ///   - mayWriteReserved: Whether the store itself is the client.
  /// - Returns: An outcome for each event, in order.
  /// - Throws: As the other `append` does.
  package func append(
    _ batch: AppendBatch, kind: LedgerCommit.Kind, mayWriteReserved: Bool = false
  ) throws(EventStoreError) -> AppendResult {
    let proposal = try Proposal(batch, mayWriteReserved: mayWriteReserved)
    if !proposal.broughtIDs.isEmpty {
      // Reading history for ids takes its time the first time: better before the lock than under it. What is damaged
      // may be repaired under it, so nothing is said of that yet.
      let tip = try? LedgerView(repository, reader).entry?.tip
      _ = try? commits(of: proposal.broughtIDs, at: tip)
    }
    let result = try inTurn { (turn, memory, recovery) throws(EventStoreError) -> AppendResult in
      let session = try AppendSession(self, turn, memory)
      defer { memory = session.memory }
      var result = try session.append(proposal, kind: kind)
      result.recovery = recovery
      return result
    }
    maintainWhenDue()
    return result
  }

  /// Finds recorded events by ids: through the index where it is up to date, else by reading history.
  func commits(
    of ids: Set<EventID>, at tip: ObjectID?
  ) throws(EventStoreError) -> [EventID: ObjectID] {
    if ids.isEmpty { return [:] }
    if let found = try index?.commits(of: ids, at: tip) { return found }
    return try history.commits(of: ids, at: tip) ?? [:]
  }
}

extension RecordedEvent {
  /// An event as it would be recorded.
  fileprivate init(
    planned event: AppendPlan.NewEvent, time: Timestamp, recorder: Actor, random: RandomSource,
    position: Int
  ) {
    let data = event.data
    self.init(
      stream: event.stream, version: event.version,
      id: data.id ?? EventID(version7At: time, random: random), type: data.type, time: time,
      occurred: data.occurred, actor: data.actor ?? recorder,
      recorder: event.kept?.recorder ?? recorder, correlation: data.correlation,
      causation: data.causation, schema: data.schema, data: data.data, metadata: data.metadata,
      position: position, payloadReference: nil, commit: CommitID(.zero))
  }
}
