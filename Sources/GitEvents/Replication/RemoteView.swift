package import Git

/// What a remote had when it was last asked.
package struct RemoteView: Sendable {
  /// The remote's name.
  package let remote: String
  /// The heads of its streams.
  package var streams: [StreamName: ObjectID] = [:]
  /// The tips of its ledgers, by the name of the replica.
  package var ledgers: [String: ObjectID] = [:]
  /// The reviewers' notes.
  package var notes: ObjectID?

  /// Makes the view of a remote that has nothing.
  ///
  /// - Parameter remote: The remote's name.
  package init(_ remote: String) { self.remote = remote }

  /// Reads what is remembered of a remote.
  ///
  /// - Parameters:
  ///   - remote: The remote's name.
  ///   - repository: The repository.
  /// - Throws: `invalidInput` for a ref that no store makes; `damaged`, `io`.
  package init(
    of remote: String, in repository: any ReferenceReading
  ) throws(EventStoreError) {
    self.remote = remote
    try RemoteView.list(repository, StoreLayout.remoteStreamPrefix(of: remote)) {
      (component, target) throws(EventStoreError) in
      try add(StoreLayout.streamPrefix + component, target)
    }
    try RemoteView.list(repository, StoreLayout.remoteLedgerPrefix(of: remote)) {
      (component, target) throws(EventStoreError) in
      try add(StoreLayout.ledgerPrefix + component, target)
    }
    notes = try onGit { () throws(GitError) in
      try repository.reference(StoreLayout.remoteNotes(of: remote))
    }
  }

  /// Adds a ref that the remote has.
  ///
  /// - Parameters:
  ///   - reference: Its full name there.
  ///   - target: Where it points.
  /// - Throws: `invalidInput` for one below the store's folders that no store makes.
  package mutating func add(
    _ reference: String, _ target: ObjectID
  ) throws(EventStoreError) {
    if let stream = StoreLayout.stream(of: reference),
      StoreLayout.reference(of: stream) == reference
    {
      streams[stream] = target
    } else if let replica = StoreLayout.replica(of: reference) {
      ledgers[replica] = target
    } else if reference == StoreLayout.notesReference {
      notes = target
    } else {
      throw EventStoreError(
        .invalidInput, "\(remote) has \(reference), which is neither a stream nor a ledger",
        hint: "it was not made by git-events; have it removed there")
    }
  }

  private static func list(
    _ repository: any ReferenceReading, _ prefix: String,
    _ take: (Substring, ObjectID) throws(EventStoreError) -> Void
  ) throws(EventStoreError) {
    var pages = ReferencePages(repository, under: prefix)
    while true {
      let page = try onGit { () throws(GitError) in try pages.next() }
      if page.isEmpty { return }
      for reference in page {
        let target = try onGit { () throws(GitError) in try reference.target.get() }
        try take(reference.name.dropFirst(prefix.count), target)
      }
    }
  }
}
