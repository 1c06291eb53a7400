import Dispatch
import Synchronization

/// Reads events a little ahead of whoever asks for them, with the help of a second core.
///
/// The first events are read as they are asked for, so a short read reads no more than it gives out. Then batches of
/// growing size are handed to a helper. Whoever asks takes over what the helper has not begun: nobody ever waits for
/// work that nobody does, so any number of readers can share a few threads. Events and errors come in their order.
struct ReadAhead {
  /// So many events are read one at a time.
  static let alone = 32
  /// The first events of a stream, which are read while the walk to them goes on, and how many of them at once.
  static let preparedEvents = 256
  static let preparedBatch = 32
  private static let largestBatch = 4096

  private let reader: EventReader
  private let source: () throws(EventStoreError) -> PendingEvent?
  private var memory = EventCommitMemory()
  private var given = 0
  private var size = ReadAhead.alone
  /// Batches that were begun before the first event was asked for, the first one last.
  private var prepared: [ReadAheadBatch]
  private var current: ReadAheadBatch?
  private var following: ReadAheadBatch?
  /// What the source complained of, behind all that it gave.
  private var failure: EventStoreError?
  private var isAtEnd = false

  /// Begins to read.
  ///
  /// - Parameters:
  ///   - reader: Reads the repository.
  ///   - prepared: Batches that come before all that the source gives, the first one last.
  ///   - source: Says which event is the next; it is asked ahead, on the asking thread.
  init(
    _ reader: EventReader, behind prepared: [ReadAheadBatch] = [],
    _ source: @escaping () throws(EventStoreError) -> PendingEvent?
  ) {
    self.reader = reader
    self.prepared = prepared
    self.source = source
  }

  /// Reads the next event.
  ///
  /// - Returns: Nil behind the last.
  /// - Throws: `damaged`, `io`.
  mutating func next() throws(EventStoreError) -> RecordedEvent? {
    if current == nil { current = prepared.popLast() }
    if current == nil, given < ReadAhead.alone {
      given += 1
      return try source().map { (pending) throws(EventStoreError) in
        try pending.event(reader, recalling: &memory)
      }
    }
    while true {
      if let event = try current?.next() { return event }
      // What was too much to be read ahead was read one by one, so less is asked for the next time.
      let wasHeavy = current?.isHeavy ?? false
      current = prepared.popLast()
      if current != nil { continue }
      if following == nil { following = batch() }
      size = wasHeavy ? max(size / 4, ReadAhead.alone) : min(2 * size, ReadAhead.largestBatch)
      current = following
      guard current != nil else {
        if let failure { throw failure }
        return nil
      }
      following = batch()
    }
  }

  /// Asks for the next events and hands them to the helper.
  private mutating func batch() -> ReadAheadBatch? {
    guard !isAtEnd else { return nil }
    var pending: [PendingEvent] = []
    pending.reserveCapacity(size)
    do throws(EventStoreError) {
      while pending.count < size {
        guard let event = try source() else {
          isAtEnd = true
          break
        }
        pending.append(event)
      }
    } catch {
      failure = error
      isAtEnd = true
    }
    if pending.isEmpty { return nil }
    return ReadAheadBatch(beginning: pending, reader)
  }
}

/// Some events that are read by whoever has time: the one who asks, or the helper.
///
/// They are read in the order in which they lie and given out in the order in which they were asked for: neighbours
/// lie side by side, and what was just read is still at hand.
final class ReadAheadBatch: Sendable {
  private typealias Outcome = Result<RecordedEvent, EventStoreError>

  private struct State {
    /// How many pieces somebody has begun.
    var begun = 0
    /// Which pieces are done.
    var isDone: [Bool]
    /// What became of each event of the pieces that are done; what was not read is nil.
    var outcomes: [Outcome?]
    /// The piece that the asker waits for.
    var awaited: Int?
    /// How many events were given out.
    var given = 0
  }

  private static let pieceSize = 16
  /// Nobody reads ahead more payload than this.
  private static let mostBytes = 8 << 20

  private let reader: EventReader
  private let pending: [PendingEvent]
  /// The events in the order in which they are read, and where in it each of them stands.
  private let order: [Int]
  private let turns: [Int]
  private let state: Mutex<State>
  private let bytes = Atomic<Int>(0)
  /// The first event that could not be read: nobody is given what comes behind it.
  private let firstFailure = Atomic<Int>(.max)
  private let pieceIsDone = DispatchSemaphore(value: 0)

  /// Hands events to the helper.
  ///
  /// - Parameters:
  ///   - pending: The events, in order.
  ///   - reader: Reads the repository.
  init(beginning pending: [PendingEvent], _ reader: EventReader) {
    self.reader = reader
    self.pending = pending
    order = pending.indices.sorted { (pending[$0].rank, $0) < (pending[$1].rank, $1) }
    var turns = order
    for (turn, event) in order.enumerated() { turns[event] = turn }
    self.turns = turns
    let count = (pending.count + ReadAheadBatch.pieceSize - 1) / ReadAheadBatch.pieceSize
    state = Mutex(
      State(
        isDone: Array(repeating: false, count: count),
        outcomes: Array(repeating: nil, count: pending.count)))
    DispatchQueue.global().async { self.help() }
  }

  /// Whether so much of it was payload that twice as much would be too much.
  var isHeavy: Bool { bytes.load(ordering: .relaxed) > ReadAheadBatch.mostBytes / 2 }

  /// Reads one piece after the other that nobody has begun.
  private func help() {
    while let piece = state.withLock({ ReadAheadBatch.begin(&$0) }) { read(piece) }
  }

  private static func begin(_ state: inout State) -> Int? {
    guard state.begun < state.isDone.count else { return nil }
    state.begun += 1
    return state.begun - 1
  }

  private func read(_ piece: Int) {
    let start = piece * ReadAheadBatch.pieceSize
    let events = order[start..<min(start + ReadAheadBatch.pieceSize, order.count)]
    var outcomes: [Outcome?] = []
    outcomes.reserveCapacity(ReadAheadBatch.pieceSize)
    var memory = EventCommitMemory()
    for event in events {
      if bytes.load(ordering: .relaxed) > ReadAheadBatch.mostBytes { break }
      if event > firstFailure.load(ordering: .relaxed) {
        outcomes.append(nil)
        continue
      }
      do throws(EventStoreError) {
        let event = try pending[event].event(reader, recalling: &memory)
        let size = event.data.bytes.count + (event.metadata?.bytes.count ?? 0)
        bytes.add(size, ordering: .relaxed)
        outcomes.append(.success(event))
      } catch {
        outcomes.append(.failure(error))
        firstFailure.min(event, ordering: .relaxed)
      }
    }
    outcomes.reverse()
    let isAwaited = state.withLock { state in
      // An event is moved in and out: copying one would count a dozen references up and down.
      for event in events { state.outcomes[event] = outcomes.popLast() ?? nil }
      state.isDone[piece] = true
      return state.awaited == piece
    }
    if isAwaited { pieceIsDone.signal() }
  }

  /// Gives the next event out.
  ///
  /// - Returns: Nil behind the last.
  func next() throws(EventStoreError) -> RecordedEvent? {
    enum Step {
      case outcome(Outcome)
      case read(PendingEvent)
      case help(Int)
      case wait
      case end
    }
    while true {
      let step = state.withLock { (state) -> Step in
        let event = state.given
        guard event < pending.count else { return .end }
        let piece = turns[event] / ReadAheadBatch.pieceSize
        guard state.isDone[piece] else {
          if let piece = ReadAheadBatch.begin(&state) { return .help(piece) }
          state.awaited = piece
          return .wait
        }
        state.given += 1
        guard let outcome = state.outcomes[event].take() else { return .read(pending[event]) }
        return .outcome(outcome)
      }
      switch step {
      case .outcome(let outcome): return try outcome.get()
      case .read(let event):
        var memory = EventCommitMemory()
        return try event.event(reader, recalling: &memory)
      case .help(let piece): read(piece)
      case .wait: pieceIsDone.wait()
      case .end: return nil
      }
    }
  }
}
