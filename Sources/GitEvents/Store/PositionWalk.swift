import Git

/// Reads events in the order in which a replica accepted them, oldest first.
struct PositionWalk {
  private let reader: EventReader
  private let after: Int
  /// The entries still to be read, the next one last: 20 bytes an entry.
  private var tips: [ObjectID] = []
  /// Their positions are there; they themselves are not shown.
  private var superseded = SupersededEvents()
  /// An entry that no commit holds, where there is no ledger.
  private var unwritten: LedgerEntry?
  /// The events of the entry at hand, and how many of them were given out.
  private var events = EntryEvents()
  private var given = 0
  private var position = 0

  /// Walks back to where reading begins.
  ///
  /// - Parameters:
  ///   - reader: Reads the repository.
  ///   - entry: The ledger's newest entry.
  ///   - after: The position before the first event to read.
  /// - Throws: `damaged`, `io`.
  init(
    _ reader: EventReader, _ entry: LedgerEntry?, after: Int
  ) throws(EventStoreError) {
    self.reader = reader
    self.after = after
    var next = entry
    if let entry, entry.isUnwritten {
      unwritten = entry
      return
    }
    while let entry = next, entry.position > after {
      tips.append(entry.tip)
      if entry.kind == .rebase {
        for line in entry.lines { try superseded.add(line, reader) }
      }
      next = try entry.predecessor(reader)
    }
  }

  /// Finds the next event.
  ///
  /// - Returns: Nil behind the last.
  /// - Throws: `damaged`, `io`.
  mutating func next() throws(EventStoreError) -> PendingEvent? {
    while true {
      if given < events.count {
        given += 1
        position += 1
        if position <= after { continue }
        let item = events[given - 1]
        if !superseded.isEmpty, superseded.contains(item.id) { continue }
        return PendingEvent(id: item.id, stream: nil, commit: item.commit, position: position)
      }
      guard let entry = try nextEntry() else { return nil }
      // Only one entry is held at a time.
      events = EntryEvents()
      events = try EntryEvents(entry, reader)
      given = 0
      position = entry.position - events.count
    }
  }
}

extension PositionWalk {
  private mutating func nextEntry() throws(EventStoreError) -> LedgerEntry? {
    if let entry = unwritten {
      unwritten = nil
      return entry
    }
    return try tips.popLast().map { (tip) throws(EventStoreError) in
      try LedgerEntry(tip, reader)
    }
  }
}

/// Reads events in the order in which a replica accepted them, newest first; holds one entry at a time.
struct ReversePositionWalk {
  private var superseded = SupersededEvents()
  private let reader: EventReader
  private let after: Int
  private var entry: LedgerEntry?
  /// The events of the entry at hand, and how many of them are left.
  private var events = EntryEvents()
  private var left = 0
  private var position: Int

  init(_ reader: EventReader, _ entry: LedgerEntry?, after: Int) {
    self.reader = reader
    self.after = after
    self.entry = entry
    position = entry?.position ?? 0
  }

  /// Reads the next event.
  ///
  /// - Returns: Nil behind the last.
  /// - Throws: `damaged`, `io`.
  mutating func next() throws(EventStoreError) -> RecordedEvent? {
    while position > after {
      if left > 0 {
        left -= 1
        let item = events[left]
        defer { position -= 1 }
        if !superseded.isEmpty, superseded.contains(item.id) { continue }
        var memory = EventCommitMemory()
        return try PendingEvent(id: item.id, stream: nil, commit: item.commit, position: position)
          .event(reader, recalling: &memory)
      }
      guard let current = entry else { return nil }
      if current.kind == .rebase {
        for line in current.lines { try superseded.add(line, reader) }
      }
      position = current.position
      events = EntryEvents()
      events = try EntryEvents(current, reader)
      left = events.count
      entry = try current.predecessor(reader)
    }
    return nil
  }
}
