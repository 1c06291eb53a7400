import Dispatch
import Git
import Synchronization

/// The events of one ledger entry, in order of time, then id.
struct EntryEvents {
  /// An event on its way out.
  struct Item {
    let id: ObjectID
    /// What the commit says; kept where the entry is not too large.
    let commit: EventCommit?
  }

  /// What ordering needs to know of an event.
  private struct Place {
    let time: Timestamp
    let id: ObjectID
    /// Where its commit is kept: in which part, and where in it; -1 for nowhere.
    let part: Int32
    let index: Int32
  }

  /// What was read of some lines.
  private struct Part {
    var places: [Place] = []
    var commits: [EventCommit] = []
  }

  /// Commits are kept up to so many bytes; others are read again when their turn comes.
  private static let keptBytes = 48 << 20
  /// An entry of so many events is read on all cores, so many events at a time.
  private static let partEvents = 512

  private var places: [Place] = []
  private var commits: [[EventCommit]] = []

  /// How many events there are.
  var count: Int { places.count }

  /// Begins without events.
  init() {}

  /// Reads the commits of an entry.
  ///
  /// - Parameters:
  ///   - entry: The entry.
  ///   - reader: Reads the repository.
  /// - Throws: `damaged`, `io`.
  init(_ entry: LedgerEntry, _ reader: EventReader) throws(EventStoreError) {
    let groups = EntryEvents.groups(of: entry.lines)
    let parts = Mutex<[Result<Part, EventStoreError>?]>(Array(repeating: nil, count: groups.count))
    let kept = Atomic<Int>(0)
    let read: @Sendable (Int) -> Void = { number in
      let part: Result<Part, EventStoreError>
      do throws(EventStoreError) {
        part = .success(try EntryEvents.part(number, entry.lines[groups[number]], reader, kept))
      } catch {
        part = .failure(error)
      }
      parts.withLock { $0[number] = part }
    }
    if groups.count > 1 {
      DispatchQueue.concurrentPerform(iterations: groups.count, execute: read)
    } else {
      groups.indices.forEach(read)
    }
    places.reserveCapacity(entry.count)
    for part in parts.withLock({ $0 }) {
      guard let part = try part?.get() else { continue }
      places.append(contentsOf: part.places)
      commits.append(part.commits)
    }
    places.sort { $0.time < $1.time }
    try orderTies(reader)
  }

  /// An event by its place in the order, the oldest at 0.
  subscript(index: Int) -> Item {
    let place = places[index]
    return Item(
      id: place.id, commit: place.index < 0 ? nil : commits[Int(place.part)][Int(place.index)])
  }

  /// Cuts lines into groups of enough events to be worth a core's while.
  private static func groups(of lines: [LedgerLine]) -> [Range<Int>] {
    var groups: [Range<Int>] = []
    var start = 0
    var events = 0
    for (index, line) in lines.enumerated() {
      events += line.count
      if events >= partEvents || index == lines.count - 1 {
        groups.append(start..<index + 1)
        start = index + 1
        events = 0
      }
    }
    return groups
  }

  /// Reads the commits of some lines.
  private static func part(
    _ number: Int, _ lines: ArraySlice<LedgerLine>, _ reader: EventReader,
    _ kept: borrowing Atomic<Int>
  ) throws(EventStoreError) -> Part {
    var part = Part()
    for line in lines {
      guard let stream = line.stream else { continue }
      var walk = StreamWalk(
        reader, stream, from: line.head, version: line.after, downTo: line.before + 1)
      while let (id, commit) = try walk.step() {
        var index = -1
        let bytes = commit.memoryBytes
        if kept.add(bytes, ordering: .relaxed).newValue <= keptBytes {
          index = part.commits.count
          part.commits.append(commit)
        }
        part.places.append(
          Place(time: commit.time, id: id, part: Int32(number), index: Int32(index)))
      }
    }
    return part
  }

  /// Ids decide between events of the same microsecond, which only clones can have made.
  private mutating func orderTies(_ reader: EventReader) throws(EventStoreError) {
    var start = 0
    while start < places.count {
      var end = start + 1
      while end < places.count, places[end].time == places[start].time { end += 1 }
      if end - start > 1 {
        var named: [(EventID, Place)] = []
        for place in places[start..<end] { named.append((try reader.commit(place.id).id, place)) }
        named.sort { $0.0 < $1.0 }
        places.replaceSubrange(start..<end, with: named.map(\.1))
      }
      start = end
    }
  }
}

extension EventCommit {
  /// About how much memory the value takes; names are shared with its neighbours.
  fileprivate var memoryBytes: Int {
    MemoryLayout<EventCommit>.stride + 96 + (correlation?.utf8.count ?? 0)
      + (causation?.utf8.count ?? 0)
  }
}
