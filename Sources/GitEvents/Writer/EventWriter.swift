import Dispatch
import Git
import Synchronization

/// Appends for a long-lived program: many callers share one sync of the disk, and a lone one waits for no more than that.
///
/// An append is acknowledged once it is in the write-ahead log, where it survives kill -9 and power loss; readers find it
/// when it is published, at most about a second later, or at once after `flush`. Other writers get their turn as soon as
/// they ask. Every rule of `EventStore.append` holds: atomic, ordered, expected versions, ids once for ever.
///
/// Appends of one caller are recorded in the order in which they are made. Each call waits for its answer, which is what
/// keeps a caller from running ahead of the disk.
public final class EventWriter: Sendable {
  /// At most so many appends share a record of the log.
  private static let mostInGroup = 256
  /// How often a waiting writer, and the time to publish, are looked for while nobody appends.
  private static let tick: DispatchTimeInterval = .milliseconds(10)

  private struct Queue: Sendable {
    var waiting: [AppendRequest] = []
    var isLed = false
    var isClosed = false
  }

  /// The writer's turn while it has one.
  private struct Turn: ~Copyable {
    var session: StreamingSession?
    var pace: PublicationPace
    var memory = EventStore.WriterMemory()
    var isTicking = false
  }

  private let store: EventStore
  private let queue = Mutex(Queue())
  private let turn: Mutex<Turn>
  private let background = DispatchQueue(label: "git-events.writer", qos: .userInitiated)

  init(_ store: EventStore, patience: Duration) {
    self.store = store
    turn = Mutex(Turn(pace: PublicationPace(patience: patience)))
  }

  /// Appends events to one stream, all of them or none, and waits for the answer.
  ///
  /// - Parameters:
  ///   - events: The events in order; an empty array does nothing but check.
  ///   - stream: The stream.
  ///   - expected: What the caller expects of the stream before the first of them.
  /// - Returns: An outcome for each event, in order.
  /// - Throws: As `EventStore.append` does; `invalidInput` after `close`.
  @discardableResult
  public func append(
    _ events: [EventData], to stream: StreamName, expecting expected: ExpectedVersion = .any
  ) throws(EventStoreError) -> AppendResult {
    try append(AppendBatch(events, to: stream, expecting: expected))
  }

  /// Appends a batch, all of it or nothing, and waits for the answer.
  ///
  /// - Parameter batch: Events for any number of streams, and streams to check.
  /// - Returns: An outcome for each event, in order.
  /// - Throws: As `EventStore.append` does; `invalidInput` after `close`.
  @discardableResult
  public func append(_ batch: AppendBatch) throws(EventStoreError) -> AppendResult {
    guard let answer = append([batch]).first else { return AppendResult(outcomes: [], position: 0) }
    return try answer.get()
  }

  /// Appends batches one after the other, each by itself, and waits for all answers: they share syncs of the disk.
  ///
  /// - Parameter batches: The batches in order; one that fails keeps none of the others back.
  /// - Returns: An answer for each batch, in order.
  public func append(_ batches: [AppendBatch]) -> [Result<AppendResult, EventStoreError>] {
    let done = DispatchSemaphore(value: 0)
    let board = AnswerBoard(answers: batches.count)
    var requests: [AppendRequest] = []
    for (index, batch) in batches.enumerated() {
      do throws(EventStoreError) {
        let request = AppendRequest(try proposal(batch)) { answer in
          if board.put(answer, at: index) { done.signal() }
        }
        requests.append(request)
      } catch {
        if board.put(.failure(error), at: index) { done.signal() }
      }
    }
    if batches.isEmpty { return [] }
    if enqueue(requests) { lead(untilAnswered: requests.count) }
    done.wait()
    return board.answers
  }

  /// Appends events to one stream, all of them or none.
  ///
  /// - Parameters:
  ///   - events: The events in order; an empty array does nothing but check.
  ///   - stream: The stream.
  ///   - expected: What the caller expects of the stream before the first of them.
  /// - Returns: An outcome for each event, in order.
  /// - Throws: As `EventStore.append` does; `invalidInput` after `close`.
  @discardableResult
  public func append(
    _ events: [EventData], to stream: StreamName, expecting expected: ExpectedVersion = .any
  ) async throws(EventStoreError) -> AppendResult {
    try await append(AppendBatch(events, to: stream, expecting: expected))
  }

  /// Appends a batch, all of it or nothing.
  ///
  /// - Parameter batch: Events for any number of streams, and streams to check.
  /// - Returns: An outcome for each event, in order.
  /// - Throws: As `EventStore.append` does; `invalidInput` after `close`.
  @discardableResult
  public func append(_ batch: AppendBatch) async throws(EventStoreError) -> AppendResult {
    let proposal = try proposal(batch)
    let answer = await withCheckedContinuation { continuation in
      let request = AppendRequest(proposal) { continuation.resume(returning: $0) }
      if enqueue([request]) { background.async { self.lead() } }
    }
    return try answer.get()
  }

  private func proposal(_ batch: AppendBatch) throws(EventStoreError) -> Proposal {
    let proposal = try Proposal(batch, mayWriteReserved: false)
    guard batch.kept.isEmpty else {
      throw EventStoreError(.invalidInput, "recorded times can be kept only by an import")
    }
    return proposal
  }

  /// Puts requests behind those that wait.
  ///
  /// - Returns: Whether the caller is to lead: nobody does.
  private func enqueue(_ requests: [AppendRequest]) -> Bool {
    if requests.isEmpty { return false }
    let place = queue.withLock { queue -> Place in
      if queue.isClosed { return .none }
      queue.waiting += requests
      defer { queue.isLed = true }
      return queue.isLed ? .behindOthers : .first
    }
    switch place {
    case .first: return true
    case .behindOthers: return false
    case .none:
      let error = EventStoreError(.invalidInput, "the writer is closed")
      for request in requests { request.answer(.failure(error)) }
      return false
    }
  }

  /// Where requests stand that have come.
  private enum Place: Sendable {
    case first
    case behindOthers
    /// Nothing is taken any more.
    case none
  }

  /// Takes groups from the queue until it is empty; a caller that leads for itself hands over behind its own.
  private func lead(untilAnswered own: Int = .max) {
    var answered = 0
    while let group = nextGroup() {
      for (request, answer) in zip(group, append(group)) { request.answer(answer) }
      answered += group.count
      if answered >= own {
        // Whoever waits must not depend on how soon this caller comes back.
        if !stopLeading() { background.async { self.lead() } }
        return
      }
    }
  }

  /// Ends leading where nobody waits.
  ///
  /// - Returns: Whether it ended.
  private func stopLeading() -> Bool {
    queue.withLock { queue in
      if queue.waiting.isEmpty { queue.isLed = false }
      return queue.waiting.isEmpty
    }
  }

  /// Takes the requests that waited longest; without any, nobody leads any more.
  private func nextGroup() -> [AppendRequest]? {
    queue.withLock { queue in
      if queue.waiting.isEmpty {
        queue.isLed = false
        return nil
      }
      let group = Array(queue.waiting.prefix(Self.mostInGroup))
      queue.waiting.removeFirst(group.count)
      return group
    }
  }

  private func append(_ group: [AppendRequest]) -> [AppendRequest.Answer] {
    let now = ContinuousClock.now
    return turn.withLock { turn in
      do throws(EventStoreError) {
        try giveWay(&turn, now)
        if turn.session == nil { turn.session = try StreamingSession(store, turn.memory) }
      } catch {
        return group.map { _ in .failure(error) }
      }
      let answers = turn.session?.append(group.map(\.proposal)) ?? []
      if turn.session?.hasUnpublished == true { turn.pace.logged(at: now) }
      if turn.session?.mustEnd == true { end(&turn) }
      startTicking(&turn)
      return answers
    }
  }

  /// Publishes where that is due, and lets another writer have its turn.
  ///
  /// - Throws: What keeps the log from being published: nothing more is taken until that works.
  private func giveWay(
    _ turn: inout Turn, _ now: ContinuousClock.Instant
  ) throws(EventStoreError) {
    guard let session = turn.session else { return }
    let isAwaited = session.isAwaited(now)
    if isAwaited || turn.pace.isDue(now, loggedBytes: session.loggedBytes) {
      try publish(&turn)
    }
    if isAwaited { end(&turn) }
  }

  private func publish(_ turn: inout Turn) throws(EventStoreError) {
    guard let session = turn.session, session.hasUnpublished else { return }
    let start = ContinuousClock.now
    let before = session.takeHoldingTime()
    defer { turn.pace.published(at: before + start.duration(to: .now)) }
    do throws(EventStoreError) {
      try session.publish()
    } catch {
      // A store that may not be written to any more gives its turn up: the log is for another process to recover.
      if store.writing.withLock({ $0.failure != nil }) { end(&turn) }
      throw error
    }
    if session.mustEnd { end(&turn) }
    store.maintainWhenDue()
  }

  private func end(_ turn: inout Turn) {
    guard let session = turn.session else { return }
    turn.memory = session.memory
    session.end()
    turn.session = nil
  }

  /// Looks after the log while nobody appends.
  private func startTicking(_ turn: inout Turn) {
    if turn.isTicking || turn.session == nil { return }
    turn.isTicking = true
    background.asyncAfter(deadline: .now() + Self.tick) { [weak self] in self?.look() }
  }

  private func look() {
    turn.withLock { turn in
      turn.isTicking = false
      // What fails now is told to the next append, to `flush` and to `close`.
      try? giveWay(&turn, .now)
      if turn.session?.hasUnpublished == false { end(&turn) }
      startTicking(&turn)
    }
  }

  /// Publishes everything that was acknowledged: plain git and other processes see it when this returns.
  ///
  /// - Throws: `diskFull`, `permissionDenied`, `io`: what was acknowledged stays safe in the log; `outcomeUnknown`.
  public func flush() throws(EventStoreError) {
    try turn.withLock { (turn) throws(EventStoreError) in try publish(&turn) }
  }

  /// Publishes everything and ends; later appends are refused.
  ///
  /// - Throws: As `flush` does; the next writer of the store publishes what is left in the log then.
  public func close() throws(EventStoreError) {
    queue.withLock { $0.isClosed = true }
    try turn.withLock { (turn) throws(EventStoreError) in
      defer { end(&turn) }
      try publish(&turn)
    }
  }

  deinit { try? close() }
}

/// The answers to the batches of one call.
private final class AnswerBoard: Sendable {
  private struct State: Sendable {
    var answers: [AppendRequest.Answer?]
    var missing: Int
  }

  private let state: Mutex<State>

  init(answers count: Int) {
    state = Mutex(State(answers: Array(repeating: nil, count: count), missing: count))
  }

  /// Puts an answer in its place.
  ///
  /// - Returns: Whether it was the last.
  func put(_ answer: AppendRequest.Answer, at index: Int) -> Bool {
    state.withLock { state in
      state.answers[index] = answer
      state.missing -= 1
      return state.missing == 0
    }
  }

  /// All answers, in order.
  var answers: [AppendRequest.Answer] { state.withLock { $0.answers.compactMap(\.self) } }
}

extension EventStore {
  /// Makes a writer for a program that appends again and again.
  ///
  /// - Returns: The writer; it takes the store's turn when something is appended, and gives it back when nothing is left
  ///   to publish or another writer asks.
  public func writer() -> EventWriter { writer(patience: .zero) }

  /// Makes a writer that lets what is logged wait.
  ///
  /// - Parameter patience: For at least so long, unless another writer asks or `flush` is called.
  /// - Returns: The writer.
  package func writer(patience: Duration) -> EventWriter { EventWriter(self, patience: patience) }
}
