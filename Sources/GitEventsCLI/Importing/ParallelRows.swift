import Dispatch
import Git
import GitEvents
import Synchronization

/// Reads input ahead, and prepares its rows on all processors, a bounded number of lots at once.
///
/// One thread reads blocks of whole lines; each block becomes a task of its own; whoever asks gets the lots in the order
/// of the input.
final class ParallelRows: RowLots, Sendable {
  /// A lot that is being prepared.
  private final class Slot: Sendable {
    let rows = Mutex<Result<PreparedRows, Failure>?>(nil)
    let isDone = DispatchSemaphore(value: 0)

    func fill(_ result: Result<PreparedRows, Failure>) {
      rows.withLock { $0 = result }
      isDone.signal()
    }

    func empty() { rows.withLock { $0 = nil } }
  }

  private struct Queue: Sendable {
    /// The lots in order, and nil behind the last.
    var slots: [Slot?] = []
    var taken = 0
    /// The lot that was given out last.
    var last: Slot?
  }

  /// The size of a block: some thousand rows, and small enough for several to be held.
  private static let block = 512 * 1024
  /// So many lots are read ahead of the one that is asked for.
  private static let ahead = 4
  /// For so long nobody is told that there is nothing yet.
  private static let patience = DispatchTimeInterval.milliseconds(20)

  private let read: @Sendable (Int) throws(Failure) -> [UInt8]
  private let close: @Sendable () -> Void
  private let options: ImportOptions
  private let queue = Mutex(Queue())
  private let isStopped = Atomic(false)
  private let available = DispatchSemaphore(value: 0)
  private let room = DispatchSemaphore(value: 0)
  private let workers = DispatchQueue.global(qos: .userInitiated)

  /// Begins to read.
  ///
  /// - Parameters:
  ///   - options: How rows become events.
  ///   - close: Called when nothing more will be read.
  ///   - read: Answers at most so many of the next bytes, none at the end.
  init(
    _ options: ImportOptions, close: @escaping @Sendable () -> Void = {},
    read: @escaping @Sendable (Int) throws(Failure) -> [UInt8]
  ) {
    self.options = options
    self.read = read
    self.close = close
    // A semaphore must not end below the value that it began with.
    for _ in 0..<ParallelRows.ahead { room.signal() }
    DispatchQueue(label: "import.reader").async { self.readBlocks() }
  }

  func next(waiting: Bool) throws -> RowLot {
    if waiting {
      available.wait()
    } else if available.wait(timeout: .now() + ParallelRows.patience) == .timedOut {
      return .later
    }
    let (slot, last) = queue.withLock { queue -> (Slot?, Slot?) in
      let slot = queue.slots[queue.taken]
      let last = queue.last
      queue.last = slot
      queue.slots[queue.taken] = nil
      queue.taken += 1
      if queue.taken == 64 {
        queue.slots.removeFirst(64)
        queue.taken = 0
      }
      return (slot, last)
    }
    // Letting go of some thousand rows takes its time, too.
    if let last { workers.async { last.empty() } }
    guard let slot else {
      // The end stays the end.
      append(nil)
      return .end
    }
    slot.isDone.wait()
    room.signal()
    guard let result = slot.rows.withLock({ $0 }) else { return .end }
    return .rows(try result.get())
  }

  func stop() {
    isStopped.store(true, ordering: .relaxed)
    room.signal()
  }

  private func append(_ slot: Slot?) {
    queue.withLock { $0.slots.append(slot) }
    available.signal()
  }

  private func readBlocks() {
    defer {
      close()
      append(nil)
    }
    var rest: [UInt8] = []
    do throws(Failure) {
      while true {
        let block = try nextBlock(&rest)
        if block.isEmpty { return }
        if block.count > LineReader.limit, ByteSearch.last(0x0A, in: block) == nil {
          return fail { $0.problem = .tooLong }
        }
        room.wait()
        if isStopped.load(ordering: .relaxed) { return }
        let slot = Slot()
        append(slot)
        workers.async { [options] in
          slot.fill(.success(RowPreparer.rows(of: block, options)))
        }
      }
    } catch {
      fail { $0.problem = .failure(error) }
    }
  }

  /// A lot of one line that is no row.
  private func fail(_ describe: (inout PreparedRows) -> Void) {
    var prepared = PreparedRows()
    prepared.lineCount = 1
    describe(&prepared)
    let slot = Slot()
    slot.fill(.success(prepared))
    append(slot)
  }

  /// Reads until there is enough and a line is whole, or too long.
  ///
  /// - Parameter rest: What was read behind the last whole line.
  /// - Returns: Whole lines, or what the input ends with.
  /// - Throws: A `Failure`.
  private func nextBlock(_ rest: inout [UInt8]) throws(Failure) -> [UInt8] {
    var block = rest
    rest = []
    var searched = 0
    while !isStopped.load(ordering: .relaxed) {
      if block.count >= ParallelRows.block {
        if let end = ByteSearch.last(0x0A, in: Array(block[searched...])).map({ $0 + searched }) {
          rest = Array(block[(end + 1)...])
          block.removeSubrange((end + 1)...)
          return block
        }
        searched = block.count
        if block.count > LineReader.limit { return block }
      }
      let more = try read(ParallelRows.block)
      if more.isEmpty { return block }
      block.append(contentsOf: more)
    }
    return []
  }
}
