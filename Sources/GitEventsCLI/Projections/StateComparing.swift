import GitEvents
import GitEventsProjections

/// Compares states by the projection that a user names.
struct StateComparing {
  let context: Context
  let store: EventStore
  let notes: StoreNotes
  let definition: ProjectionDefinition
  let options: ReplayOptions

  /// Finds the projection.
  ///
  /// - Parameters:
  ///   - context: What the verb may use of the world.
  ///   - store: The store.
  ///   - notes: What the store has noted about its events.
  ///   - options: Which projection, and what may be begun from.
  /// - Throws: Status 4 where there is no such projection; 2 where this program cannot use it.
  init(
    context: Context, store: EventStore, notes: StoreNotes, options: ProjectionOptions
  ) throws {
    self.context = context
    self.store = store
    self.notes = notes
    definition = try ProjectionFinder(context: context, notes: notes)
      .definition(options.projection)
    self.options = options.replay
  }

  /// Prepares a replay.
  ///
  /// - Parameter stream: The stream.
  /// - Returns: What makes its states.
  /// - Throws: As `StreamReplayer` does.
  func replayer(of stream: StreamName) throws -> StreamReplayer {
    try StreamReplayer(
      store, stream, definition, definition.makeFold(options), notes: notes, options: options)
  }

  /// Compares the states at two points.
  ///
  /// - Parameter pair: The points.
  /// - Returns: The states and what is different in them.
  /// - Throws: As `StreamReplayer.replay` does.
  func compare(_ pair: MomentPair) throws -> StateComparison {
    let replayer = try replayer(of: pair.old.stream)
    if pair.isOneStream { return try replayer.compare(pair.old.version, pair.new.version) }
    return StateComparison(
      try replayer.replay(at: pair.old.version),
      try self.replayer(of: pair.new.stream).replay(at: pair.new.version))
  }

  /// Whether an event is left out of the states.
  func leavesOut(_ event: RecordedEvent) -> Bool {
    !options.includesSkipped && notes.skipped.contains(event.stream, event.id)
  }
}
