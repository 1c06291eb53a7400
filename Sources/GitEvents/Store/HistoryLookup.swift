package import Git
import Synchronization

/// Finds events by their ids by reading history once, and from then on only what was added.
///
/// Holds a hash and a commit for each event: about 40 bytes.
package final class HistoryLookup: EventIDLookup {
  private struct Table: Sendable {
    /// Everything up to this tip is in the table; nil before the first look.
    var tip: ObjectID??
    var commits = EventIDTable()
    /// Those whose hash was taken already.
    var colliding: [EventID: ObjectID] = [:]

    mutating func insert(_ id: EventID, _ commit: ObjectID) {
      let known = commits.insert(HistoryLookup.key(of: id), commit)
      if let known, known != commit { colliding[id] = commit }
    }
  }

  /// So many entries are read to catch up before reading everything anew is likely to be quicker.
  private static let catchUpLimit = 100_000

  private let repository: any StoreRepository
  private let reader: EventReader
  private let table = Mutex(Table())

  package init(_ repository: any StoreRepository, _ reader: EventReader) {
    self.repository = repository
    self.reader = reader
  }

  /// What stands for an id in this process.
  ///
  /// - Parameter id: The id.
  /// - Returns: Its hash.
  static func key(of id: EventID) -> UInt64 {
    UInt64(bitPattern: Int64(id.hashValue))
  }

  package func commits(
    of ids: Set<EventID>, at tip: ObjectID?
  ) throws(EventStoreError) -> [EventID: ObjectID]? {
    try table.withLock { (table) throws(EventStoreError) -> [EventID: ObjectID]? in
      try refresh(&table, to: tip)
      var found: [EventID: ObjectID] = [:]
      for id in ids {
        if let commit = table.colliding[id] {
          found[id] = commit
        } else if let commit = table.commits[HistoryLookup.key(of: id)],
          try reader.commit(commit).id == id
        {
          found[id] = commit
        }
      }
      return found
    }
  }

  /// Reads what has to be read before ids can be looked up.
  ///
  /// - Parameter tip: The tip of the ledger that they will be looked up for.
  /// - Throws: `damaged`, `io`.
  func prepare(at tip: ObjectID?) throws(EventStoreError) {
    try table.withLock { (table) throws(EventStoreError) in try refresh(&table, to: tip) }
  }

  /// Finds out which of some ids may be taken, without reading their events.
  ///
  /// - Parameters:
  ///   - keys: What stands for the ids.
  ///   - tip: The tip of the ledger that the answer must be true for.
  /// - Returns: The commits that must be looked at, by the places of the keys: their events have these ids, or others for
  ///   which the same stands.
  /// - Throws: `damaged`, `io`.
  func candidates(
    for keys: [UInt64], at tip: ObjectID?
  ) throws(EventStoreError) -> [(place: Int, commit: ObjectID)] {
    try table.withLock { (table) throws(EventStoreError) -> [(place: Int, commit: ObjectID)] in
      try refresh(&table, to: tip)
      var found: [(place: Int, commit: ObjectID)] = []
      for (place, key) in keys.enumerated() {
        if let commit = table.commits[key] { found.append((place, commit)) }
      }
      return found
    }
  }

  /// Adds events that this process has just appended.
  ///
  /// - Parameters:
  ///   - events: Their ids with their commits.
  ///   - old: The ledger's tip before.
  ///   - new: The ledger's tip after.
  package func record(_ events: [(EventID, ObjectID)], from old: ObjectID?, to new: ObjectID) {
    table.withLock { table in
      guard table.tip == .some(old) else { return }
      table.commits.reserve(events.count)
      for (id, commit) in events { table.insert(id, commit) }
      table.tip = new
    }
  }

  private func refresh(
    _ table: inout Table, to tip: ObjectID?
  ) throws(EventStoreError) {
    if table.tip == .some(tip) { return }
    if case .some(.some(let known)) = table.tip, let tip {
      if try catchUp(&table, from: known, to: tip) { return }
    }
    table = Table()
    try readStreams(into: &table)
    table.tip = .some(tip)
  }

  /// Reads the entries between two tips.
  ///
  /// - Returns: False where the first does not lead to the second.
  private func catchUp(
    _ table: inout Table, from known: ObjectID, to tip: ObjectID
  ) throws(EventStoreError) -> Bool {
    var entries: [LedgerEntry] = []
    var next: ObjectID? = tip
    while let id = next, id != known {
      let entry = try LedgerEntry(id, reader)
      entries.append(entry)
      next = entry.previous
      if entries.count > HistoryLookup.catchUpLimit { return false }
    }
    guard next == known else { return false }
    // The newest last: where an event was rebased, its new commit counts.
    for entry in entries.reversed() {
      for line in entry.lines { try read(line, into: &table) }
    }
    table.tip = tip
    return true
  }

  private func read(_ line: LedgerLine, into table: inout Table) throws(EventStoreError) {
    guard let stream = line.stream else { return }
    try read(stream, line.head, line.after, downTo: line.before + 1, into: &table)
  }

  private func read(
    _ line: LedgerLine, but superseded: SupersededEvents, into table: inout Table
  ) throws(EventStoreError) {
    guard let stream = line.stream else { return }
    var walk = StreamWalk(
      reader, stream, from: line.head, version: line.after, downTo: line.before + 1)
    while let (id, commit) = try walk.step() {
      if !superseded.contains(id) { table.insert(commit.id, id) }
    }
  }

  private func read(
    _ stream: StreamName, _ head: ObjectID, _ version: Int, downTo lowest: Int,
    into table: inout Table
  ) throws(EventStoreError) {
    var walk = StreamWalk(reader, stream, from: head, version: version, downTo: lowest)
    while let (id, commit) = try walk.step() { table.insert(commit.id, id) }
  }

  /// Reads every stream from its ref.
  ///
  /// - Parameters:
  ///   - table: Where their ids go.
  ///   - damaged: The streams whose refs do not lead to their events: what the ledger tells of those counts, for one bad
  ///     ref is no reason to answer nobody.
  /// - Throws: `damaged`, `io`.
  private func readStreams(
    into table: inout Table, butFromTheLedger damaged: Set<String> = []
  ) throws(EventStoreError) {
    let view = try LedgerView(repository, reader)
    let heads = StreamHeads(repository, reader, view)
    // A writer that was killed behind the commit point may have left a new stream without a ref.
    for line in view.entry?.lines ?? [] { try read(line, into: &table) }
    var alsoDamaged: Set<String> = []
    var events = 0
    var pages = ReferencePages(repository, under: StoreLayout.streamPrefix)
    while true {
      let page = try onGit { () throws(GitError) in try pages.next() }
      if page.isEmpty { break }
      for reference in page {
        guard let stream = StoreLayout.stream(of: reference.name) else { continue }
        let component = StreamComponent.encode(stream.text)
        if damaged.contains(component) { continue }
        do throws(EventStoreError) {
          let target = try onGit(stream) { () throws(GitError) in try reference.target.get() }
          guard let head = try heads.head(of: stream, at: target) else { continue }
          try read(stream, head.id, head.commit.version, downTo: 1, into: &table)
          events += head.commit.version
        } catch {
          guard error.code == .damaged else { throw error }
          alsoDamaged.insert(component)
        }
      }
    }
    if !alsoDamaged.isEmpty {
      // A part of them may be in the table by now.
      table = Table()
      return try readStreams(into: &table, butFromTheLedger: damaged.union(alsoDamaged))
    }
    // Fewer events than the ledger has accepted: a stream is damaged, was rewound or deleted, and its ids are taken all
    // the same.
    if events < view.entry?.position ?? 0 {
      try readLedger(from: view.entry, into: &table)
    }
  }

  /// Reads every event that the ledger tells of.
  private func readLedger(
    from entry: LedgerEntry?, into table: inout Table
  ) throws(EventStoreError) {
    var superseded = SupersededEvents()
    var next = entry
    while let entry = next {
      for line in entry.lines {
        try superseded.add(line, reader)
        try read(line, but: superseded, into: &table)
      }
      next = try entry.predecessor(reader)
    }
  }
}
