import Git
package import GitEvents

/// Makes the states of one stream at any of its versions by one projection.
///
/// It begins from the nearest state that is known and proven to belong to the stream's history: one that it made
/// before, one of a snapshot, one of a checkpoint, else the initial one. For one thread at a time.
package final class StreamReplayer {
  /// A replay of so many events is worth a checkpoint.
  private static let worthKeeping = 32
  /// A long replay keeps a state after so many events at least.
  private static let leastStride = 1000

  package let stream: StreamName
  package let definition: ProjectionDefinition

  private let store: EventStore
  private let fold: any StateFold
  private let commits: StreamCommits
  private let skipped: SkippedEvents
  private let options: ReplayOptions
  private let wanted: EventTypeFilter
  private let checkpoint: StreamCheckpoint?
  private var snapshots: SnapshotBases
  private var ladder: StateLadder
  /// The tag of the snapshot from which the fold began; nil where it did not begin with one.
  private var begunFrom: ObjectID?
  /// The version whose state the fold has; nil for none in particular.
  private var current: Int?
  private var warnings: [ReplayWarning] = []
  private var unsavedEvents = 0
  /// The events that lost digits before the state with which the fold began.
  private var carriedLosses = DigitLoss()

  /// Prepares a replay.
  ///
  /// - Parameters:
  ///   - store: The store.
  ///   - stream: The stream.
  ///   - definition: The projection.
  ///   - fold: Its program.
  ///   - notes: What the store has recorded about its events.
  ///   - options: What may be begun from.
  /// - Throws: `streamNotFound`, `notApplicable`, `damaged`, `io`.
  package init(
    _ store: EventStore, _ stream: StreamName, _ definition: ProjectionDefinition,
    _ fold: any StateFold, notes: StoreNotes, options: ReplayOptions
  ) throws {
    guard definition.applies(to: stream) else {
      throw ProjectionError(
        .notApplicable, "projection \(definition.name) does not apply to stream \(stream)",
        hint: "git events projection show \(definition.name) says to what it applies",
        projection: definition.name, stream: stream)
    }
    self.store = store
    self.stream = stream
    self.definition = definition
    self.fold = fold
    self.options = options
    skipped = options.includesSkipped ? SkippedEvents() : notes.skipped
    wanted = EventTypeFilter(definition.types)
    commits = try StreamCommits(store, stream)
    guard commits.head > 0 else {
      throw EventStoreError(
        .streamNotFound, "there is no stream \(stream)",
        hint: "git events streams lists the streams", stream: stream)
    }
    let id = try definition.id()
    checkpoint =
      options.usesCheckpoints
      ? try StreamCheckpoint(store, definition: id, stream: stream) : nil
    ladder = checkpoint?.load() ?? StateLadder()
    snapshots =
      options.usesSnapshots
      ? try SnapshotBases(store, stream, definition, id: id) : SnapshotBases()
  }

  /// The version of the stream's newest event.
  package var head: Int { commits.head }

  /// The commit of a version.
  ///
  /// - Parameter version: From 1 to `head`.
  /// - Returns: The commit.
  /// - Throws: `eventNotFound`, `damaged`, `io`.
  package func commit(of version: Int) throws(EventStoreError) -> CommitID {
    CommitID(try commits.commit(of: version))
  }

  /// Reads the event of a version.
  ///
  /// - Parameter version: From 1 to `head`.
  /// - Returns: The event.
  /// - Throws: `eventNotFound`, `damaged`, `io`.
  package func event(at version: Int) throws(EventStoreError) -> RecordedEvent {
    let id = try commits.commit(of: version)
    return try store.reader.event(
      store.reader.commit(id, of: stream, version: version), id)
  }

  /// Whether projections leave an event out.
  ///
  /// - Parameter event: An event of the stream.
  /// - Returns: False where this replay was told to take all events into account.
  package func leavesOut(_ event: RecordedEvent) -> Bool {
    skipped.contains(event.stream, event.id)
  }

  /// Which events are left out of the state at a version: what a snapshot has to say of it.
  func skippedKey(through version: Int) throws(EventStoreError) -> String? {
    try commits.key(of: skipped, through: version)
  }

  /// Makes the state at a version.
  ///
  /// - Parameter version: From 0, the state before the first event, to `head`.
  /// - Returns: The state and what it was made from.
  /// - Throws: `eventNotFound` beyond the head; `damaged`, `io`; `ProjectionError`.
  package func replay(at version: Int) throws -> Replayed {
    let (origin, count) = try advance(to: version)
    let state = try fold.state(of: 0)
    if version > 0, unsavedEvents > 0 {
      ladder.insert(try rung(version, state))
      if unsavedEvents >= StreamReplayer.worthKeeping { save() }
    }
    var warnings = self.warnings
    if let warning = ReplayWarning(losses, projection: definition.name) {
      warnings.append(warning)
    }
    return Replayed(
      state: state, definition: definition, stream: stream, version: version,
      commit: version > 0 ? try commit(of: version) : nil, eventCount: count, origin: origin,
      skipped: skipped.events(of: stream, through: version).map(\.version), warnings: warnings)
  }

  /// Visits each event of a range with the state after it.
  ///
  /// - Parameters:
  ///   - versions: The versions.
  ///   - visit: Is given the event and the state after it; returns whether to go on.
  /// - Throws: As `replay` does, and what `visit` throws.
  package func forEachState(
    _ versions: ClosedRange<Int>, _ visit: (RecordedEvent, JSONValue) throws -> Bool
  ) throws {
    _ = try advance(to: versions.lowerBound - 1)
    for version in versions {
      let event = try event(at: version)
      try apply(event)
      current = version
      guard try visit(event, fold.value(of: 0)) else { return }
    }
  }

  private var losses: DigitLoss { carriedLosses.followed(by: fold.losses) }

  /// Brings the fold to a version.
  private func advance(to version: Int) throws -> (origin: Replayed.Origin, count: Int) {
    guard version <= head else {
      throw EventStoreError(
        .eventNotFound, "\(stream) is at version \(head): there is no \(stream)@\(version)",
        hint: "git events log \(stream) lists its events", stream: stream)
    }
    if let current, current <= version, !hasBase(after: current, through: version) {
      let begun = current
      let count = try applyEvents(after: begun, through: version)
      return (begun == 0 ? .beginning : .checkpoint(version: begun), count)
    }
    let (origin, begun) = try begin(at: version)
    return (origin, try applyEvents(after: begun, through: version))
  }

  private func hasBase(after version: Int, through target: Int) -> Bool {
    ladder.rungs(through: target).first { $0.version > version } != nil
  }

  /// Sets the fold to the nearest state that is proven to belong to the stream.
  private func begin(at version: Int) throws -> (Replayed.Origin, Int) {
    current = nil
    carriedLosses = DigitLoss()
    begunFrom = nil
    for rung in ladder.rungs(through: version) {
      if let snapshot = try snapshot(after: rung.version, through: version) { return snapshot }
      guard snapshots.vouch(for: rung.snapshot),
        try commits.commit(of: rung.version) == rung.commit,
        try commits.key(of: skipped, through: rung.version) == rung.skipped,
        (try? fold.set(rung.state, of: 0)) != nil
      else {
        ladder.remove(version: rung.version)
        continue
      }
      current = rung.version
      carriedLosses = rung.losses
      begunFrom = rung.snapshot
      return (.checkpoint(version: rung.version), rung.version)
    }
    if let snapshot = try snapshot(after: 0, through: version) { return snapshot }
    try fold.set(nil, of: 0)
    current = 0
    return (.beginning, 0)
  }

  private func snapshot(
    after lowest: Int, through version: Int
  ) throws -> (Replayed.Origin, Int)? {
    while let base = try snapshots.next(after: lowest, through: version) {
      switch base {
      case .unusable(let warning): warn(warning)
      case .usable(let snapshot):
        guard try commits.commit(of: snapshot.version) == snapshot.event else {
          warn(snapshots.warning(snapshot.version, "it is on a commit that is not in the stream"))
          continue
        }
        // An event that was noted later to be left out is still in it, or the other way round: nothing is wrong with it.
        guard try commits.key(of: skipped, through: snapshot.version) == snapshot.skipped else {
          continue
        }
        guard (try? fold.set(snapshot.state, of: 0)) != nil else {
          warn(snapshots.warning(snapshot.version, "the projection cannot read its state"))
          continue
        }
        // Known to be good now, it serves later replays of this one too.
        ladder.insert(
          StateLadder.Rung(
            version: snapshot.version, commit: snapshot.event, skipped: snapshot.skipped,
            snapshot: snapshot.tag, state: snapshot.state))
        begunFrom = snapshot.tag
        current = snapshot.version
        return (.snapshot(version: snapshot.version), snapshot.version)
      }
    }
    return nil
  }

  private func warn(_ warning: ReplayWarning) {
    if !warnings.contains(warning) { warnings.append(warning) }
  }

  /// Applies the events that are wanted and not left out.
  ///
  /// - Returns: How many those are.
  private func applyEvents(after version: Int, through target: Int) throws -> Int {
    if version >= target { return 0 }
    var count = 0
    // Walks back once, to where the events to apply begin.
    _ = try commits.commit(of: version + 1)
    let stride = max(StreamReplayer.leastStride, (target - version) / 8)
    // The walk has read types and trees already; of an event that may be left out the id is needed too.
    let takesPayloads =
      try fold.needsPayloadAlone && commits.key(of: skipped, through: target) == nil
    for next in version + 1...target {
      // Until the event is applied whole, the fold has no state in particular.
      current = nil
      if wanted.takes(try commits.type(of: next)) {
        let id = try commits.commit(of: next)
        if takesPayloads, let tree = try commits.tree(of: next) {
          fold.apply(payload: try store.reader.data(in: tree, of: id, stream), to: 0)
          count += 1
        } else {
          let commit = try store.reader.commit(id, of: stream, version: next)
          if !skipped.contains(stream, commit.id) {
            try fold.apply(store.reader.event(commit, id), to: 0)
            count += 1
          }
        }
      }
      current = next
      if (next - version) % stride == 0, next < target {
        ladder.insert(try rung(next, fold.state(of: 0)))
      }
    }
    unsavedEvents += target - version
    return count
  }

  private func apply(_ event: RecordedEvent) throws {
    guard wanted.takes(event.type), !leavesOut(event) else { return }
    current = nil
    try fold.apply(event, to: 0)
  }

  private func rung(_ version: Int, _ state: JSONText) throws -> StateLadder.Rung {
    StateLadder.Rung(
      version: version, commit: try commits.commit(of: version),
      skipped: try commits.key(of: skipped, through: version), losses: losses, snapshot: begunFrom,
      state: state)
  }

  private func save() {
    checkpoint?.save(ladder)
    unsavedEvents = 0
  }
}
