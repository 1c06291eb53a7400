import Git

/// What a streaming writer had logged and not published when it was stopped, read from the log and checked.
struct LoggedAppends {
  /// What the log adds to one stream.
  private struct Addition {
    let stream: StreamName
    let old: ObjectID?
    let before: Int
    var head: ObjectID
    var after: Int
    var isExpected: Bool
  }

  private let objects: [GitObject]
  private var additions: [String: Addition] = [:]
  /// The time of the newest event.
  private(set) var latest = Timestamp(microseconds: 0)

  /// How many events the log adds.
  var count: Int { additions.values.reduce(0) { $0 + $1.after - $1.before } }

  /// Reads the records of a log that is not published.
  ///
  /// - Parameters:
  ///   - contents: The log.
  ///   - store: The store, whose refs must be where they were when the log began.
  /// - Throws: `damaged` where the log is, or where a ref was moved meanwhile; `io`.
  init(_ contents: LogContents, _ store: EventStore) throws(EventStoreError) {
    if let damage = contents.damage { throw LoggedAppends.damaged(damage) }
    objects = contents.records.flatMap(\.objects)
    var commits: [ObjectID: EventCommit] = [:]
    for object in objects where object.kind == .commit {
      do throws(FormatError) {
        commits[object.id] = try EventCommit(parsing: object.bytes)
      } catch {
        throw LoggedAppends.damaged("commit \(object.id) is not an event: \(error.reason)")
      }
    }
    for move in contents.records.flatMap(\.moves) {
      let known = additions[move.name]
      guard known == nil || known?.head == move.old else {
        throw LoggedAppends.damaged("\(move.name) is not moved on from where it was")
      }
      var addition: Addition
      if let known { addition = known } else { addition = try start(move, store) }
      try follow(move, commits, &addition)
      additions[move.name] = addition
    }
  }

  /// Begins with a stream as its ref has it.
  private func start(
    _ move: LogRecord.Move, _ store: EventStore
  ) throws(EventStoreError) -> Addition {
    guard let stream = StoreLayout.stream(of: move.name) else {
      throw LoggedAppends.damaged("\(move.name) is not the ref of a stream")
    }
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
    let version = try move.old.map { (id) throws(EventStoreError) in
      try store.reader.commit(id, of: stream).version
    }
    return Addition(
      stream: stream, old: move.old, before: version ?? 0, head: move.new, after: version ?? 0,
      isExpected: false)
  }

  /// Walks from where a move leads back to where it began.
  private mutating func follow(
    _ move: LogRecord.Move, _ commits: [ObjectID: EventCommit], _ addition: inout Addition
  ) throws(EventStoreError) {
    var next: ObjectID? = move.new
    var expected = commits[move.new]?.version ?? 0
    let newest = expected
    while next != move.old {
      guard let id = next, let commit = commits[id], commit.stream == addition.stream,
        commit.version == expected
      else { throw LoggedAppends.damaged("the events of \(addition.stream) do not follow") }
      latest = max(latest, commit.time)
      expected -= 1
      next = commit.parent
    }
    guard expected == addition.after else {
      throw LoggedAppends.damaged("the events of \(addition.stream) do not follow")
    }
    addition.head = move.new
    addition.after = newest
    if LoggedMove.isExpected(move.note) { addition.isExpected = true }
  }

  /// Encodes what is left to be published.
  ///
  /// - Parameters:
  ///   - pack: Where the objects go, and those of the ledger's entry.
  ///   - chain: The ledger as it is, with all entries that come before.
  ///   - recorder: Who writes the entry.
  /// - Returns: What is moved behind the streams' refs, and where the ledger is then.
  /// - Throws: `io`, `invalidInput`.
  func encode(
    into pack: inout PackBuilder, _ chain: inout LedgerChain, recorder: Actor
  ) throws(EventStoreError) -> [ReferenceMoves.Move] {
    for object in objects {
      try onGit { () throws(GitError) in _ = try pack.add(object.kind, object.bytes) }
    }
    let lines = additions.values.map {
      LedgerLine(
        component: StreamComponent.encode($0.stream.text), before: $0.before, after: $0.after,
        head: $0.head, isExpected: $0.isExpected)
    }
    let time = Timestamp(microseconds: latest.microseconds + 1)
    try chain.append(.append, lines, time, into: &pack, recorder)
    return additions.map { name, addition in
      ReferenceMoves.Move(name: name, old: addition.old, new: addition.head)
    }
  }

  private static func damaged(_ reason: String) -> EventStoreError {
    EventStoreError(
      .damaged, "the log of an interrupted writer cannot be published: \(reason)",
      hint: "what it holds was acknowledged; keep a copy of git-events/wal, and move that file "
        + "away to go on without it")
  }
}
