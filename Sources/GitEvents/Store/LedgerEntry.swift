package import Git

/// One entry of a ledger: what one append added, all its parts together.
package struct LedgerEntry: Sendable {
  /// The entry's last commit, at which the ledger's ref pointed after the append.
  package let tip: ObjectID
  /// The replica that wrote it.
  package let replica: String
  package let kind: LedgerCommit.Kind
  /// The events that the replica has accepted, up to and including the entry.
  package let position: Int
  package let time: Timestamp
  /// The lines of all parts, in order.
  package let lines: [LedgerLine]
  /// The previous entry's tip; nil for the genesis.
  package let previous: ObjectID?
  package let foreignLedgers: [ObjectID]
  /// The store's id, in a genesis.
  package let storeID: String?

  /// Whether no commit holds the entry, because the repository has streams but no ledger.
  package var isUnwritten: Bool { tip == .zero }

  /// How many events the entry covers.
  package var count: Int { lines.reduce(0) { $0 + $1.count } }

  /// Reads the entry that ends with a commit.
  ///
  /// - Parameters:
  ///   - tip: The commit.
  ///   - reader: Reads the repository.
  /// - Throws: `damaged`, `io`.
  package init(_ tip: ObjectID, _ reader: EventReader) throws(EventStoreError) {
    let last = try reader.ledgerCommit(tip)
    guard last.part.number == last.part.total else {
      throw LedgerEntry.damaged(tip, "it ends in the middle of an append")
    }
    var parts = [last]
    while let first = parts.last, first.part.number > 1 {
      guard let id = first.previous else {
        throw LedgerEntry.damaged(tip, "an earlier part is missing")
      }
      let part = try reader.ledgerCommit(id)
      guard part.part.number == first.part.number - 1, part.part.total == last.part.total,
        part.replica == last.replica, part.kind == last.kind
      else { throw LedgerEntry.damaged(tip, "its parts do not belong together") }
      parts.append(part)
    }
    parts.reverse()
    self.tip = tip
    replica = last.replica
    kind = last.kind
    position = last.position
    time = last.time
    lines = parts.flatMap(\.lines)
    previous = parts.first?.previous
    foreignLedgers = parts.flatMap(\.foreignLedgers)
    storeID = last.storeID
    let isInOrder = zip(lines, lines.dropFirst()).allSatisfy {
      $0.component.utf8.lexicographicallyPrecedes($1.component.utf8)
    }
    guard isInOrder else { throw LedgerEntry.damaged(tip, "its parts are not in order") }
  }

  /// Makes the entry that a new replica would begin its ledger with, without writing it; fails without streams.
  ///
  /// - Parameters:
  ///   - repository: A repository with streams but without ledgers.
  ///   - reader: Reads it.
  /// - Throws: `damaged`, `io`.
  init?(
    adoptingAllStreamsOf repository: any ReferenceReading, _ reader: EventReader
  ) throws(EventStoreError) {
    let references = try onGit { () throws(GitError) in
      try repository.references(under: StoreLayout.streamPrefix, after: nil, limit: .max)
    }
    var lines: [LedgerLine] = []
    var latest = Timestamp(microseconds: 0)
    for reference in references {
      guard let stream = StoreLayout.stream(of: reference.name) else { continue }
      let target = try onGit(stream) { () throws(GitError) in try reference.target.get() }
      let commit = try reader.commit(target, of: stream)
      lines.append(
        LedgerLine(
          component: StreamComponent.encode(stream.text), before: 0, after: commit.version,
          head: target))
      latest = max(latest, commit.time)
    }
    if lines.isEmpty { return nil }
    tip = .zero
    replica = ""
    kind = .adopt
    position = lines.reduce(0) { $0 + $1.count }
    time = Timestamp(microseconds: latest.microseconds + 1)
    self.lines = lines
    previous = nil
    foreignLedgers = []
    storeID = nil
  }

  /// The line of a stream.
  ///
  /// - Parameter component: The stream as a component of a ref.
  /// - Returns: Nil where the entry does not name the stream.
  package func line(of component: String) -> LedgerLine? {
    // The lines are sorted, which init has checked.
    var range = 0..<lines.count
    while let first = range.first {
      let middle = first + range.count / 2
      if lines[middle].component == component { return lines[middle] }
      let isBefore = lines[middle].component.utf8.lexicographicallyPrecedes(component.utf8)
      range = isBefore ? middle + 1..<range.upperBound : first..<middle
    }
    return nil
  }

  private static func damaged(_ id: ObjectID, _ reason: String) -> EventStoreError {
    EventStoreError(
      .damaged, "ledger commit \(id) is not sound: \(reason)",
      hint: "the store was damaged or tampered with; nothing was changed", commit: CommitID(id))
  }
}
