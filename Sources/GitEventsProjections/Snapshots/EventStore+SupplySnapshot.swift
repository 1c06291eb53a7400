import Git
public import GitEvents

extension EventStore {
  /// Keeps a state that a client computed by its own means as a snapshot.
  ///
  /// Nobody else can compute it again, so no replay begins from it, and it is shown as not recomputable. It is for
  /// people and programs who compare states with `git diff`, or read them back.
  ///
  /// - Parameters:
  ///   - state: The state, a JSON object.
  ///   - stream: The stream.
  ///   - version: The version whose state it is, from 1; nil for the newest.
  ///   - projection: What stands for the client's way of computing it; not a projection that can be replayed.
  /// - Returns: The snapshot.
  /// - Throws: `invalidInput` for a state that is no object, and for version 0; as `append` does.
  @discardableResult
  public func supplySnapshot(
    _ state: JSONText, of stream: StreamName, at version: Int? = nil,
    projection: ProjectionName
  ) throws(EventStoreError) -> MadeSnapshot {
    guard state.bytes.first == UInt8(ascii: "{") else {
      throw EventStoreError(
        .invalidInput, "a state that is supplied must be a JSON object", stream: stream)
    }
    let commits = try StreamCommits(self, stream)
    guard commits.head > 0 else {
      throw EventStoreError(
        .streamNotFound, "there is no stream \(stream)",
        hint: "git events streams lists the streams", stream: stream)
    }
    let version = version ?? commits.head
    guard version > 0 else { throw SnapshotMaker.emptyState(stream, head: commits.head) }
    let recorded = try record(
      NewSnapshot(
        stream: stream, version: version, event: commits.commit(of: version),
        projection: projection, definition: nil, state: state))
    return MadeSnapshot(recorded, warnings: [])
  }
}
