import Git

/// The events of one ledger entry, in order of time, then id.
struct EntryEvents {
  /// What ordering needs to know of an event.
  struct Item {
    let time: Timestamp
    let id: ObjectID
    /// What the commit says; kept where the entry is of a usual size.
    let commit: EventCommit?
  }

  /// The commits of larger entries are read again when their turn comes.
  private static let keptCommits = 4096

  /// Oldest first.
  private(set) var items: [Item] = []

  /// Reads the commits of an entry.
  ///
  /// - Parameters:
  ///   - entry: The entry.
  ///   - reader: Reads the repository.
  /// - Throws: `damaged`, `io`.
  init(_ entry: LedgerEntry, _ reader: EventReader) throws(EventStoreError) {
    let isKept = entry.count <= EntryEvents.keptCommits
    for line in entry.lines {
      guard let stream = line.stream else { continue }
      var walk = StreamWalk(
        reader, stream, from: line.head, version: line.after, downTo: line.before + 1)
      while let (id, commit) = try walk.step() {
        items.append(Item(time: commit.time, id: id, commit: isKept ? commit : nil))
      }
    }
    items.sort { $0.time < $1.time }
    try orderTies(reader)
  }

  /// Ids decide between events of the same microsecond, which only clones can have made.
  private mutating func orderTies(_ reader: EventReader) throws(EventStoreError) {
    var start = 0
    while start < items.count {
      var end = start + 1
      while end < items.count, items[end].time == items[start].time { end += 1 }
      if end - start > 1 {
        var named: [(EventID, Item)] = []
        for item in items[start..<end] { named.append((try reader.commit(item.id).id, item)) }
        named.sort { $0.0 < $1.0 }
        items.replaceSubrange(start..<end, with: named.map(\.1))
      }
      start = end
    }
  }
}
