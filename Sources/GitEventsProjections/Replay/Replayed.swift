public import GitEvents

/// The state of a stream at a version, and what it was made from.
public struct Replayed: Sendable {
  /// Where a replay began.
  public enum Origin: Sendable, Hashable {
    /// With the initial state.
    case beginning
    /// With the snapshot at a version.
    case snapshot(version: Int)
    /// With what an earlier replay had kept, at a version.
    case checkpoint(version: Int)
  }

  /// The state, in canonical form.
  public let state: JSONText
  /// The projection.
  public let definition: ProjectionDefinition
  /// The stream.
  public let stream: StreamName
  /// The version; 0 for the state before the first event.
  public let version: Int
  /// The event of that version; nil for version 0.
  public let commit: CommitID?
  /// How many events were applied for it now.
  public let eventCount: Int
  /// Where it began.
  public let origin: Origin
  /// The versions of the events that were left out, as they were noted.
  public let skipped: [Int]
  /// What a reader should know.
  public let warnings: [ReplayWarning]
}
