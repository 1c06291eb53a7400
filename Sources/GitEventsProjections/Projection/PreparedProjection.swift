public import GitEvents

/// A projection whose program is compiled once, to replay many streams.
///
/// Compiling a jq program takes some 20 milliseconds. For one thread at a time.
public final class PreparedProjection {
  /// The definition.
  public let definition: ProjectionDefinition
  /// What may be begun from, what is left out.
  public let options: ReplayOptions

  let fold: any StateFold

  /// Compiles a definition.
  ///
  /// - Parameters:
  ///   - definition: The projection.
  ///   - options: What may be begun from, what is left out.
  /// - Throws: `invalidDefinition` where the program cannot be compiled.
  public init(
    _ definition: ProjectionDefinition, options: ReplayOptions = ReplayOptions()
  ) throws(ProjectionError) {
    self.definition = definition
    self.options = options
    fold = try definition.makeFold(options)
  }
}

extension EventStore {
  /// Makes the state of a stream.
  ///
  /// - Parameters:
  ///   - stream: The stream.
  ///   - version: The version of the state, 0 for the one before the first event; nil for the newest.
  ///   - projection: The projection.
  /// - Returns: The state and what it was made from.
  /// - Throws: As the `replay` does that is given a definition.
  public func replay(
    _ stream: StreamName, at version: Int? = nil, by projection: PreparedProjection
  ) throws -> Replayed {
    let replayer = try StreamReplayer(
      self, stream, projection.definition, projection.fold, notes: StoreNotes(of: self),
      options: projection.options)
    return try replayer.replay(at: version ?? replayer.head)
  }
}
