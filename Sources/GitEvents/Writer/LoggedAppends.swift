import Git

/// What a streaming writer had logged and not published when it was stopped, read from the log and checked.
struct LoggedAppends {
  /// What they are to be published as.
  private(set) var publication = LoggedPublication()

  /// Reads the records of a log that is not published.
  ///
  /// - Parameters:
  ///   - contents: The log.
  ///   - store: The store, whose refs must be where they were when the log began.
  /// - Throws: `damaged` where the log is, or where a ref was moved meanwhile; `io`.
  init(_ contents: LogContents, _ store: EventStore) throws(EventStoreError) {
    if let damage = contents.damage { throw LoggedAppends.damaged(damage) }
    publication.objects = contents.records.flatMap(\.objects)
    var commits: [ObjectID: EventCommit] = [:]
    for object in publication.objects where object.kind == .commit {
      do throws(FormatError) {
        let commit = try EventCommit(parsing: object.bytes)
        commits[object.id] = commit
        publication.latest = max(publication.latest ?? commit.time, commit.time)
      } catch {
        throw LoggedAppends.damaged("commit \(object.id) is not an event: \(error.reason)")
      }
    }
    for move in contents.records.flatMap(\.moves) {
      guard let stream = StoreLayout.stream(of: move.name) else {
        throw LoggedAppends.damaged("\(move.name) is not the ref of a stream")
      }
      let known = publication.changes[stream]
      if let known, known.new.commit != move.old {
        throw LoggedAppends.damaged("\(move.name) is not moved on from where it was")
      }
      let old: StreamHead?
      if let known { old = known.new } else { old = try LoggedAppends.start(move, stream, store) }
      publication.changes.extend(
        with: StreamChange(
          stream: stream, old: old, new: try LoggedAppends.follow(move, stream, commits, from: old),
          isExpected: LoggedMove.isExpected(move.note)))
    }
  }

  /// Where a stream was when the log began, which is where its ref must be.
  private static func start(
    _ move: LogRecord.Move, _ stream: StreamName, _ store: EventStore
  ) throws(EventStoreError) -> StreamHead? {
    let target = try onGit(stream) { () throws(GitError) in
      try store.repository.reference(move.name)
    }
    guard target == move.old else {
      throw EventStoreError(
        .damaged,
        "\(move.name) was moved while appends to it were in the log of an interrupted writer",
        hint: move.old.map { "put it back with `git update-ref \(move.name) \($0)`" }
          ?? "delete it with `git update-ref -d \(move.name)`, or restore a backup",
        stream: stream)
    }
    return try move.old.map { (id) throws(EventStoreError) in
      let commit = try store.reader.commit(id, of: stream)
      return StreamHead(version: commit.version, commit: id, time: commit.time)
    }
  }

  /// Walks from where a move leads back to where it began.
  private static func follow(
    _ move: LogRecord.Move, _ stream: StreamName, _ commits: [ObjectID: EventCommit],
    from old: StreamHead?
  ) throws(EventStoreError) -> StreamHead {
    let unfit = damaged("the events of \(stream) do not follow")
    guard let newest = commits[move.new] else { throw unfit }
    var next: ObjectID? = move.new
    var expected = newest.version
    while next != move.old {
      guard let id = next, let commit = commits[id], commit.stream == stream,
        commit.version == expected
      else { throw unfit }
      expected -= 1
      next = commit.parent
    }
    guard expected == old?.version ?? 0 else { throw unfit }
    return StreamHead(version: newest.version, commit: move.new, time: newest.time)
  }

  private static func damaged(_ reason: String) -> EventStoreError {
    EventStoreError(
      .damaged, "the log of an interrupted writer cannot be published: \(reason)",
      hint: "what it holds was acknowledged; keep a copy of git-events/wal, and move that file "
        + "away to go on without it")
  }
}
