package import Git

/// Walks one stream from a commit towards its first event.
package struct StreamWalk {
  private let reader: EventReader
  private let stream: StreamName
  private let lowest: Int
  private var next: (id: ObjectID, version: Int)?
  private var memory = EventCommitMemory()
  /// The commit to begin with, where it has been read already.
  private var first: EventCommit?

  /// Begins a walk.
  ///
  /// - Parameters:
  ///   - reader: Reads the repository.
  ///   - stream: The stream that every commit must belong to.
  ///   - id: The commit to begin with.
  ///   - version: The version that it must have.
  ///   - lowest: The last version to visit.
  ///   - first: The commit to begin with, where it has been read and checked already.
  package init(
    _ reader: EventReader, _ stream: StreamName, from id: ObjectID, version: Int,
    downTo lowest: Int, reading first: EventCommit? = nil
  ) {
    self.first = first
    self.reader = reader
    self.stream = stream
    self.lowest = lowest
    next = version >= lowest ? (id, version) : nil
  }

  /// Reads the next commit.
  ///
  /// - Returns: Nil behind the last.
  /// - Throws: `damaged`, `io`.
  package mutating func step() throws(EventStoreError) -> (id: ObjectID, commit: EventCommit)? {
    guard let (id, version) = next else { return nil }
    let commit: EventCommit
    if let first {
      commit = first
      self.first = nil
    } else {
      commit = try reader.commit(id, of: stream, version: version, recalling: &memory)
    }
    // The format makes sure that every version but the first has a parent.
    next = version > lowest ? commit.parent.map { ($0, version - 1) } : nil
    return (id, commit)
  }
}
