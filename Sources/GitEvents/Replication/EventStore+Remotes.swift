package import Git

extension EventStore {
  /// A store that is not there yet, in a repository that is to become a replica of one.
  ///
  /// - Parameters:
  ///   - repository: The repository.
  ///   - options: How the store behaves, and what it takes from outside.
  /// - Returns: What can remember a remote, and nothing else.
  package static func toBe(
    in repository: any StoreRepository, options: EventStoreOptions
  ) -> EventStore {
    EventStore(repository, id: "", options: options)
  }

  /// Remembers what a remote has, and takes over the packs that came from it.
  ///
  /// - Parameters:
  ///   - view: What the remote has; what it has no more stays remembered.
  ///   - snapshots: Tags of snapshots that are not here yet.
  ///   - objects: The folder of objects that were fetched; nil where nothing was.
  /// - Throws: `busy`, `diskFull`, `permissionDenied`, `io`: nothing is remembered, and what was taken over is swept up
  ///   by git some day.
  package func remember(
    _ view: RemoteView, snapshots: [(name: String, target: ObjectID)] = [],
    bringing objects: String? = nil
  ) throws(EventStoreError) {
    let durably = options.durability == .full
    let repository = repository
    try inTurn { (turn, memory, _) throws(EventStoreError) in
      if let objects {
        try onGit { () throws(GitError) in try turn.adoptPacks(from: objects, durably: durably) }
      }
      var moves = try EventStore.moves(to: view, in: repository)
      for (name, target) in snapshots {
        let old = try onGit { () throws(GitError) in try repository.reference(name) }
        if old == nil { moves.append(.init(name: name, old: nil, new: target)) }
      }
      guard let last = moves.popLast() else { return }
      let pack = try onGit { () throws(GitError) in try turn.makePack() }
      do throws(PublishFailure) {
        let outcome = try turn.publish(
          pack, ReferenceMoves(followers: moves, commitPoint: last), durably: durably)
        if outcome != .complete { memory = EventStore.WriterMemory() }
      } catch {
        throw memory.refusal(
          of: error, unknown: "whether what \(view.remote) has is remembered is not known",
          hint: "fetch again")
      }
    }
  }

  /// The refs that do not say yet what a remote has.
  private static func moves(
    to view: RemoteView, in repository: any StoreRepository
  ) throws(EventStoreError) -> [ReferenceMoves.Move] {
    var wanted: [(String, ObjectID)] = []
    let streams = StoreLayout.remoteStreamPrefix(of: view.remote)
    for (stream, target) in view.streams {
      wanted.append((streams + StreamComponent.encode(stream.text), target))
    }
    let ledgers = StoreLayout.remoteLedgerPrefix(of: view.remote)
    for (replica, target) in view.ledgers { wanted.append((ledgers + replica, target)) }
    if let notes = view.notes { wanted.append((StoreLayout.remoteNotes(of: view.remote), notes)) }
    return try onGit { () throws(GitError) in
      var moves: [ReferenceMoves.Move] = []
      for (name, target) in wanted {
        let old = try repository.reference(name)
        if old != target { moves.append(.init(name: name, old: old, new: target)) }
      }
      return moves
    }
  }

  /// Reads where everything is that others can be given, at one moment: what a writer that was killed has left is put
  /// right before.
  ///
  /// - Returns: The refs, with what was recovered.
  /// - Throws: `busy`, `damaged`, `io`.
  package func shared() throws(EventStoreError) -> SharedReferences {
    let settled = try settledReferences()
    let name = try onGit { () throws(GitError) in try repository.replicaName(StoreLayout.paths) }
    return try SharedReferences(settled, replica: name)
  }
}

/// Where everything is that others can be given, at one moment.
package struct SharedReferences: Sendable {
  /// The streams, the ledgers and the reviewers' notes.
  package var view = RemoteView("")
  /// The snapshots' tags.
  package var snapshots: [(name: String, target: ObjectID)] = []
  /// The name of this replica; nil where nothing was written here yet.
  package let replica: String?
  /// What was put right of an interrupted writer before.
  package let recovery: RecoveryReport?

  fileprivate init(_ settled: SettledReferences, replica: String?) throws(EventStoreError) {
    self.replica = replica
    recovery = settled.recovery
    for reference in settled.references {
      if StoreLayout.isSnapshot(reference.name) {
        snapshots.append((reference.name, reference.target))
      } else {
        try view.add(reference.name, reference.target)
      }
    }
  }
}
