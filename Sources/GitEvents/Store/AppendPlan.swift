import Git

/// What an append will do, decided in full before anything is written.
struct AppendPlan {
  /// An event that will be recorded.
  struct NewEvent {
    let stream: StreamName
    let version: Int
    let data: EventData
    let kept: KeptRecord?
  }

  /// The answer for one event of the batch.
  enum Answer {
    /// The event will be recorded: its place among the new ones.
    case new(Int)
    /// The event stands earlier in the same batch: its place among the new ones.
    case repeated(Int)
    /// The event is recorded already.
    case recorded(ObjectID, EventCommit)
  }

  /// A stream that gets events.
  struct Touched {
    let old: StreamHead?
    var version: Int
    var isExpected: Bool
  }

  private(set) var newEvents: [NewEvent] = []
  private(set) var answers: [Answer] = []
  private(set) var touched: [StreamName: Touched] = [:]
  private var placeOfID: [EventID: Int] = [:]
}

/// What a plan asks of the store.
protocol AppendPlanSource {
  var store: EventStore { get }
  /// The commits of recorded events, by those ids that the client brought.
  var recordedIDs: [EventID: ObjectID] { get }
  /// The head of a stream now; nil where there is none.
  func head(of stream: StreamName) throws(EventStoreError) -> StreamHead?
}

extension AppendPlan {
  /// Decides what a batch does.
  ///
  /// Ids are looked up before versions are checked: a retry is answered, whatever happened to the stream since.
  ///
  /// - Parameters:
  ///   - proposal: The batch.
  ///   - source: The store.
  /// - Throws: `wrongExpectedVersion`, `eventIDReused`, `damaged`, `io`.
  init(_ proposal: Proposal, _ source: some AppendPlanSource) throws(EventStoreError) {
    var heads: [StreamName: StreamHead?] = [:]
    // Where a retry's first events are recorded, the rest must follow the very last of them.
    var recordedUpTo: [StreamName: Int] = [:]
    for (index, step) in proposal.steps.enumerated() {
      guard case .append(let event, let stream, let expected, let kept) = step else { continue }
      if let answer = try answerIfRecorded(event, stream, source, index) {
        answers.append(answer)
        if case .recorded(_, let commit) = answer,
          expected.namesVersion || recordedUpTo[stream] != nil
        {
          recordedUpTo[stream] = commit.version
        }
        continue
      }
      let head = try AppendPlan.head(of: stream, &heads, source)
      // What is added for this very event is not part of what was expected before it.
      let before = touched[stream]?.version ?? head?.version ?? 0
      add(event, stream, expected, kept, head)
      try AppendPlan.check(
        expected, stream, before, before == head?.version ? head?.commit : nil, index)
      if let last = recordedUpTo.removeValue(forKey: stream) {
        try AppendPlan.check(.version(last), stream, before, nil, index)
      }
    }
    // A retry is answered whatever has happened since, to the streams that are only checked too.
    let isRetry = newEvents.isEmpty && !answers.isEmpty
    if isRetry { return }
    for (index, step) in proposal.steps.enumerated() {
      guard case .check(let stream, let expected) = step else { continue }
      let head = try AppendPlan.head(of: stream, &heads, source)
      try AppendPlan.check(expected, stream, head?.version ?? 0, head?.commit, index)
    }
  }

  private static func head(
    of stream: StreamName, _ heads: inout [StreamName: StreamHead?], _ source: some AppendPlanSource
  ) throws(EventStoreError) -> StreamHead? {
    if let known = heads[stream] { return known }
    let head = try source.head(of: stream)
    heads[stream] = .some(head)
    return head
  }

  private mutating func add(
    _ event: EventData, _ stream: StreamName, _ expected: ExpectedVersion, _ kept: KeptRecord?,
    _ head: StreamHead?
  ) {
    var state =
      touched[stream] ?? Touched(old: head, version: head?.version ?? 0, isExpected: false)
    state.version += 1
    if expected.namesVersion { state.isExpected = true }
    touched[stream] = state
    if let id = event.id { placeOfID[id] = newEvents.count }
    answers.append(.new(newEvents.count))
    newEvents.append(
      NewEvent(stream: stream, version: state.version, data: event, kept: kept))
  }

  private static func check(
    _ expected: ExpectedVersion, _ stream: StreamName, _ version: Int, _ commit: ObjectID?,
    _ index: Int?
  ) throws(EventStoreError) {
    let commit = commit.map(CommitID.init)
    if expected.holds(forVersion: version, commit: commit) { return }
    let what =
      switch expected {
      case .any, .exists: "\(stream) does not exist"
      case .noStream: "\(stream) exists already: it is at version \(version)"
      case .version(let number):
        version == 0
          ? "\(stream) does not exist, so it is not at version \(number)"
          : "\(stream) is at version \(version), not \(number)"
      case .commit(let commit): "the newest event of \(stream) is not commit \(commit)"
      }
    throw EventStoreError(
      .wrongExpectedVersion, what, stream: stream, expected: expected, actual: version,
      commit: commit, index: index)
  }
}

extension AppendPlan {
  /// Tells whether an id is taken, and whether by the same event.
  private func answerIfRecorded(
    _ event: EventData, _ stream: StreamName, _ source: some AppendPlanSource, _ index: Int
  ) throws(EventStoreError) -> Answer? {
    guard let id = event.id else { return nil }
    if let place = placeOfID[id] {
      let earlier = newEvents[place]
      if earlier.stream == stream, earlier.data.hasContent(of: event) { return .repeated(place) }
      throw AppendPlan.reused(id, stream, earlier.stream, earlier.version, index, nil)
    }
    guard let commitID = source.recordedIDs[id] else { return nil }
    let commit = try source.store.reader.commit(commitID)
    if commit.says(event, in: stream) {
      let tree = try onGit { () throws(GitError) in try PayloadTree.id(of: event) }
      if tree == commit.tree { return .recorded(commitID, commit) }
    }
    throw AppendPlan.reused(
      id, stream, commit.stream, commit.version, index, CommitID(commitID))
  }

  private static func reused(
    _ id: EventID, _ stream: StreamName, _ other: StreamName, _ version: Int, _ index: Int,
    _ commit: CommitID?
  ) -> EventStoreError {
    EventStoreError(
      .eventIDReused, "event id \(id) belongs to another event: \(other)@\(version)",
      hint: "an id may be used again only to retry the very same event; take a new one",
      stream: stream, commit: commit, index: index)
  }
}

extension EventCommit {
  /// Whether a retry would be this very event, as far as the commit tells: the payload is its tree's.
  ///
  /// - Parameters:
  ///   - event: What is tried again.
  ///   - stream: The stream that it is to go to.
  /// - Returns: False where the event is another.
  func says(_ event: EventData, in stream: StreamName) -> Bool {
    self.stream == stream && type == event.type && schema == event.schema
      && correlation == event.correlation && causation == event.causation
      && (event.actor == nil || event.actor == actor)
      && (event.occurred == nil || event.occurred == occurred)
  }
}

extension EventData {
  /// Whether a retry with this event's id would be the same event.
  fileprivate func hasContent(of other: EventData) -> Bool {
    type == other.type && data == other.data && metadata == other.metadata
      && schema == other.schema && correlation == other.correlation
      && causation == other.causation
      && (other.actor == nil || other.actor == actor)
      && (other.occurred == nil || other.occurred == occurred)
  }
}

extension ExpectedVersion {
  /// Whether the writer said which version it had seen, rather than only whether there is one.
  var namesVersion: Bool {
    switch self {
    case .noStream, .version, .commit: true
    case .any, .exists: false
    }
  }
}
