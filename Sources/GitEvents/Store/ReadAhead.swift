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
  private static let largestBatch = 512

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
      current = prepared.popLast()
      if current != nil { continue }
      if following == nil { following = batch() }
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
    size = min(2 * size, ReadAhead.largestBatch)
    return ReadAheadBatch(beginning: pending, reader)
  }
}

/// Some events that are read by whoever has time: the one who asks, or the helper.
final class ReadAheadBatch: Sendable {
  private typealias Outcome = Result<RecordedEvent, EventStoreError>

  private struct State {
    /// How many pieces somebody has begun.
    var begun = 0
    /// The outcomes of each piece that is done, the first one last; those of its last events may be missing.
    var done: [[Outcome]?]
    /// The piece that the asker waits for.
    var awaited: Int?
    /// The piece that is being given out, and how much of it was.
    var piece = 0
    var place = 0
    /// The outcomes that are left of that piece, the next one last, once they were taken.
    var left: [Outcome]?
  }

  private static let pieceSize = 16
  /// Nobody reads ahead more payload than this.
  private static let mostBytes = 8 << 20

  private let reader: EventReader
  private let pending: [PendingEvent]
  private let state: Mutex<State>
  private let bytes = Atomic<Int>(0)
  private let pieceIsDone = DispatchSemaphore(value: 0)

  /// Hands events to the helper.
  ///
  /// - Parameters:
  ///   - pending: The events, in order.
  ///   - reader: Reads the repository.
  init(beginning pending: [PendingEvent], _ reader: EventReader) {
    self.reader = reader
    self.pending = pending
    let count = (pending.count + ReadAheadBatch.pieceSize - 1) / ReadAheadBatch.pieceSize
    state = Mutex(State(done: Array(repeating: nil, count: count)))
    DispatchQueue.global().async { self.help() }
  }

  /// Reads one piece after the other that nobody has begun.
  private func help() {
    while let piece = state.withLock({ ReadAheadBatch.begin(&$0) }) { read(piece) }
  }

  private static func begin(_ state: inout State) -> Int? {
    guard state.begun < state.done.count else { return nil }
    state.begun += 1
    return state.begun - 1
  }

  private func read(_ piece: Int) {
    let start = piece * ReadAheadBatch.pieceSize
    var outcomes: [Outcome] = []
    outcomes.reserveCapacity(ReadAheadBatch.pieceSize)
    var memory = EventCommitMemory()
    for event in pending[start..<min(start + ReadAheadBatch.pieceSize, pending.count)] {
      if bytes.load(ordering: .relaxed) > ReadAheadBatch.mostBytes { break }
      do throws(EventStoreError) {
        let event = try event.event(reader, recalling: &memory)
        bytes.add(event.data.bytes.count, ordering: .relaxed)
        outcomes.append(.success(event))
      } catch {
        // Nobody is given what comes behind an error.
        outcomes.append(.failure(error))
        break
      }
    }
    outcomes.reverse()
    let isAwaited = state.withLock { state in
      state.done[piece] = outcomes
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
        while state.piece < state.done.count {
          let start = state.piece * ReadAheadBatch.pieceSize
          if state.left != nil {
            // An event is moved out: copying one would count a dozen references up and down.
            if let outcome = state.left?.popLast() {
              state.place += 1
              return .outcome(outcome)
            }
            if start + state.place < pending.count, state.place < ReadAheadBatch.pieceSize {
              state.place += 1
              return .read(pending[start + state.place - 1])
            }
            state.piece += 1
            state.place = 0
            state.left = nil
            continue
          }
          guard let outcomes = state.done[state.piece] else {
            if let piece = state.begun == state.piece ? ReadAheadBatch.begin(&state) : nil {
              return .help(piece)
            }
            state.awaited = state.piece
            return .wait
          }
          state.done[state.piece] = []
          state.left = outcomes
        }
        return .end
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
