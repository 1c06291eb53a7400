import Git

extension EventStore {
  /// Lists snapshots by the names of their tags; none of them is read.
  ///
  /// - Parameters:
  ///   - stream: The stream; nil for all.
  ///   - projection: The projection; nil for all.
  /// - Returns: By projection and stream, the highest version first. Tags of other names and damaged refs are left out.
  /// - Throws: `damaged`, `io`.
  package func snapshotReferences(
    of stream: StreamName? = nil, projection: ProjectionName? = nil
  ) throws(EventStoreError) -> [SnapshotReference] {
    let prefix =
      projection.map { StoreLayout.snapshotPrefix(of: $0, stream) } ?? StoreLayout.snapshotPrefix
    let listed = try onGit(stream) { () throws(GitError) in
      try repository.references(under: prefix, after: nil, limit: .max)
    }
    return listed.compactMap(SnapshotReference.init)
      .filter { stream == nil || $0.stream == stream }
      .sorted(by: SnapshotReference.precedes)
  }

  /// Reads a snapshot without its state.
  ///
  /// That the snapshot's event is an event of the stream at that version is checked; that the stream's history leads
  /// through it is not: whoever folds the events behind it comes upon it or does not.
  ///
  /// - Parameter reference: The snapshot's tag.
  /// - Returns: What it says.
  /// - Throws: `damaged` with what is wrong with it; `io`.
  package func snapshot(_ reference: SnapshotReference) throws(EventStoreError) -> Snapshot {
    try SnapshotReader(repository, reader).snapshot(reference)
  }

  /// Reads a snapshot's state.
  ///
  /// - Parameter snapshot: The snapshot.
  /// - Returns: The state, at most 64 MiB.
  /// - Throws: `damaged` with what is wrong with it; `io`.
  package func state(of snapshot: Snapshot) throws(EventStoreError) -> JSONText {
    try SnapshotReader(repository, reader).state(of: snapshot)
  }

  /// Keeps a state as a tag, durably where the store's options say so.
  ///
  /// A snapshot of the same projection, stream and version that says the same stays as it is, whoever took it and
  /// when; one that says something else is replaced.
  ///
  /// - Parameter new: The state and where it stands.
  /// - Returns: The snapshot, whether it was written now, and what was put right of an interrupted writer before; nil
  ///   where nothing was.
  /// - Throws: `eventNotFound` or `streamNotFound` where the store does not have the event there; `unsupported` where
  ///   a tag is in the way; `invalidInput`, `busy`, `diskFull`, `permissionDenied`, `io`, `damaged`: nothing was
  ///   written. `outcomeUnknown`.
  @discardableResult
  package func record(
    _ new: NewSnapshot
  ) throws(EventStoreError) -> (snapshot: Snapshot, isNew: Bool, recovery: RecoveryReport?) {
    let recording = SnapshotRecording(self, new)
    try recording.check()
    let recorded = try inTurn {
      (turn, memory, recovery) throws(EventStoreError) in
      let (snapshot, isNew) = try recording.run(turn, &memory)
      return (snapshot: snapshot, isNew: isNew, recovery: recovery)
    }
    if recorded.isNew { maintainWhenDue() }
    return recorded
  }

  /// Deletes snapshots through the `git` command, all or none.
  ///
  /// - Parameter references: Their tags, as they were listed.
  /// - Throws: `invalidInput` for a ref that is no snapshot's; `io`, also where one of them has changed since.
  package func deleteSnapshots(
    _ references: [SnapshotReference]
  ) async throws(EventStoreError) {
    if references.isEmpty { return }
    do {
      try await repository.delete(
        references.map { ($0.name, $0.target) }, StoreLayout.paths)
    } catch {
      throw EventStoreError(error)
    }
  }
}
