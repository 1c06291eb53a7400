import Git

/// The events whose appends had expected their streams to be where they are no longer once the events get another place.
struct LostExpectations {
  private var events: Set<ObjectID> = []

  /// Looks in the ledger for appends that named the version that they expected.
  ///
  /// - Parameters:
  ///   - relocations: The events.
  ///   - newest: The newest entry of this replica's ledger.
  ///   - reader: Reads the repository.
  /// - Throws: `damaged`, `io`.
  init(
    _ relocations: [PullPlan.Relocation], _ newest: LedgerEntry?, _ reader: EventReader
  ) throws(EventStoreError) {
    var byComponent: [String: [Int: ObjectID]] = [:]
    for relocation in relocations {
      byComponent[StreamComponent.encode(relocation.divergence.stream.text)] = Dictionary(
        relocation.divergence.ours.map { ($0.commit.version, $0.id) }
      ) { $1 }
    }
    let oldest = relocations.compactMap(\.divergence.ours.first?.commit.time).min()
    var next = newest
    while let entry = next, let oldest, entry.time > oldest {
      for line in entry.lines where line.isExpected {
        guard let ours = byComponent[line.component], ours[line.after] == line.head else {
          continue
        }
        // The expectation was that of the append's first event.
        if let first = ours[line.before + 1] { events.insert(first) }
      }
      next = try entry.predecessor(reader)
    }
  }

  /// Whether an event's append had expected another version than there is now.
  ///
  /// - Parameter id: The event's commit.
  /// - Returns: True where its append had named a version.
  func contains(_ id: ObjectID) -> Bool { events.contains(id) }
}
