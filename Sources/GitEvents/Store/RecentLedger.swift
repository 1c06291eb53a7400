import Git

/// The newest entries of the ledger, against which the refs of streams are checked before they are appended to.
///
/// A ref that was rewound or replaced by hand would otherwise fork its stream. How far back a writer looks is bounded, or
/// appending would slow down as the ledger grows; `git events recover` compares everything.
final class RecentLedger {
  /// At most so many entries and so many lines: about a millisecond.
  private static let depth = (entries: 32, lines: 512)

  let entry: LedgerEntry?
  private let reader: EventReader
  private var lines: [String: LedgerLine]?
  private var foreignLedgers: Set<ObjectID> = []
  /// Whether the newest entries are all that there are.
  private var hasReadAll = false

  init(_ entry: LedgerEntry?, _ reader: EventReader) {
    self.entry = entry
    self.reader = reader
  }

  /// Whether the store holds nothing but what imports and its own creation put there.
  ///
  /// - Throws: `damaged`, `io`.
  func holdsOnlyImports() throws(EventStoreError) -> Bool {
    var next = entry
    while let entry = next, entry.kind == .import {
      next = try entry.predecessor(reader)
    }
    guard let last = next else { return true }
    return last.lines.allSatisfy { $0.stream == .store }
  }

  /// Compares a stream with where the ledger left it.
  ///
  /// - Parameters:
  ///   - stream: The stream.
  ///   - head: Where its ref points; nil where there is none.
  /// - Returns: The events that another program, such as a plain `git fetch`, has brought since: the ledger is to tell of
  ///   them before it tells of anything after them.
  /// - Throws: `damaged` where the ref does not follow from what the ledger says; `io`.
  func gap(
    of stream: StreamName, at head: StreamHead?
  ) throws(EventStoreError) -> LedgerLine? {
    let component = StreamComponent.encode(stream.text)
    var line = try recentLines()[component]
    if line == nil, let head, hasReadAll {
      // Nothing of the stream stands in the whole ledger: another program has brought all of it.
      return LedgerLine(component: component, before: 0, after: head.version, head: head.commit)
    }
    if line == nil, let head, let entry, head.time > entry.time {
      // Recorded after the ledger's newest entry, so not by this replica: what came before it is looked up in full.
      line = try entry.newestLine(of: component, reader)
      if line == nil {
        return LedgerLine(
          component: component, before: 0, after: head.version, head: head.commit)
      }
    }
    guard let line, line.head != head?.commit else { return nil }
    guard let head, head.version > line.after,
      try follows(head, from: line.head, version: line.after, stream)
    else { throw moved(stream, line, head) }
    return LedgerLine(
      component: component, before: line.after, after: head.version, head: head.commit)
  }

  private func moved(
    _ stream: StreamName, _ line: LedgerLine, _ head: StreamHead?
  ) -> EventStoreError {
    let now = head.map { "is at version \($0.version), commit \($0.commit)" } ?? "is gone"
    return EventStoreError(
      .damaged,
      "the ref of \(stream) \(now), which does not follow from version \(line.after), "
        + "commit \(line.head), as the ledger has it",
      hint: "the ref was moved by hand; put it back with `git update-ref "
        + "\(StoreLayout.reference(of: stream)) \(line.head)` if that was a mistake",
      stream: stream, actual: head?.version ?? 0, commit: CommitID(line.head))
  }

  private func follows(
    _ head: StreamHead, from id: ObjectID, version: Int, _ stream: StreamName
  ) throws(EventStoreError) -> Bool {
    var walk = StreamWalk(
      reader, stream, from: head.commit, version: head.version, downTo: version)
    var last: ObjectID?
    while let (id, _) = try walk.step() { last = id }
    return last == id
  }

  /// The ledgers of other replicas that the newest entries name.
  ///
  /// - Throws: `damaged`, `io`.
  func recentForeignLedgers() throws(EventStoreError) -> Set<ObjectID> {
    _ = try recentLines()
    return foreignLedgers
  }

  private func recentLines() throws(EventStoreError) -> [String: LedgerLine] {
    if let lines { return lines }
    var found: [String: LedgerLine] = [:]
    var next = entry
    var count = (entries: 0, lines: 0)
    while let entry = next {
      foreignLedgers.formUnion(entry.foreignLedgers)
      for line in entry.lines where found[line.component] == nil { found[line.component] = line }
      count = (count.entries + 1, count.lines + entry.lines.count)
      if count.entries >= RecentLedger.depth.entries { break }
      if count.lines >= RecentLedger.depth.lines { break }
      next = try entry.predecessor(reader)
      hasReadAll = next == nil
    }
    lines = found
    return found
  }
}
