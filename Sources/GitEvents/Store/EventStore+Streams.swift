import Git

extension EventStore {
  /// Lists the streams in order of their names.
  ///
  /// - Returns: A cursor that reads as it is asked.
  /// - Throws: `io`, `damaged`.
  public func streams() throws(EventStoreError) -> StreamCursor {
    let view = try LedgerView(repository, reader)
    let heads = StreamHeads(repository, reader, view)
    // Streams that the newest entry began, and whose refs are perhaps not there yet.
    var begun = (view.entry?.lines ?? []).filter { $0.before == 0 }[...]
    var pages = ReferencePages(repository, under: StoreLayout.streamPrefix)
    var page: ArraySlice<ListedReference> = []
    var isAtEnd = false
    return StreamCursor { () throws(EventStoreError) in
      while true {
        if page.isEmpty, !isAtEnd {
          page = try onGit { () throws(GitError) in try pages.next()[...] }
          isAtEnd = page.isEmpty
        }
        let next = page.first?.name
        if let line = begun.first {
          let name = StoreLayout.streamPrefix + line.component
          if next.map({ name.utf8.lexicographicallyPrecedes($0.utf8) }) ?? true {
            begun.removeFirst()
            if let stream = line.stream { return try heads.summary(of: stream, at: nil) }
            continue
          }
          if next == name { begun.removeFirst() }
        }
        guard let reference = page.popFirst() else { return nil }
        // A ref that no stream can have was made by another program; nothing reads it, and verifying reports it.
        guard let stream = StoreLayout.stream(of: reference.name) else { continue }
        let target = try onGit(stream) { () throws(GitError) in try reference.target.get() }
        if let summary = try heads.summary(of: stream, at: target) { return summary }
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
