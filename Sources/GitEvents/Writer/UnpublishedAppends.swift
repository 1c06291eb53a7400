import Git

/// Appends that are acknowledged, stand in the log, and are yet to be published as one entry of the ledger.
struct UnpublishedAppends {
  /// Where the streams are that they touched.
  private(set) var heads: [StreamName: StreamHead] = [:]
  /// Their events by id and commit, in order.
  private(set) var events: [(id: EventID, commit: ObjectID)] = []
  /// The time of the newest event.
  private(set) var latest: Timestamp?
  private var objects: [GitObject] = []
  private var before: [StreamName: StreamHead?] = [:]
  private var expected: Set<StreamName> = []
  private var ids: Set<EventID> = []

  /// Whether there are none.
  var isEmpty: Bool { events.isEmpty }

  /// Whether one of them has an id.
  func holds(_ id: EventID) -> Bool { ids.contains(id) }

  /// Adds a group that was logged.
  mutating func add(_ group: AppendGroup) {
    heads.merge(group.heads) { $1 }
    before.merge(group.before) { old, _ in old }
    events += group.events
    objects += group.objects
    expected.formUnion(group.expected)
    for event in group.events { ids.insert(event.id) }
    latest = [latest, group.latest].compactMap(\.self).max()
  }

  /// Encodes the publication.
  ///
  /// - Parameters:
  ///   - pack: Where the objects go, and those of the ledger's entry.
  ///   - ledger: The ledger as it is.
  ///   - recorder: Who writes the entry.
  /// - Returns: What is moved, and the ledger's tip then.
  /// - Throws: `io`, `invalidInput`.
  func encode(
    into pack: inout PackBuilder, _ ledger: LedgerChain, recorder: Actor
  ) throws(EventStoreError) -> (moves: ReferenceMoves, tip: ObjectID) {
    for object in objects {
      try onGit { () throws(GitError) in _ = try pack.add(object.kind, object.bytes) }
    }
    let lines = heads.map { stream, head in
      LedgerLine(
        component: StreamComponent.encode(stream.text),
        before: before[stream].flatMap(\.self)?.version ?? 0, after: head.version,
        head: head.commit, isExpected: expected.contains(stream))
    }
    var chain = ledger
    let time = Timestamp(microseconds: (latest?.microseconds ?? 0) + 1)
    try chain.append(.append, lines, time, into: &pack, recorder)
    let followers = heads.map { stream, head in
      ReferenceMoves.Move(
        name: StoreLayout.reference(of: stream),
        old: before[stream].flatMap(\.self)?.commit, new: head.commit)
    }
    let tip = chain.tip ?? .zero
    let moves = ReferenceMoves(
      followers: followers,
      commitPoint: .init(
        name: StoreLayout.ledgerReference(of: ledger.replica), old: ledger.tip, new: tip))
    return (moves, tip)
  }
}
