import Git

extension EventStore {
  /// How many refs are listed at a time.
  private static let pageSize = 512

  /// Lists the streams in order of their names.
  ///
  /// - Returns: A cursor that reads as it is asked.
  /// - Throws: `io`, `damaged`.
  public func streams() throws(EventStoreError) -> StreamCursor {
    let heads = StreamHeads(repository, reader, try LedgerView(repository, reader))
    var page: ArraySlice<ListedReference> = []
    var last: String?
    var isAtEnd = false
    return StreamCursor { [repository] () throws(EventStoreError) in
      while true {
        if page.isEmpty, !isAtEnd {
          page = try onGit { () throws(GitError) in
            try repository.references(
              under: StoreLayout.streamPrefix, after: last, limit: EventStore.pageSize)[...]
          }
          last = page.last?.name
          isAtEnd = page.isEmpty
        }
        guard let reference = page.popFirst() else { return nil }
        guard let stream = StoreLayout.stream(of: reference.name) else {
          throw EventStoreError(
            .damaged, "ref \(reference.name) is not one that a stream can have",
            hint: "it was made by another program; nothing reads it")
        }
        let target = try onGit(stream) { () throws(GitError) in try reference.target.get() }
        if let (id, commit) = try heads.head(of: stream, at: target) {
          return StreamSummary(
            name: stream, version: commit.version, lastType: commit.type, lastTime: commit.time,
            head: CommitID(id))
        }
      }
    }
  }

  /// The version of a stream.
  ///
  /// - Parameter stream: The stream.
  /// - Returns: How many events it holds; 0 where it does not exist.
  /// - Throws: `damaged`, `io`.
  public func version(of stream: StreamName) throws(EventStoreError) -> Int {
    let heads = StreamHeads(repository, reader, try LedgerView(repository, reader))
    return try heads.head(of: stream)?.commit.version ?? 0
  }

  /// The position of the newest event: how many events this replica has accepted.
  ///
  /// - Returns: 0 for a store without events.
  /// - Throws: `damaged`, `io`.
  public func position() throws(EventStoreError) -> Int {
    try LedgerView(repository, reader).entry?.position ?? 0
  }
}
