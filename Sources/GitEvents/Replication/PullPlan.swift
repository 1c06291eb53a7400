import Git

/// What a pull would do, decided in full before anything is written.
struct PullPlan {
  /// Events that get another place.
  struct Relocation {
    let divergence: StreamDivergence
    /// The stream that they go to: their own, or one that is made for them.
    let target: StreamName
    /// Those that the other side lacks, oldest first.
    let kept: [StreamDivergence.Event]
  }

  /// Streams that only have to follow.
  private(set) var moves: [StreamChange] = []
  private(set) var divergences: [StreamDivergence] = []
  private(set) var relocations: [Relocation] = []
  private(set) var obstacles: [PullReport.Obstacle] = []
  private(set) var repetitions: [PullReport.Repetition] = []
  /// The events that come from elsewhere, by stream.
  private var incoming: [StreamName: [(id: EventID, commit: ObjectID)]] = [:]

  private let store: EventStore
  private let replica: String

  /// Compares what a remote had with what is here.
  ///
  /// - Parameters:
  ///   - view: What the remote had.
  ///   - policy: What becomes of streams that diverged.
  ///   - store: The store.
  ///   - replica: The name of this replica; it ends the names of streams that are made.
  ///   - tip: The tip of this replica's ledger.
  ///   - head: Finds the head of a stream here.
  /// - Throws: `damaged`, `io`, and what `head` throws.
  init(
    _ view: RemoteView, _ policy: DivergencePolicy, _ store: EventStore, replica: String,
    tip: ObjectID?, head: (StreamName) throws(EventStoreError) -> StreamHead?
  ) throws(EventStoreError) {
    self.store = store
    self.replica = replica
    try compare(view, head)
    if policy != .stop, !divergences.isEmpty { try relocate(policy) }
    try findRepetitions(tip)
  }

  private mutating func compare(
    _ view: RemoteView, _ head: (StreamName) throws(EventStoreError) -> StreamHead?
  ) throws(EventStoreError) {
    for (stream, there) in view.streams.sorted(by: { $0.key.text < $1.key.text }) {
      let here = try onGit(stream) { () throws(GitError) in
        try store.repository.reference(StoreLayout.reference(of: stream))
      }
      if here == there { continue }
      let old = try head(stream)
      switch try StreamMeeting(of: stream, here: old, there: there, store.reader) {
      case .nothingNew: continue
      case .behind(let newest):
        moves.append(StreamChange(stream: stream, old: old, new: newest, isExpected: false))
        var walk = StreamWalk(
          store.reader, stream, from: newest.commit, version: newest.version,
          downTo: (old?.version ?? 0) + 1)
        while let (id, commit) = try walk.step() {
          incoming[stream, default: []].append((commit.id, id))
        }
      case .diverged(let divergence):
        divergences.append(divergence)
        incoming[stream] = divergence.theirs.map { ($0.commit.id, $0.id) }
      }
    }
  }

  /// Decides what becomes of the events that are only here.
  private mutating func relocate(_ policy: DivergencePolicy) throws(EventStoreError) {
    let published =
      policy == .rebase
      ? try PublishedEvents(of: divergences, store, replica: replica) : nil
    for divergence in divergences {
      let stream = divergence.stream
      if let (event, place) = published?.newest(of: divergence) {
        obstacle(
          stream, "\(stream)@\(event.commit.version) is in \(place): it must stay what it is")
        continue
      }
      let theirs = Dictionary(divergence.theirs.map { ($0.commit.id, $0.commit) }) { $1 }
      var kept: [StreamDivergence.Event] = []
      for event in divergence.ours {
        guard let other = theirs[event.commit.id] else {
          kept.append(event)
          continue
        }
        if !other.hasContent(of: event.commit) {
          obstacle(
            stream,
            "\(stream)@\(event.commit.version) and version \(other.version) elsewhere have "
              + "the id \(other.id) and are not the same event")
        }
      }
      try relocate(divergence, kept, policy)
    }
  }

  private mutating func relocate(
    _ divergence: StreamDivergence, _ kept: [StreamDivergence.Event], _ policy: DivergencePolicy
  ) throws(EventStoreError) {
    let stream = divergence.stream
    if policy == .rebase {
      for event in kept {
        guard try isSignedByAnother(event) else { continue }
        obstacle(
          stream,
          "\(stream)@\(event.commit.version) is signed by \(event.commit.recorder): nobody else can "
            + "sign it in another place")
        return
      }
      relocations.append(Relocation(divergence: divergence, target: stream, kept: kept))
      return
    }
    guard !stream.isReserved, let target = try? StreamName("\(stream)~\(replica)") else {
      obstacle(stream, "\(stream) cannot be split: no stream of another name can stand for it")
      return
    }
    if divergences.contains(where: { $0.stream == target }) {
      obstacle(stream, "\(target), which \(stream) would be split into, has diverged itself")
      return
    }
    relocations.append(Relocation(divergence: divergence, target: target, kept: kept))
  }

  private mutating func obstacle(_ stream: StreamName, _ reason: String) {
    obstacles.append(PullReport.Obstacle(stream: stream, reason: reason))
  }

  /// Whether a signature would be lost that only its maker can make again.
  private func isSignedByAnother(
    _ event: StreamDivergence.Event
  ) throws(EventStoreError) -> Bool {
    guard event.commit.recorder != store.options.recorder else { return false }
    return try store.reader.isSigned(event.id)
  }

  /// Two replicas that never met can use one id on two streams.
  private mutating func findRepetitions(_ tip: ObjectID?) throws(EventStoreError) {
    guard tip != nil, !incoming.isEmpty else { return }
    let ours = Set(divergences.flatMap { $0.ours.map(\.id) })
    let known = try store.commits(of: Set(incoming.values.joined().map(\.id)), at: tip)
    for (stream, events) in incoming.sorted(by: { $0.key.text < $1.key.text }) {
      for (id, commit) in events {
        guard let other = known[id], other != commit, !ours.contains(other) else { continue }
        repetitions.append(
          PullReport.Repetition(
            id: id, here: try store.reader.commit(other).stream, there: stream))
      }
    }
  }

  /// The events from elsewhere that belong to some streams.
  ///
  /// - Parameter streams: The streams.
  /// - Returns: Their ids with their commits.
  func incoming(of streams: some Sequence<StreamName>) -> [(id: EventID, commit: ObjectID)] {
    streams.flatMap { incoming[$0] ?? [] }
  }

  /// What the plan comes to, without what is only known once it was written.
  ///
  /// - Parameter isStopped: Whether nothing is pulled where streams diverged.
  /// - Returns: The report.
  func report(isStopped: Bool) -> PullReport {
    var report = PullReport()
    report.diverged = isStopped ? divergences : []
    report.obstacles = obstacles
    report.repetitions = repetitions
    return report
  }
}

extension EventCommit {
  /// Whether two commits are of one event that was appended twice: all that a client says is the same.
  ///
  /// - Parameter other: The other commit.
  /// - Returns: True where only version, times, recorder and parents may differ.
  func hasContent(of other: EventCommit) -> Bool {
    stream == other.stream && id == other.id && type == other.type && tree == other.tree
      && schema == other.schema && correlation == other.correlation && causation == other.causation
      && actor == other.actor
  }
}
