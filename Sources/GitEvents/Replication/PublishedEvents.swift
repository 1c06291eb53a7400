import Git

/// Which events of diverged streams others may have seen: they must stay what they are.
struct PublishedEvents {
  /// By commit, where it was seen.
  private var places: [ObjectID: String] = [:]

  /// Looks for events of diverged streams in what is remembered of remotes, and in the ledgers of other replicas.
  ///
  /// A ledger entry is later than all that it tells of, so each ledger is read only as far back as the oldest event.
  ///
  /// - Parameters:
  ///   - divergences: The streams.
  ///   - store: The store.
  ///   - replica: The replica whose own ledger does not count.
  /// - Throws: `damaged`, `io`.
  init(
    of divergences: [StreamDivergence], _ store: EventStore, replica: String
  ) throws(EventStoreError) {
    guard let oldest = divergences.compactMap(\.ours.first?.commit.time).min() else { return }
    var wanted: Set<ObjectID> = []
    var byComponent: [String: StreamDivergence] = [:]
    for divergence in divergences {
      wanted.formUnion(divergence.ours.map(\.id))
      byComponent[StreamComponent.encode(divergence.stream.text)] = divergence
    }
    var ledgers: [String: String] = [:]
    for prefix in [StoreLayout.remotePrefix, StoreLayout.ledgerPrefix] {
      var pages = ReferencePages(store.repository, under: prefix)
      while true {
        let page = try onGit { () throws(GitError) in try pages.next() }
        if page.isEmpty { break }
        for reference in page {
          guard let target = try? reference.target.get() else { continue }
          switch StoreLayout.remembered(reference.name) {
          case .stream(let remote, let component)?:
            if let divergence = byComponent[component] {
              try take(divergence, from: target, "a stream of \(remote)", wanted, store)
            }
          case .ledger(_, let other)? where other != replica:
            ledgers[target.hex] = other
          case .ledger, nil:
            let other = StoreLayout.replica(of: reference.name)
            if let other, other != replica { ledgers[target.hex] = other }
          }
        }
      }
    }
    for (tip, name) in ledgers {
      guard let tip = ObjectID(hex: tip) else { continue }
      try take(ledger: tip, "the ledger of \(name)", since: oldest, wanted, store)
    }
  }

  /// Where an event was seen.
  ///
  /// - Parameter divergence: The stream with the events.
  /// - Returns: The newest of ours that others may have seen, and where; nil where there is none.
  func newest(
    of divergence: StreamDivergence
  ) -> (event: StreamDivergence.Event, place: String)? {
    for event in divergence.ours.reversed() {
      if let place = places[event.id] { return (event, place) }
    }
    return nil
  }

  private mutating func take(
    _ divergence: StreamDivergence, from tip: ObjectID, _ place: String, _ wanted: Set<ObjectID>,
    _ store: EventStore
  ) throws(EventStoreError) {
    let version = try store.reader.commit(tip, of: divergence.stream).version
    var walk = StreamWalk(
      store.reader, divergence.stream, from: tip, version: version, downTo: divergence.base + 1)
    while let (id, _) = try walk.step() {
      if wanted.contains(id) { places[id] = place }
    }
  }

  private mutating func take(
    ledger tip: ObjectID, _ place: String, since oldest: Timestamp, _ wanted: Set<ObjectID>,
    _ store: EventStore
  ) throws(EventStoreError) {
    var next: ObjectID? = tip
    while let id = next {
      let entry = try LedgerEntry(id, store.reader)
      if entry.time <= oldest { return }
      for line in entry.lines where wanted.contains(line.head) { places[line.head] = place }
      next = entry.previous
    }
  }
}
