/// A stream as a listing shows it: its newest event says all.
public struct StreamSummary: Sendable, Hashable {
  /// The stream's name.
  public var name: StreamName
  /// How many events it holds: the version of its newest.
  public var version: Int
  /// The type of its newest event.
  public var lastType: EventType
  /// When its newest event was recorded.
  public var lastTime: Timestamp
  /// The commit of its newest event.
  public var head: CommitID
}
