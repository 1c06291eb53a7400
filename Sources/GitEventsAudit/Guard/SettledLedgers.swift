package import Git
package import GitEvents

/// Finds out up to where ledgers are borne out by the refs of streams.
///
/// A ledger may be ahead of its streams, as in a backup. Whoever takes events in has to know of what, and need not look
/// through the ledgers again up to where nothing is.
package struct SettledLedgers: Sendable {
  private let repository: any StoreRepository
  private let reader: EventReader

  /// Prepares to look.
  ///
  /// - Parameter repository: The repository.
  package init(_ repository: any StoreRepository) {
    self.repository = repository
    reader = EventReader(repository)
  }

  /// Looks at all ledgers.
  ///
  /// - Parameter earlier: What was found the last time, by replica; not looked at again.
  /// - Returns: The tips of ledgers of which every stream has a ref that is as far as they tell, and else what was found
  ///   the last time, by replica.
  /// - Throws: `io`, `damaged`.
  package func find(
    from earlier: [String: CommitID]
  ) throws(EventStoreError) -> [String: CommitID] {
    var found: [String: CommitID] = [:]
    let listed = try onGit { () throws(GitError) in
      try repository.references(under: StoreLayout.ledgerPrefix, after: nil, limit: .max)
    }
    for reference in listed {
      let replica = String(reference.name.dropFirst(StoreLayout.ledgerPrefix.count))
      let tip = try onGit { () throws(GitError) in try reference.target.get() }
      found[replica] =
        try isSettled(tip, from: earlier[replica]?.object) ? CommitID(tip) : earlier[replica]
    }
    return found
  }

  private func isSettled(
    _ tip: ObjectID, from earlier: ObjectID?
  ) throws(EventStoreError) -> Bool {
    var seen: Set<String> = []
    var next: ObjectID? = tip
    while let id = next, id != earlier {
      let commit = try reader.ledgerCommit(id)
      for line in commit.lines where seen.insert(line.component).inserted {
        guard let stream = line.stream else { return false }
        let head = try onGit(stream) { () throws(GitError) in
          try repository.reference(StoreLayout.reference(of: stream))
        }
        // The newest line of a stream tells most of it.
        guard let head else { return false }
        if head == line.head { continue }
        if try reader.commit(head, of: stream).version < line.after { return false }
      }
      next = commit.previous
    }
    return true
  }
}
