package import Git

extension EventStore {
  /// Takes over what a remote had when it was last asked; every object of it is here already, and was checked.
  ///
  /// - Parameters:
  ///   - view: What the remote had.
  ///   - policy: What becomes of streams that diverged.
  /// - Returns: What was done; nothing where `isStopped`.
  /// - Throws: `otherStore` where the remote holds another store, `storeNotFound` where it holds none; `clockSkew`,
  ///   `damaged`, `busy`, `diskFull`, `permissionDenied`, `io`: nothing was written, or only streams that had not
  ///   diverged. `outcomeUnknown`: pull again.
  package func pull(
    _ view: RemoteView, ifDiverged policy: DivergencePolicy
  ) throws(EventStoreError) -> PullReport {
    try refuseAnotherStore(view, reading: repository)
    let report = try inTurn { (turn, memory, recovery) throws(EventStoreError) -> PullReport in
      var pull = PullSession(self, turn, memory, view)
      defer { memory = pull.memory }
      var report = try pull.run(policy)
      report.recovery = recovery
      return report
    }
    maintainWhenDue()
    return report
  }

  /// Says what `pull` would do, and writes nothing.
  ///
  /// - Parameters:
  ///   - view: What the remote had.
  ///   - policy: What becomes of streams that diverged.
  /// - Returns: What would be done.
  /// - Throws: As `pull` does.
  package func planPull(
    _ view: RemoteView, ifDiverged policy: DivergencePolicy
  ) throws(EventStoreError) -> PullReport {
    try refuseAnotherStore(view, reading: repository)
    let ledger = try LedgerView(repository, reader)
    let heads = StreamHeads(repository, reader, ledger)
    let replica = try onGit { () throws(GitError) in try repository.replicaName(StoreLayout.paths) }
    let plan = try PullPlan(
      view, policy, self, replica: replica ?? "replica", tip: ledger.entry?.tip,
      head: { (stream) throws(EventStoreError) in
        try heads.head(of: stream).map {
          StreamHead(version: $0.commit.version, commit: $0.id, time: $0.commit.time)
        }
      })
    var report = plan.report(isStopped: policy == .stop)
    if report.isStopped { return report }
    let expectations = try LostExpectations(plan.relocations, ledger.entry, reader)
    report.moved = plan.moves.map {
      PullReport.Moved(stream: $0.stream, before: $0.before, after: $0.new.version)
    }
    report.rebased = plan.relocations.map { .init($0, losing: expectations).planned(behind: $0) }
    report.moved += plan.relocations.map(\.moved)
    return report
  }

  /// Makes a repository another replica of a store that a remote holds.
  ///
  /// - Parameters:
  ///   - repository: A repository without a store, in which all objects of the remote's store are.
  ///   - view: What the remote had.
  ///   - options: How the store behaves, and what it takes from outside.
  /// - Returns: The store, and what was taken over.
  /// - Throws: As `pull` does; `unsupported` where there is a store already.
  package static func join(
    _ repository: any StoreRepository, _ view: RemoteView, options: EventStoreOptions
  ) throws(EventStoreError) -> (store: EventStore, report: PullReport) {
    guard try StoreCreation.find(in: repository) == nil else {
      throw EventStoreError(
        .unsupported, "this repository holds an event store already",
        hint: "take over what \(view.remote) has with `git events pull \(view.remote)`")
    }
    let store = EventStore(
      repository, id: try creation(in: view, repository).id, options: options)
    return (store, try store.pull(view, ifDiverged: .stop))
  }

  /// Two stores never mix.
  ///
  /// - Parameters:
  ///   - view: What a remote has.
  ///   - objects: Reads what is here and what was fetched.
  /// - Throws: `otherStore` where the remote holds another store, `storeNotFound` where it holds none; `damaged`, `io`.
  package func refuseAnotherStore(
    _ view: RemoteView, reading objects: any ObjectReading
  ) throws(EventStoreError) {
    let creation = try EventStore.creation(in: view, objects)
    // A repository that is to become a replica has no id yet.
    guard creation.id == id || id.isEmpty else {
      throw EventStoreError(
        .otherStore, "\(view.remote) holds another store, \(creation.id); this one is \(id)",
        hint: "two stores never mix: clone that one into a folder of its own")
    }
  }

  private static func creation(
    in view: RemoteView, _ objects: any ObjectReading
  ) throws(EventStoreError) -> StoreCreation {
    guard let head = view.streams[.store] else {
      throw EventStoreError(
        .storeNotFound, "\(view.remote) holds no event store",
        hint: "push one there with `git events push \(view.remote)`")
    }
    return try StoreCreation.find(behind: head, EventReader(objects))
  }
}
