public import GitEvents

/// A snapshot that was made, or was there.
public struct MadeSnapshot: Sendable {
  /// The tag's name as git shows it: `snapshots/merge/order-42/100`.
  public let tag: String
  /// The stream.
  public let stream: StreamName
  /// The version at which it stands.
  public let version: Int
  /// The projection.
  public let projection: ProjectionName
  /// Whether it is new; what is there already with the same content is not made again.
  public let isNew: Bool
  /// The snapshot's commit, whose parent is the event.
  public let commit: CommitID
  /// What a reader of the state should know.
  public let warnings: [ReplayWarning]

  init(_ snapshot: Snapshot, isNew: Bool, warnings: [ReplayWarning]) {
    tag = StoreLayout.snapshotTag(
      of: snapshot.projection, snapshot.stream, snapshot.version)
    stream = snapshot.stream
    version = snapshot.version
    projection = snapshot.projection
    self.isNew = isNew
    commit = CommitID(snapshot.commit)
    self.warnings = warnings
  }
}

extension EventStore {
  /// Keeps the state of a stream as a snapshot, from which later replays begin.
  ///
  /// The state is computed now; nobody need believe it, for anybody can compute it again.
  ///
  /// - Parameters:
  ///   - stream: The stream.
  ///   - version: The version, from 1; nil for the newest.
  ///   - definition: The projection.
  ///   - options: What may be begun from.
  /// - Returns: The snapshot.
  /// - Throws: As `replay` and `append` do; `invalidInput` for version 0 and for a name that no snapshot can have.
  @discardableResult
  public func makeSnapshot(
    of stream: StreamName, at version: Int? = nil, by definition: ProjectionDefinition = .merge,
    options: ReplayOptions = ReplayOptions()
  ) throws -> MadeSnapshot {
    try makeSnapshot(
      of: stream, at: version, by: definition, definition.makeFold(options), options: options)
  }

  /// Keeps the typed state of a stream as a snapshot, from which later replays begin.
  ///
  /// - Parameters:
  ///   - stream: The stream.
  ///   - version: The version, from 1; nil for the newest.
  ///   - projection: The projection.
  ///   - options: What may be begun from.
  /// - Returns: The snapshot.
  /// - Throws: As the other `makeSnapshot` does.
  @discardableResult
  public func makeSnapshot(
    of stream: StreamName, at version: Int? = nil, by projection: some Projection,
    options: ReplayOptions = ReplayOptions()
  ) throws -> MadeSnapshot {
    let definition = ProjectionDefinition(
      name: projection.name, kind: .swift(version: projection.definitionVersion))
    return try makeSnapshot(
      of: stream, at: version, by: definition, SwiftFold(projection), options: options)
  }

  private func makeSnapshot(
    of stream: StreamName, at version: Int?, by definition: ProjectionDefinition,
    _ fold: any StateFold, options: ReplayOptions
  ) throws -> MadeSnapshot {
    let name = try ProjectionName(definition.name)
    var options = options
    // A snapshot is what projections are to see.
    options.includesSkipped = false
    let replayer = try StreamReplayer(
      self, stream, definition, fold, notes: StoreNotes(of: self), options: options)
    let version = version ?? replayer.head
    guard version > 0 else {
      throw EventStoreError(
        .invalidInput, "\(stream)@0 is the state before the first event: it needs no snapshot",
        hint: "name a version from 1 to \(replayer.head)", stream: stream)
    }
    let replayed = try replayer.replay(at: version)
    let (snapshot, isNew, _) = try record(
      NewSnapshot(
        stream: stream, version: version, event: replayer.commit(of: version).object,
        projection: name, definition: definition.id(),
        skipped: replayer.skippedKey(through: version), state: replayed.state))
    return MadeSnapshot(snapshot, isNew: isNew, warnings: replayed.warnings)
  }
}
