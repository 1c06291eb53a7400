import Git
package import GitEvents

/// A snapshot as its tag names it, and what became of looking at it.
package struct ExaminedSnapshot: Sendable {
  /// The tag.
  package let reference: SnapshotReference
  /// What it says; nil where it cannot be read.
  package let snapshot: Snapshot?
  /// Whether it can be begun from.
  package let standing: SnapshotStanding
}

/// Tells of snapshots whether they can be begun from; none of the states is computed again.
package struct SnapshotExaminer {
  private let store: EventStore
  private let definitions: KnownDefinitions
  private let skipped: SkippedEvents

  /// Makes an examiner.
  ///
  /// - Parameters:
  ///   - store: The store.
  ///   - notes: What the store has recorded about its events.
  ///   - definitions: The definitions in use.
  package init(_ store: EventStore, _ notes: StoreNotes, _ definitions: KnownDefinitions) {
    self.store = store
    self.definitions = definitions
    skipped = notes.skipped
  }

  /// Looks at snapshots.
  ///
  /// Walks each stream once, from its head to the lowest of its snapshots.
  ///
  /// - Parameter references: Their tags.
  /// - Returns: What was found, in the same order.
  /// - Throws: `damaged` where a stream cannot be walked; `io`.
  package func examine(
    _ references: [SnapshotReference]
  ) throws -> [ExaminedSnapshot] {
    // One stream after the other: what a walk has passed takes room.
    let order = references.indices.sorted { references[$0].stream < references[$1].stream }
    var examined = [ExaminedSnapshot?](repeating: nil, count: references.count)
    var commits: StreamCommits?
    for index in order {
      let reference = references[index]
      if commits?.stream != reference.stream {
        commits = try StreamCommits(store, reference.stream)
      }
      guard let commits else { continue }
      examined[index] = try examine(reference, commits)
    }
    return examined.compactMap { $0 }
  }

  private func examine(
    _ reference: SnapshotReference, _ commits: StreamCommits
  ) throws -> ExaminedSnapshot {
    let snapshot: Snapshot
    do {
      snapshot = try store.snapshot(reference)
    } catch {
      return try damaged(reference, nil, error)
    }
    do {
      // It is looked at and let go: what a replay could not read is damaged.
      _ = try store.state(of: snapshot)
    } catch {
      return try damaged(reference, snapshot, error)
    }
    return ExaminedSnapshot(
      reference: reference, snapshot: snapshot, standing: try standing(snapshot, commits))
  }

  private func damaged(
    _ reference: SnapshotReference, _ snapshot: Snapshot?, _ error: EventStoreError
  ) throws(EventStoreError) -> ExaminedSnapshot {
    guard error.code == .damaged else { throw error }
    return ExaminedSnapshot(
      reference: reference, snapshot: snapshot, standing: .damaged(reason: error.message))
  }

  private func standing(
    _ snapshot: Snapshot, _ commits: StreamCommits
  ) throws -> SnapshotStanding {
    guard snapshot.version <= commits.head,
      try commits.commit(of: snapshot.version) == snapshot.event
    else { return .notInStream }
    guard let made = snapshot.definition else { return .notRecomputable }
    guard let definition = definitions.definition(snapshot.projection) else {
      return .noDefinition
    }
    guard try definition.id() == made else { return .otherDefinition }
    let leftOut = try commits.key(of: skipped, through: snapshot.version)
    return leftOut == snapshot.skipped ? .current : .otherEventsLeftOut
  }
}
