public import GitEvents

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
    let maker = try SnapshotMaker(
      self, stream, definition, definition.makeFold(options), StoreNotes(of: self), options)
    return try maker.make(at: version ?? maker.head)
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
    let maker = try SnapshotMaker(
      self, stream, ProjectionDefinition(of: projection), SwiftFold(projection),
      StoreNotes(of: self), options)
    return try maker.make(at: version ?? maker.head)
  }
}

extension ProjectionDefinition {
  /// What a projection that is written in Swift is, apart from its code.
  init(of projection: some Projection) {
    self.init(name: projection.name, kind: .swift(version: projection.definitionVersion))
  }
}
