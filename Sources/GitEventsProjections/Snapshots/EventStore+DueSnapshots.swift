public import GitEvents

extension EventStore {
  /// Makes the snapshots that the store's projections call for after an append.
  ///
  /// For each stream with new events and each projection that applies to it: one at the highest multiple of
  /// `snapshotEvery` among the new versions, and one at the newest version where `snapshotWhen` holds of the state
  /// there. Events that had been recorded before call for none. A store whose projections make no snapshots costs one
  /// look at its own stream.
  ///
  /// The command line does this after every append; a program that appends does it when it has time. Projections that
  /// are written in Swift have `makeDueSnapshots(after:by:every:)`.
  ///
  /// - Parameters:
  ///   - result: What the append did.
  ///   - options: How much an event may cost: the programs come from the store, perhaps from somebody else's.
  /// - Returns: The snapshots, and what could not be made.
  /// - Throws: `damaged`, `io`, where the projections cannot be read.
  @discardableResult
  public func makeDueSnapshots(
    after result: AppendResult, options: ReplayOptions = ReplayOptions()
  ) throws(EventStoreError) -> DueSnapshots {
    var appended = AppendedVersions()
    appended.add(result)
    return try makeDueSnapshots(after: appended, options: options)
  }

  /// Makes the snapshots of a projection that is written in Swift that are due after an append.
  ///
  /// - Parameters:
  ///   - result: What the append did.
  ///   - projection: The projection; it applies to every stream of the append.
  ///   - count: After how many events of a stream a snapshot is made, from 1.
  ///   - options: What may be begun from.
  /// - Returns: The snapshots, and what could not be made.
  /// - Throws: `invalidInput` for a count below 1; `damaged`, `io`, where the store's notes cannot be read.
  @discardableResult
  public func makeDueSnapshots(
    after result: AppendResult, by projection: some Projection, every count: Int,
    options: ReplayOptions = ReplayOptions()
  ) throws(EventStoreError) -> DueSnapshots {
    guard count > 0 else {
      throw EventStoreError(.invalidInput, "a snapshot is made after 1 event or more")
    }
    var appended = AppendedVersions()
    appended.add(result)
    if appended.isEmpty { return DueSnapshots() }
    var run = DueSnapshotRun(self, try StoreNotes(of: self), options)
    run.run(SnapshotPolicy(projection, every: count), appended)
    return run.result
  }

  /// Makes the snapshots that the store's projections call for after any number of appends.
  ///
  /// - Parameters:
  ///   - appended: What the appends made.
  ///   - options: How much an event may cost.
  /// - Returns: The snapshots, and what could not be made.
  /// - Throws: `damaged`, `io`, where the projections cannot be read.
  package func makeDueSnapshots(
    after appended: AppendedVersions, options: ReplayOptions
  ) throws(EventStoreError) -> DueSnapshots {
    if appended.isEmpty { return DueSnapshots() }
    let notes = try StoreNotes(of: self)
    var run = DueSnapshotRun(self, notes, options)
    for name in notes.projections.keys.sorted() {
      guard let definition = notes.projections[name]?.definition,
        SnapshotPolicy.isOne(definition)
      else { continue }
      run.run(definition, appended)
    }
    return run.result
  }
}
