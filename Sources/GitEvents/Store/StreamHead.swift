package import Git

/// Where a stream is: its newest event.
package struct StreamHead: Sendable, Equatable {
  package let version: Int
  package let commit: ObjectID
  package let time: Timestamp

  package init(version: Int, commit: ObjectID, time: Timestamp) {
    self.version = version
    self.commit = commit
    self.time = time
  }
}

/// Finds the heads of streams as a reader must see them.
package struct StreamHeads: Sendable {
  private let repository: any StoreRepository
  private let reader: EventReader
  private let entry: LedgerEntry?

  package init(
    _ repository: any StoreRepository, _ reader: EventReader, _ view: LedgerView
  ) {
    self.repository = repository
    self.reader = reader
    entry = view.entry
  }

  /// Finds the newest event of a stream.
  ///
  /// The ledger's newest entry may be ahead of the stream's ref: between the two renames of an append, or after a
  /// crash there. Then the entry counts.
  ///
  /// - Parameter stream: The stream.
  /// - Returns: The event's commit with its id, or nil where there is no such stream.
  /// - Throws: `damaged`, `io`.
  package func head(
    of stream: StreamName
  ) throws(EventStoreError) -> (id: ObjectID, commit: EventCommit)? {
    let reference = StoreLayout.reference(of: stream)
    let target = try onGit(stream) { () throws(GitError) in try repository.reference(reference) }
    return try head(of: stream, at: target)
  }

  /// Finds the newest event of a stream whose ref has been read.
  ///
  /// - Parameters:
  ///   - stream: The stream.
  ///   - target: Where its ref points.
  /// - Returns: The event's commit with its id.
  /// - Throws: `damaged`, `io`.
  package func head(
    of stream: StreamName, at target: ObjectID?
  ) throws(EventStoreError) -> (id: ObjectID, commit: EventCommit)? {
    let line = entry?.line(of: StreamComponent.encode(stream.text))
    guard let target else {
      guard let line else { return nil }
      return (line.head, try reader.commit(line.head, of: stream, version: line.after))
    }
    let commit = try reader.commit(target, of: stream)
    if let line, line.after > commit.version || line.superseded?.head == target {
      return (line.head, try reader.commit(line.head, of: stream, version: line.after))
    }
    return (target, commit)
  }

  /// Describes a stream whose ref has been read.
  ///
  /// - Parameters:
  ///   - stream: The stream.
  ///   - target: Where its ref points.
  /// - Returns: Nil where there is no such stream.
  /// - Throws: `damaged`, `io`.
  package func summary(
    of stream: StreamName, at target: ObjectID?
  ) throws(EventStoreError) -> StreamSummary? {
    guard let (id, commit) = try head(of: stream, at: target) else { return nil }
    return StreamSummary(
      name: stream, version: commit.version, lastType: commit.type, lastTime: commit.time,
      head: CommitID(id))
  }
}
