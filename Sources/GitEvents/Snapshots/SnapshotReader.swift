package import Git

/// Reads snapshots from a repository and checks what it reads: anybody can push a tag.
package struct SnapshotReader {
  /// No tag, commit or tree of a snapshot comes near this size.
  private static let objectLimit = 1 << 16

  private let objects: any ObjectReading
  private let events: EventReader

  /// Prepares to read snapshots.
  ///
  /// - Parameters:
  ///   - objects: Reads the repository.
  ///   - events: Reads the events at which they stand.
  package init(_ objects: any ObjectReading, _ events: EventReader) {
    self.objects = objects
    self.events = events
  }

  /// Reads a snapshot without its state.
  ///
  /// - Parameter reference: The snapshot's tag.
  /// - Returns: What it says; that its event is one of the stream, at that version, has been checked.
  /// - Throws: `damaged`, `io`.
  package func snapshot(_ reference: SnapshotReference) throws(EventStoreError) -> Snapshot {
    let tag = try parse(reference.target, .tag, of: reference, SnapshotTag.init(parsing:))
    guard tag.reference == reference.name else {
      throw SnapshotReader.damaged(
        reference, "it is the tag of \(tag.stream)@\(tag.version) by \(tag.projection)")
    }
    let commit = try parse(tag.commit, .commit, of: reference, SnapshotCommit.init(parsing:))
    guard commit.subject == tag.subject, commit.seconds == tag.seconds,
      commit.recorder == tag.recorder
    else { throw SnapshotReader.damaged(reference, "its tag and its commit say different things") }
    let state = try parse(commit.tree, .tree, of: reference, StateTree.state(parsing:))
    do {
      _ = try events.commit(commit.event, of: tag.stream, version: tag.version)
    } catch {
      guard error.code == .damaged else { throw error }
      throw SnapshotReader.damaged(
        reference, "it does not stand at that version of the stream (\(error.message))")
    }
    return Snapshot(tag, reference.target, event: commit.event, stateBlob: state)
  }

  /// Reads a snapshot's state.
  ///
  /// - Parameter snapshot: The snapshot.
  /// - Returns: The state.
  /// - Throws: `damaged`, `io`.
  package func state(of snapshot: Snapshot) throws(EventStoreError) -> JSONText {
    let object = try onGit(snapshot.stream) { () throws(GitError) in
      try objects.object(
        snapshot.stateBlob, limit: JSONLimits.snapshot.maximumBytes)
    }
    let name = StoreLayout.snapshotReference(
      of: snapshot.projection, snapshot.stream, version: snapshot.version)
    guard object.kind == .blob else {
      throw SnapshotReader.damaged(name, snapshot.stream, "its state is not a blob")
    }
    do {
      return try JSONText(canonical: object.bytes, limits: .snapshot)
    } catch {
      throw SnapshotReader.damaged(
        name, snapshot.stream, "its state is not JSON in the stored form (\(error.message))")
    }
  }

  private func parse<Value>(
    _ id: ObjectID, _ kind: ObjectKind, of reference: SnapshotReference,
    _ body: ([UInt8]) throws(FormatError) -> Value
  ) throws(EventStoreError) -> Value {
    let object = try onGit(reference.stream) { () throws(GitError) in
      try objects.object(id, limit: SnapshotReader.objectLimit)
    }
    guard object.kind == kind else {
      throw SnapshotReader.damaged(
        reference, "a \(object.kind.name) is where its \(kind.name) should be")
    }
    do {
      return try body(object.bytes)
    } catch {
      throw SnapshotReader.damaged(reference, error.reason)
    }
  }

  private static func damaged(
    _ reference: SnapshotReference, _ reason: String
  ) -> EventStoreError {
    damaged(reference.name, reference.stream, reason)
  }

  private static func damaged(
    _ name: String, _ stream: StreamName, _ reason: String
  ) -> EventStoreError {
    let tag = StoreLayout.tagName(of: name)
    return EventStoreError(
      .damaged, "tag \(tag) is not a sound snapshot: \(reason)",
      hint: "no event depends on it: remove it with `git tag -d \(tag)` and take it again",
      stream: stream)
  }
}

extension JSONLimits {
  /// The largest and deepest state that a snapshot holds.
  package static let snapshot = JSONLimits(maximumDepth: 64, maximumBytes: 64 << 20)
}
