public import GitEvents

/// What came of the snapshots that definitions have made by themselves.
public struct DueSnapshots: Sendable {
  /// A snapshot that was due and could not be made.
  public struct Failure: Sendable {
    /// The stream; nil where the projection itself cannot be used.
    public let stream: StreamName?
    /// The projection's name.
    public let projection: String
    /// An `EventStoreError` or a `ProjectionError`.
    public let error: any Error
  }

  /// The snapshots.
  public internal(set) var made: [MadeSnapshot] = []
  /// What went wrong; the events are recorded all the same.
  public internal(set) var failures: [Failure] = []
}
