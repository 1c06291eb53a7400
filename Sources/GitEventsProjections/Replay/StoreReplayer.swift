import Git
public import GitEvents

/// Makes a state over several streams, in global order: the same on every clone that holds the same events.
package final class StoreReplayer {
  /// A replay of so many events is worth a checkpoint.
  private static let worthKeeping = 32

  /// The events that a walk left out because they were noted to be.
  private struct LeftOut {
    var count = 0
    var newest: GlobalPlace?
    var oldest: GlobalPlace?

    /// Takes the next one; a walk goes from the newest to the oldest.
    mutating func add(_ place: GlobalPlace) {
      count += 1
      newest = newest ?? place
      oldest = place
    }
  }

  private let store: EventStore
  private let definition: ProjectionDefinition
  private let scope: StoreScope
  private let fold: any StateFold
  private let keys: PartitionKeys
  private let skipped: SkippedEvents
  private let options: ReplayOptions
  private let wanted: EventTypeFilter

  /// Prepares a replay.
  ///
  /// - Parameters:
  ///   - store: The store.
  ///   - definition: The projection.
  ///   - scope: What the state is about.
  ///   - fold: The projection's program.
  ///   - notes: What the store has recorded about its events.
  ///   - options: What may be begun from.
  /// - Throws: `ProjectionError`.
  package init(
    _ store: EventStore, _ definition: ProjectionDefinition, _ scope: StoreScope,
    _ fold: any StateFold, notes: StoreNotes, options: ReplayOptions
  ) throws {
    self.store = store
    self.definition = definition
    self.scope = scope
    self.fold = fold
    self.options = options
    keys = try PartitionKeys(scope.partition, options)
    skipped = options.includesSkipped ? SkippedEvents() : notes.skipped
    wanted = EventTypeFilter(definition.types)
  }

  /// Makes the state.
  ///
  /// - Returns: The state and what it was made from.
  /// - Throws: `damaged`, `io`; `ProjectionError`.
  package func replay() throws -> ReplayedStore {
    // A start in the middle makes a state of its own that nobody asks for twice.
    let checkpoint =
      options.usesCheckpoints && scope.start == nil
      ? try StoreCheckpoint(store, definition: definition.id(), scope, skipped: skipped.key())
      : nil
    var leftOut = LeftOut()
    var kept = checkpoint?.load()
    if let end = scope.end, let newest = kept?.newest, newest.time > end { kept = nil }
    var history = try self.history(since: kept, &leftOut)
    if let base = kept, !follows(history, leftOut, base) {
      kept = nil
      history = try self.history(since: nil, &leftOut)
    }
    if let kept { try restore(kept) }
    let count = history.commits.count
    let newest = [history.newest, leftOut.newest, kept?.newest].compactMap { $0 }.max()
    while let id = history.commits.popLast() {
      let event = try store.reader.event(store.reader.commit(id), id)
      if let slot = try keys.slot(of: event) { try fold.apply(event, to: slot) }
    }
    let losses = (kept?.losses ?? DigitLoss()).followed(by: fold.losses)
    let keyLosses = (kept?.keyLosses ?? DigitLoss()).followed(by: keys.losses)
    let leftOutCount = leftOut.count + (kept?.leftOut ?? 0)
    let states = try keys.keys.indices.map { try fold.state(of: $0) }
    if let checkpoint, scope.end == nil, count >= StoreReplayer.worthKeeping, !history.tips.isEmpty
    {
      checkpoint.save(
        KeptStates(
          tips: history.tips, newest: newest, leftOut: leftOutCount, losses: losses,
          keyLosses: keyLosses, states: Array(zip(keys.keys, states))))
    }
    return ReplayedStore(
      state: try state(states), definition: definition, scope: scope,
      partitionCount: scope.partition == nil ? nil : states.count, eventCount: count,
      usedCheckpoint: kept != nil, skippedCount: leftOutCount, position: history.position,
      warnings: [
        ReplayWarning(losses, projection: definition.name), ReplayWarning(keys: keyLosses),
      ].compactMap { $0 })
  }

  /// Whether nothing has changed before, or in between, what a checkpoint covers.
  private func follows(
    _ history: GlobalHistory, _ leftOut: LeftOut, _ kept: KeptStates
  ) -> Bool {
    guard history.isContinuation else { return false }
    let oldest = [history.oldest, leftOut.oldest].compactMap { $0 }.min()
    guard let oldest, let newest = kept.newest else { return true }
    // An event that came late, with an earlier time, belongs into the midst of what is covered.
    return oldest > newest
  }

  private func history(
    since kept: KeptStates?, _ leftOut: inout LeftOut
  ) throws(EventStoreError) -> GlobalHistory {
    var met = LeftOut()
    let history = try store.globalHistory(since: Set(kept?.tips.values.map { $0 } ?? [])) {
      commit, position in
      guard scope.contains(commit, position), definition.applies(to: commit.stream),
        wanted.takes(commit.type)
      else { return false }
      guard skipped.contains(commit.stream, commit.id) else { return true }
      met.add(GlobalPlace(time: commit.time, id: commit.id))
      return false
    }
    leftOut = met
    return history
  }

  private func restore(_ kept: KeptStates) throws {
    for (key, state) in kept.states { try fold.set(state, of: keys.slot(of: key)) }
  }

  private func state(_ states: [JSONText]) throws -> JSONText {
    guard scope.partition != nil else { return try states.first ?? fold.state(of: 0) }
    var text: [UInt8] = [UInt8(ascii: "{")]
    for (key, state) in zip(keys.keys, states) {
      if text.count > 1 { text.append(UInt8(ascii: ",")) }
      text += JSONValue.string(JSONString(key)).compact()
      text.append(UInt8(ascii: ":"))
      text += state.bytes
    }
    text.append(UInt8(ascii: "}"))
    do {
      return try JSONText(text, limits: StateLimits.json)
    } catch {
      throw ProjectionError(
        .stateTooLarge, "the states of \(definition.name) together are too large: \(error.message)",
        hint: "narrow them down with --category, or keep less in each",
        projection: definition.name)
    }
  }
}

extension EventStore {
  /// Makes a state over several streams.
  ///
  /// Linear in the events that are new since the last time; holds 20 bytes for each of them.
  ///
  /// - Parameters:
  ///   - scope: Which streams and events, and whether each part has a state of its own.
  ///   - definition: The projection.
  ///   - options: What may be begun from, what is left out.
  /// - Returns: The state and what it was made from.
  /// - Throws: `EventStoreError`: `damaged`, `io`. `ProjectionError`: what is wrong with the program, and at which event.
  public func replayAll(
    _ scope: StoreScope = StoreScope(), by definition: ProjectionDefinition = .merge,
    options: ReplayOptions = ReplayOptions()
  ) throws -> ReplayedStore {
    try StoreReplayer(
      self, definition, scope, definition.makeFold(options), notes: StoreNotes(of: self),
      options: options
    ).replay()
  }
}
