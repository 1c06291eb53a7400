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
  /// Whether anybody can compute it again; false for a state that a client supplied.
  public let isRecomputable: Bool
  /// Whether it is new; what is there already with the same content is not made again.
  public let isNew: Bool
  /// The snapshot's commit, whose parent is the event.
  public let commit: CommitID
  /// What a reader of the state should know.
  public let warnings: [ReplayWarning]
  /// What was repaired before, because an earlier writer had not ended well; nil for nothing.
  public let recovery: RecoveryReport?

  init(
    _ recorded: (snapshot: Snapshot, isNew: Bool, recovery: RecoveryReport?),
    warnings: [ReplayWarning]
  ) {
    let snapshot = recorded.snapshot
    tag = StoreLayout.snapshotTag(
      of: snapshot.projection, snapshot.stream, snapshot.version)
    stream = snapshot.stream
    version = snapshot.version
    projection = snapshot.projection
    isRecomputable = snapshot.definition != nil
    isNew = recorded.isNew
    commit = CommitID(snapshot.commit)
    self.warnings = warnings
    recovery = recorded.recovery
  }
}
