import Git

/// Finds refs whose files hold no object name, and what they should hold.
struct DamagedReferences {
  private let store: EventStore

  init(_ store: EventStore) {
    self.store = store
  }

  /// Looks at every ref below a prefix.
  ///
  /// - Parameter prefix: The prefix.
  /// - Returns: Damaged refs with the one value that each can have, and those for which there is no such value.
  /// - Throws: `damaged`, `io`.
  func find(under prefix: String) throws(EventStoreError) -> (
    restorable: [(name: String, target: ObjectID)], uncertain: [String]
  ) {
    var restorable: [(name: String, target: ObjectID)] = []
    var uncertain: [String] = []
    for name in try damaged(under: prefix) {
      if let target = try candidate(for: name) {
        restorable.append((name, target))
      } else {
        uncertain.append(name)
      }
    }
    return (restorable, uncertain)
  }

  private func damaged(under prefix: String) throws(EventStoreError) -> [String] {
    try onGit { () throws(GitError) in
      try store.repository.references(under: prefix, after: nil, limit: .max)
        .filter { (try? $0.target.get()) == nil }.map(\.name)
    }
  }

  private func candidate(for name: String) throws(EventStoreError) -> ObjectID? {
    if name.hasPrefix(StoreLayout.ledgerPrefix) { return try ledgerCandidate(for: name) }
    guard let stream = StoreLayout.stream(of: name) else { return nil }
    var candidates = try remembered(name, "streams/", StoreLayout.streamPrefix)
    if let line = try newestLine(of: name) { candidates.insert(line.head) }
    return try descendant(of: candidates, stream)
  }

  /// What other places say of a ref: packed-refs, and what remotes had when last asked.
  private func remembered(
    _ name: String, _ folder: String, _ prefix: String
  ) throws(EventStoreError) -> Set<ObjectID> {
    let component = name.dropFirst(prefix.count)
    return try onGit { () throws(GitError) in
      var found: Set<ObjectID> = []
      if let packed = try store.repository.packedReference(name) { found.insert(packed) }
      let remotes = try store.repository.references(
        under: StoreLayout.remotePrefix, after: nil, limit: .max)
      for remote in remotes where remote.name.hasSuffix("/\(folder)\(component)") {
        if let target = try? remote.target.get() { found.insert(target) }
      }
      return found
    }
  }

  private func newestLine(of name: String) throws(EventStoreError) -> LedgerLine? {
    let component = String(name.dropFirst(StoreLayout.streamPrefix.count))
    // A damaged ledger tells nothing; other places may.
    let newest = try? LedgerView(store.repository, store.reader).entry
    return try newest?.newestLine(of: component, store.reader)
  }

  /// The one candidate from which all others are reached.
  private func descendant(
    of candidates: Set<ObjectID>, _ stream: StreamName
  ) throws(EventStoreError) -> ObjectID? {
    var heads: [(version: Int, id: ObjectID)] = []
    for id in candidates {
      guard let commit = try? store.reader.commit(id, of: stream) else { return nil }
      heads.append((commit.version, id))
    }
    guard let newest = heads.max(by: { $0.version < $1.version }),
      let oldest = heads.min(by: { $0.version < $1.version })
    else { return nil }
    var others = candidates
    var walk = StreamWalk(
      store.reader, stream, from: newest.id, version: newest.version, downTo: oldest.version)
    while let (id, _) = try walk.step() { others.remove(id) }
    return others.isEmpty ? newest.id : nil
  }

  /// A ledger may be set back only to where it accounts for every event that the streams hold.
  private func ledgerCandidate(for name: String) throws(EventStoreError) -> ObjectID? {
    let candidates = try remembered(name, "ledger/", StoreLayout.ledgerPrefix)
    var newest: LedgerEntry?
    for id in candidates {
      guard let entry = try? LedgerEntry(id, store.reader),
        StoreLayout.ledgerReference(of: entry.replica) == name
      else { return nil }
      if entry.position > newest?.position ?? -1 { newest = entry }
    }
    guard let newest else { return nil }
    let held = try eventsHeld()
    return held == newest.position ? newest.tip : nil
  }

  /// How many events the streams hold, as far as their refs say; nil where one does not say.
  private func eventsHeld() throws(EventStoreError) -> Int? {
    let references = try onGit { () throws(GitError) in
      try store.repository.references(under: StoreLayout.streamPrefix, after: nil, limit: .max)
    }
    var events = 0
    for reference in references {
      guard let stream = StoreLayout.stream(of: reference.name),
        let target = try? reference.target.get()
      else { return nil }
      events += try store.reader.commit(target, of: stream).version
    }
    return events
  }
}
