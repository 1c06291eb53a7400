import Git
import HeapModule

/// Visits every event of a store once, newest first by (Event-Time, Event-Id), over all ledgers that it holds.
///
/// A ledger entry is later than every event below it, so a heap of entries and of streams' next events is enough:
/// nothing is read before it is needed, and memory grows with the streams of the entries at hand, not with events. An
/// event that several ledgers tell of (it was pulled, or adopted) leaves the heap several times in a row.
struct GlobalOrderWalk {
  /// An event on its way out.
  struct Event {
    let id: ObjectID
    let commit: EventCommit
    /// Nil where the event was accepted by another replica only.
    var position: Int?
  }

  /// What waits in the heap, the latest on top.
  private struct Waiting: Comparable {
    enum Source {
      case entry(LedgerEntry)
      case event(id: ObjectID, commit: EventCommit, line: Int)
    }

    let source: Source

    private var time: Timestamp {
      switch source {
      case .entry(let entry): entry.time
      case .event(_, let commit, _): commit.time
      }
    }

    static func == (left: Waiting, right: Waiting) -> Bool { !(left < right) && !(right < left) }

    static func < (left: Waiting, right: Waiting) -> Bool {
      if left.time != right.time { return left.time < right.time }
      switch (left.source, right.source) {
      // An entry is opened before events of its time are visited: it may hold such events.
      case (.event, .entry): return true
      case (.entry, _): return false
      case (.event(let leftID, let left, _), .event(let rightID, let right, _)):
        return (left.id, leftID) < (right.id, rightID)
      }
    }
  }

  /// A stream's part of an entry that is being visited.
  private struct Line {
    var walk: StreamWalk
    let entry: Int
  }

  /// The tips with which the walk began, by the name of the replica.
  let tips: [String: ObjectID]
  /// Entries that the walk was told not to open, and has not met yet.
  private(set) var unmet: Set<ObjectID>
  /// Whether an entry took events out of their streams again.
  private(set) var hasSuperseded = false

  private let reader: EventReader
  private let own: String?
  private let ends: Set<ObjectID>
  private var heap = Heap<Waiting>()
  private var lines: [Int: Line] = [:]
  private var lineCount = 0
  /// The position that the next event of an entry has, by the entry's number; only for the ledger of this replica.
  private var positions: [Int: (next: Int, left: Int)] = [:]
  private var entryCount = 0
  /// Events that a rebase took out of their streams.
  private var superseded: Set<ObjectID> = []

  /// Begins at the tips of all ledgers.
  ///
  /// - Parameters:
  ///   - repository: The repository.
  ///   - reader: Reads it.
  ///   - entry: The newest entry of the ledger in which positions are counted.
  ///   - ends: The tips of entries that are not opened, nor those before them.
  /// - Throws: `damaged`, `io`.
  init(
    _ repository: any StoreRepository, _ reader: EventReader, _ entry: LedgerEntry?,
    endingAt ends: Set<ObjectID> = []
  ) throws(EventStoreError) {
    self.reader = reader
    self.ends = ends
    unmet = ends
    own = entry?.replica
    var tips: [String: ObjectID] = [:]
    if let entry, !entry.isUnwritten { tips[entry.replica] = entry.tip }
    if let entry { heap.insert(Waiting(source: .entry(entry))) }
    for (replica, tip) in try LedgerView.tips(in: repository) where replica != own {
      tips[replica] = tip
      heap.insert(Waiting(source: .entry(try LedgerEntry(tip, reader))))
    }
    self.tips = tips
  }

  /// Visits the next event.
  ///
  /// - Returns: Nil behind the oldest.
  /// - Throws: `damaged`, `io`.
  mutating func next() throws(EventStoreError) -> Event? {
    while let waiting = heap.popMax() {
      switch waiting.source {
      case .entry(let entry): try open(entry)
      case .event(let id, let commit, let line):
        var event = Event(id: id, commit: commit, position: takePosition(ofLine: line))
        try advance(line)
        while let again = try takeRepetition(of: id) {
          event.position = event.position ?? again.position
        }
        if !superseded.contains(id) { return event }
      }
    }
    return nil
  }

  /// Takes the same event off the heap where another ledger tells of it too.
  private mutating func takeRepetition(
    of id: ObjectID
  ) throws(EventStoreError) -> (line: Int, position: Int?)? {
    guard case .event(id, _, let line)? = heap.max?.source else { return nil }
    heap.removeMax()
    let position = takePosition(ofLine: line)
    try advance(line)
    return (line, position)
  }

  private mutating func open(_ entry: LedgerEntry) throws(EventStoreError) {
    if ends.contains(entry.tip) {
      unmet.remove(entry.tip)
      return
    }
    if let previous = try entry.predecessor(reader) {
      heap.insert(Waiting(source: .entry(previous)))
    }
    if entry.replica == own { positions[entryCount] = (entry.position, entry.count) }
    for line in entry.lines { try open(line) }
    entryCount += 1
  }

  private mutating func open(_ line: LedgerLine) throws(EventStoreError) {
    guard let stream = line.stream else { return }
    if let old = line.superseded {
      hasSuperseded = true
      var walk = StreamWalk(
        reader, stream, from: old.head, version: old.after, downTo: old.before + 1)
      while let (id, _) = try walk.step() { superseded.insert(id) }
    }
    let walk = StreamWalk(
      reader, stream, from: line.head, version: line.after, downTo: line.before + 1)
    lines[lineCount] = Line(walk: walk, entry: entryCount)
    try advance(lineCount)
    lineCount += 1
  }

  private mutating func advance(_ line: Int) throws(EventStoreError) {
    guard let (id, commit) = try lines[line]?.walk.step() else {
      lines[line] = nil
      return
    }
    heap.insert(Waiting(source: .event(id: id, commit: commit, line: line)))
  }

  /// The events of an entry leave the heap newest first, which is the order of their positions.
  private mutating func takePosition(ofLine line: Int) -> Int? {
    guard let number = lines[line]?.entry, let (next, left) = positions[number] else { return nil }
    positions[number] = left > 1 ? (next - 1, left - 1) : nil
    return next
  }
}
