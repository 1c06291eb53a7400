import Git

/// What an append's events became.
struct EncodedEvents {
  /// The events, in the order of the plan.
  var events: [RecordedEvent] = []
  /// Where each stream is now.
  var heads: [StreamName: StreamHead] = [:]
  /// The time of the latest event.
  var latest: Timestamp
}

/// An encoded append with the entry of the ledger that tells of it.
struct EncodedAppend {
  let events: [RecordedEvent]
  let changes: [StreamChange]
  let ledgerTip: ObjectID
  let position: Int
}

/// Turns a plan into objects: blobs, trees, event commits and the ledger's entry, all in one pack.
struct AppendEncoder<Sink: ObjectSink & ~Copyable>: ~Copyable {
  private var pack: Sink
  private let recorder: Actor
  private let random: RandomSource
  private var chain: LedgerChain
  /// How events are signed, where each is by itself.
  private let signing: CommitSigning?

  init(
    _ pack: consuming Sink, recorder: Actor, random: RandomSource, ledger: LedgerChain,
    signing: CommitSigning?
  ) {
    self.pack = pack
    self.recorder = recorder
    self.random = random
    chain = ledger
    self.signing = signing?.scope == .event ? signing : nil
  }

  /// The finished pack's builder.
  consuming func takePack() -> Sink { pack }

  /// Writes the entries that come before that of the append.
  ///
  /// - Parameters:
  ///   - entries: The entries.
  ///   - times: When.
  /// - Throws: `invalidInput`, `io`, `signingFailed`.
  mutating func begin(
    _ entries: [LedgerChain.Earlier], _ times: AppendTimes
  ) throws(EventStoreError) {
    for (index, entry) in entries.enumerated() {
      try chain.write(entry, times.time(ofEntry: index), into: &pack, recorder)
    }
  }

  /// Writes the entry of the append.
  ///
  /// - Parameters:
  ///   - kind: What the ledger calls it.
  ///   - changes: What becomes of the streams.
  ///   - latest: The time of the latest event.
  ///   - foreignLedgers: The ledgers that are taken over with it.
  /// - Returns: The ledger's new tip.
  /// - Throws: `invalidInput`, `io`, `signingFailed`.
  mutating func end(
    _ kind: LedgerCommit.Kind, _ changes: some Collection<StreamChange>, after latest: Timestamp,
    foreignLedgers: [ObjectID] = []
  ) throws(EventStoreError) -> ObjectID {
    let time = Timestamp(microseconds: latest.microseconds + 1)
    try chain.append(
      kind, changes.map(\.line), time, into: &pack, recorder, foreignLedgers: foreignLedgers)
    return chain.tip ?? .zero
  }

  /// Encodes a plan and the ledger's entry for it.
  ///
  /// - Parameters:
  ///   - plan: What is appended.
  ///   - earlier: The entries that come before.
  ///   - times: When.
  ///   - kind: What the ledger calls it.
  /// - Returns: What was made.
  /// - Throws: `invalidInput`, `io`, `signingFailed`.
  mutating func encode(
    _ plan: AppendPlan, after earlier: [LedgerChain.Earlier], _ times: AppendTimes,
    kind: LedgerCommit.Kind
  ) throws(EventStoreError) -> EncodedAppend {
    try begin(earlier, times)
    let encoded = try encodeEvents(plan, times, after: chain.position)
    let changes = plan.changes(to: encoded.heads)
    let tip = try end(kind, changes, after: encoded.latest)
    return EncodedAppend(
      events: encoded.events, changes: changes, ledgerTip: tip, position: chain.position)
  }

  /// Encodes the events of a plan.
  ///
  /// - Parameters:
  ///   - plan: What is appended.
  ///   - times: When.
  ///   - position: The store's position before.
  /// - Returns: What was made.
  /// - Throws: `invalidInput`, `io`, `signingFailed`.
  mutating func encodeEvents(
    _ plan: AppendPlan, _ times: AppendTimes, after position: Int
  ) throws(EventStoreError) -> EncodedEvents {
    var encoded = EncodedEvents(latest: times.time(ofEvent: 0))
    encoded.events.reserveCapacity(plan.newEvents.count)
    for (index, event) in plan.newEvents.enumerated() {
      let time = event.kept?.time ?? times.time(ofEvent: index)
      encoded.latest = max(encoded.latest, time)
      let parent = encoded.heads[event.stream] ?? plan.touched[event.stream]?.old
      let (commit, id) = try encode(event, time, parent)
      encoded.heads[event.stream] = StreamHead(version: commit.version, commit: id, time: time)
      encoded.events.append(
        RecordedEvent(
          commit, id, data: event.data.data, metadata: event.data.metadata, position: nil))
    }
    setPositions(&encoded, after: position)
    return encoded
  }

  /// Within an entry the order is that of time, then id; only kept times can differ from the order given.
  private func setPositions(_ encoded: inout EncodedEvents, after position: Int) {
    let order = encoded.events.indices.sorted {
      let (left, right) = (encoded.events[$0], encoded.events[$1])
      return (left.time, left.id) < (right.time, right.id)
    }
    for (rank, index) in order.enumerated() { encoded.events[index].position = position + rank + 1 }
  }

  /// Encodes one event.
  ///
  /// - Parameters:
  ///   - event: The event.
  ///   - time: When it is recorded.
  ///   - parent: The event before it.
  ///   - tree: The tree of its payload, where that was encoded before.
  /// - Returns: The commit and its name.
  /// - Throws: `invalidInput`, `io`, `signingFailed`.
  mutating func encode(
    _ event: AppendPlan.NewEvent, _ time: Timestamp, _ parent: StreamHead?, tree: ObjectID? = nil
  ) throws(EventStoreError) -> (EventCommit, ObjectID) {
    let data = event.data
    var commit: EventCommit
    var content: [UInt8]
    let recorder = event.kept?.recorder ?? self.recorder
    do throws(GitError) {
      let payload: ObjectID
      if let tree { payload = tree } else { payload = try add(data) }
      commit = EventCommit(
        stream: event.stream, version: event.version,
        id: data.id ?? EventID(version7At: time, random: random), type: data.type, time: time,
        occurred: data.occurred, actor: data.actor ?? recorder, recorder: recorder,
        schema: data.schema, correlation: data.correlation, causation: data.causation,
        tree: payload, parent: parent?.commit)
      content = try commit.encode()
    } catch {
      guard case .malformed(_, let reason) = error else {
        throw EventStoreError(error, stream: event.stream)
      }
      throw EventStoreError(.invalidInput, "the event cannot be recorded: \(reason)")
    }
    // What keeps another's name as its recorder is not ours to sign: the entry that brings it is.
    if let signing, recorder == self.recorder {
      content = try signing.signed(content)
      commit.isSigned = true
    }
    let signed = content
    let id = try onGit(event.stream) { () throws(GitError) in try pack.add(.commit, signed) }
    return (commit, id)
  }

  /// Adds a payload's blobs and its tree.
  private mutating func add(_ data: EventData) throws(GitError) -> ObjectID {
    let blob = try pack.add(.blob, data.data.bytes)
    var metadata: ObjectID?
    if let text = data.metadata { metadata = try pack.add(.blob, text.bytes) }
    return try pack.add(.tree, PayloadTree.encode(data: blob, metadata: metadata))
  }
}

extension AppendEncoder where Sink == PackBuilder {
  /// How large the pack is so far.
  var byteCount: Int { pack.byteCount }

  /// Whether payloads are taken that were encoded before.
  var takesEntries: Bool { pack.takesEntries }

  /// Adds the commit of an event whose id no other event has.
  ///
  /// - Parameter content: The content of the commit object.
  /// - Returns: Its name.
  /// - Throws: `io`, `diskFull`.
  mutating func add(commit content: [UInt8]) throws(GitError) -> ObjectID {
    try pack.addUnique(.commit, content)
  }

  /// Adds payloads that were encoded before.
  ///
  /// - Parameter payloads: Their blobs and trees.
  /// - Throws: `io`, `diskFull`.
  mutating func add(_ payloads: PackEntries) throws(EventStoreError) {
    do throws(GitError) {
      try pack.add(payloads)
    } catch {
      throw EventStoreError(error)
    }
  }
}
