package import Git

/// What a reader sees of the ledgers: it reads the tip first, so that an append over several streams appears whole.
package struct LedgerView: Sendable {
  /// The ledger that positions are counted in; nil where the repository holds none.
  package let entry: LedgerEntry?

  /// Reads the tip of the ledger that counts here.
  ///
  /// That is the replica's own. A repository that nobody writes to (a fetched copy) has none of its own: there the
  /// ledger that has accepted most is taken, and where only streams were fetched, one as if they were adopted now.
  ///
  /// - Parameters:
  ///   - repository: The repository.
  ///   - reader: Reads its objects.
  /// - Throws: `damaged`, `io`.
  package init(
    _ repository: any StoreRepository, _ reader: EventReader
  ) throws(EventStoreError) {
    let own = try onGit { () throws(GitError) -> ObjectID? in
      guard let name = try repository.replicaName(StoreLayout.paths) else { return nil }
      return try repository.reference(StoreLayout.ledgerReference(of: name))
    }
    if let own {
      entry = try reader.ledgerEntry(own)
      return
    }
    var best: LedgerEntry?
    for tip in try LedgerView.tips(in: repository).values {
      let entry = try reader.ledgerEntry(tip)
      guard let current = best else {
        best = entry
        continue
      }
      let isAhead = (entry.position, current.replica) > (current.position, entry.replica)
      if isAhead { best = entry }
    }
    if let best {
      entry = best
    } else {
      entry = try LedgerEntry(adoptingAllStreamsOf: repository, reader)
    }
  }

  /// The tips of all ledgers of a repository.
  ///
  /// - Parameter repository: The repository.
  /// - Returns: The tips by the name of the replica.
  /// - Throws: `damaged`, `io`.
  package static func tips(
    in repository: any ReferenceReading
  ) throws(EventStoreError) -> [String: ObjectID] {
    let prefix = StoreLayout.ledgerPrefix
    return try onGit { () throws(GitError) -> [String: ObjectID] in
      var tips: [String: ObjectID] = [:]
      for ledger in try repository.references(under: prefix, after: nil, limit: .max) {
        tips[String(ledger.name.dropFirst(prefix.count))] = try ledger.target.get()
      }
      return tips
    }
  }
}
