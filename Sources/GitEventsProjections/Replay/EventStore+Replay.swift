public import GitEvents

extension EventStore {
  /// Makes the state of a stream.
  ///
  /// With a snapshot or a checkpoint near the version this costs what lies between them and the stream's head; else it
  /// is linear in the stream, and holds 20 bytes for each event.
  ///
  /// - Parameters:
  ///   - stream: The stream.
  ///   - version: The version of the state, 0 for the one before the first event; nil for the newest.
  ///   - definition: The projection.
  ///   - options: What may be begun from, what is left out.
  /// - Returns: The state and what it was made from.
  /// - Throws: `EventStoreError`: `streamNotFound`, `eventNotFound` beyond the head, `damaged`, `io`. `ProjectionError`:
  ///   what is wrong with the program, and at which event.
  public func replay(
    _ stream: StreamName, at version: Int? = nil, by definition: ProjectionDefinition = .merge,
    options: ReplayOptions = ReplayOptions()
  ) throws -> Replayed {
    let replayer = try StreamReplayer(
      self, stream, definition, definition.makeFold(options), notes: StoreNotes(of: self),
      options: options)
    return try replayer.replay(at: version ?? replayer.head)
  }

  /// Makes the typed state of a stream.
  ///
  /// - Parameters:
  ///   - stream: The stream.
  ///   - version: The version of the state, 0 for the one before the first event; nil for the newest.
  ///   - projection: The projection.
  ///   - options: What may be begun from, what is left out.
  /// - Returns: The state.
  /// - Throws: As the other `replay` does.
  public func replay<Form: Projection>(
    _ stream: StreamName, at version: Int? = nil, by projection: Form,
    options: ReplayOptions = ReplayOptions()
  ) throws -> Form.State {
    let fold = SwiftFold(projection)
    let definition = ProjectionDefinition(
      name: projection.name, kind: .swift(version: projection.definitionVersion))
    let replayer = try StreamReplayer(
      self, stream, definition, fold, notes: StoreNotes(of: self), options: options)
    _ = try replayer.replay(at: version ?? replayer.head)
    return fold.value(of: 0)
  }
}
