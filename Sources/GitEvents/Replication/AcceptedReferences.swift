package import Git

/// What this replica has accepted of a remote, under the names that refs have there: whatever goes beyond it must be
/// checked before it counts, whoever brought it here.
package struct AcceptedReferences: ReferenceReading {
  /// What the remote's refs go on from here, and where they are there.
  package struct Change: Sendable {
    /// The full name of the ref there.
    package let reference: String
    /// Up to where it was accepted; nil for nothing.
    package let old: ObjectID?
    /// Where it is.
    package let new: ObjectID
  }

  /// What goes beyond.
  package private(set) var changes: [Change] = []
  private var targets: [String: ObjectID] = [:]

  /// Compares what a remote has with what was accepted.
  ///
  /// - Parameters:
  ///   - view: What the remote has.
  ///   - store: The store.
  ///   - objects: Reads what is here and what was fetched.
  /// - Throws: `damaged`, `io`.
  package init(
    of view: RemoteView, by store: EventStore, reading objects: any ObjectReading
  ) throws(EventStoreError) {
    let reader = EventReader(objects)
    try acceptLedgers(view, store)
    for (stream, there) in view.streams.sorted(by: { $0.key.text < $1.key.text }) {
      let name = StoreLayout.reference(of: stream)
      let here = try onGit(stream) { () throws(GitError) in
        try store.repository.reference(name)
      }
      targets[name] = here
      if here == there { continue }
      let head = try here.map { (id) throws(EventStoreError) in
        let commit = try store.reader.commit(id, of: stream)
        return StreamHead(version: commit.version, commit: id, time: commit.time)
      }
      switch try StreamMeeting(of: stream, here: head, there: there, reader) {
      case .nothingNew: continue
      case .behind: changes.append(Change(reference: name, old: here, new: there))
      case .diverged(let divergence):
        targets[name] = divergence.ours.first?.commit.parent
        changes.append(Change(reference: name, old: targets[name], new: there))
      }
    }
    if let notes = view.notes {
      let here = try onGit { () throws(GitError) in
        try store.repository.reference(StoreLayout.remoteNotes(of: view.remote))
      }
      targets[StoreLayout.notesReference] = here
      if here != notes {
        changes.append(Change(reference: StoreLayout.notesReference, old: here, new: notes))
      }
    }
  }

  /// The ledgers of others are accepted up to where this replica's own says that it took them over.
  ///
  /// Its own is left out: of streams that diverged it tells what the other side has not.
  private mutating func acceptLedgers(
    _ view: RemoteView, _ store: EventStore
  ) throws(EventStoreError) {
    let own = try onGit { () throws(GitError) in
      try store.repository.replicaName(StoreLayout.paths)
    }
    var wanted = Set(view.ledgers.keys.filter { $0 != own })
    var next = try LedgerView(store.repository, store.reader).entry
    while let entry = next, !wanted.isEmpty, !entry.isUnwritten {
      for tip in entry.foreignLedgers {
        let replica = try store.reader.ledgerCommit(tip).replica
        guard wanted.remove(replica) != nil else { continue }
        targets[StoreLayout.ledgerReference(of: replica)] = tip
      }
      next = try entry.predecessor(store.reader)
    }
    for (replica, tip) in view.ledgers.sorted(by: { $0.key < $1.key }) where replica != own {
      let name = StoreLayout.ledgerReference(of: replica)
      if targets[name] == tip { continue }
      changes.append(Change(reference: name, old: targets[name], new: tip))
    }
  }

  package func reference(_ name: String) throws(GitError) -> ObjectID? { targets[name] }

  package func references(
    under prefix: String, after: String?, limit: Int
  ) throws(GitError) -> [ListedReference] {
    let names = targets.keys.filter { name in
      name.hasPrefix(prefix)
        && (after.map { $0.utf8.lexicographicallyPrecedes(name.utf8) } ?? true)
    }
    let sorted = names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    return sorted.prefix(limit).compactMap { name in
      targets[name].map { ListedReference(name: name, target: .success($0)) }
    }
  }
}
