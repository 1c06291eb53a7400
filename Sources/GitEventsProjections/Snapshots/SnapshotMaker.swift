import Git
import GitEvents

/// Makes snapshots of one stream by one projection, at one version after the other.
struct SnapshotMaker {
  private let store: EventStore
  private let name: ProjectionName
  private let definition: ObjectID
  private let replayer: StreamReplayer

  /// Prepares the making.
  ///
  /// - Parameters:
  ///   - store: The store.
  ///   - stream: The stream.
  ///   - definition: The projection.
  ///   - fold: Its program; it may have made states of other streams before.
  ///   - notes: What the store has recorded about its events.
  ///   - options: What may be begun from. A snapshot is what projections are to see: what is to be left out is.
  /// - Throws: `streamNotFound`, `notApplicable`, `damaged`, `io`; `invalidInput` for a name that no snapshot can have.
  init(
    _ store: EventStore, _ stream: StreamName, _ definition: ProjectionDefinition,
    _ fold: any StateFold, _ notes: StoreNotes, _ options: ReplayOptions
  ) throws {
    var options = options
    options.includesSkipped = false
    self.store = store
    name = try ProjectionName(definition.name)
    self.definition = try definition.id()
    replayer = try StreamReplayer(
      store, stream, definition, fold, notes: notes, options: options)
  }

  /// The version of the stream's newest event.
  var head: Int { replayer.head }

  /// Makes the state at a version.
  ///
  /// - Parameter version: From 1 to `head`.
  /// - Returns: The state, and the event of that version.
  /// - Throws: As `StreamReplayer` does.
  func state(at version: Int) throws -> (state: JSONText, event: RecordedEvent) {
    (try replayer.replay(at: version).state, try replayer.event(at: version))
  }

  /// Makes the snapshot at a version.
  ///
  /// - Parameter version: The version.
  /// - Returns: The snapshot.
  /// - Throws: `invalidInput` for version 0; as `StreamReplayer` and `EventStore.record` do.
  func make(at version: Int) throws -> MadeSnapshot {
    guard version > 0 else { throw SnapshotMaker.emptyState(replayer.stream, head: head) }
    let replayed = try replayer.replay(at: version)
    let recorded = try store.record(
      NewSnapshot(
        stream: replayer.stream, version: version, event: replayer.commit(of: version).object,
        projection: name, definition: definition,
        skipped: replayer.skippedKey(through: version), state: replayed.state))
    return MadeSnapshot(recorded, warnings: replayed.warnings)
  }

  /// The failure for version 0.
  static func emptyState(_ stream: StreamName, head: Int) -> EventStoreError {
    EventStoreError(
      .invalidInput, "\(stream)@0 is the state before the first event: it needs no snapshot",
      hint: "name a version from 1 to \(head)", stream: stream)
  }
}
