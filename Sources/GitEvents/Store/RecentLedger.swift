import Git

/// The newest entries of the ledger, against which the refs of streams are checked before they are appended to.
///
/// A ref that was rewound by hand would otherwise fork its stream. How far back a writer looks is bounded; `git events
/// recover` and `verify` look at everything.
final class RecentLedger {
  /// At most so many entries and so many lines: about a millisecond.
  private static let depth = (entries: 32, lines: 512)

  let entry: LedgerEntry?
  private let reader: EventReader
  private var lines: [String: LedgerLine]?

  init(_ entry: LedgerEntry?, _ reader: EventReader) {
    self.entry = entry
    self.reader = reader
  }

  /// Whether the store holds nothing but what imports and its own creation put there.
  func holdsOnlyImports() throws(EventStoreError) -> Bool {
    var next = entry
    while let entry = next, entry.kind == .import {
      next = try entry.previous.map { (id) throws(EventStoreError) in
        try LedgerEntry(id, reader)
      }
    }
    guard let last = next else { return true }
    return last.lines.allSatisfy { $0.stream == .store }
  }

  /// Refuses a stream whose ref is not where the ledger left it, or ahead of that.
  ///
  /// - Parameters:
  ///   - stream: The stream.
  ///   - target: Where its ref points.
  ///   - version: The version of that commit; 0 for none.
  /// - Throws: `damaged`, `io`.
  func check(
    _ stream: StreamName, isAt target: ObjectID?, version: Int
  ) throws(EventStoreError) {
    guard let line = try recentLines()[StreamComponent.encode(stream.text)] else { return }
    if line.head == target || version > line.after { return }
    let now = version == 0 ? "is gone" : "is at version \(version), commit \(target ?? .zero)"
    throw EventStoreError(
      .damaged,
      "the ref of \(stream) \(now), but the ledger says version \(line.after), commit \(line.head)",
      hint: "the ref was moved by hand; put it back with `git update-ref "
        + "\(StoreLayout.reference(of: stream)) \(line.head)` if that was a mistake",
      stream: stream, actual: version, commit: CommitID(line.head))
  }

  private func recentLines() throws(EventStoreError) -> [String: LedgerLine] {
    if let lines { return lines }
    var found: [String: LedgerLine] = [:]
    var next = entry
    var count = (entries: 0, lines: 0)
    while let entry = next {
      for line in entry.lines where found[line.component] == nil { found[line.component] = line }
      count = (count.entries + 1, count.lines + entry.lines.count)
      if count.entries >= RecentLedger.depth.entries { break }
      if count.lines >= RecentLedger.depth.lines { break }
      next = try entry.previous.map { (id) throws(EventStoreError) in
        try LedgerEntry(id, reader)
      }
    }
    lines = found
    return found
  }
}
