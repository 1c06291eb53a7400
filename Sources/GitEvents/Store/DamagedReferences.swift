import Git

/// Finds refs whose files hold no object name, and what they should hold.
struct DamagedReferences {
  private let store: EventStore

  init(_ store: EventStore) {
    self.store = store
  }

  /// Looks at every ref of the store.
  ///
  /// - Parameters:
  ///   - restore: Called with a damaged ref and the one value that it can have.
  ///   - unresolved: Called with what is to be said of a damaged ref for which there is no such value.
  /// - Throws: What `restore` throws; `damaged`, `io`.
  func find(
    _ restore: (String, ObjectID) throws(EventStoreError) -> Void,
    unresolved: (String) -> Void
  ) throws(EventStoreError) {
    // Ledgers first: what a stream should be is read from them.
    for prefix in [StoreLayout.ledgerPrefix, StoreLayout.streamPrefix] {
      let damaged = try onGit { () throws(GitError) -> [String] in
        try store.repository.references(under: prefix, after: nil, limit: .max)
          .filter { (try? $0.target.get()) == nil }.map(\.name)
      }
      for name in damaged {
        if let target = try candidate(for: name) {
          try restore(name, target)
        } else {
          unresolved("\(name) is damaged, and what it should be is not certain; restore a backup")
        }
      }
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
    var next = try LedgerView(store.repository, store.reader).entry
    while let entry = next {
      if let line = entry.line(of: component) { return line }
      next = try entry.previous.map { (id) throws(EventStoreError) in
        try LedgerEntry(id, store.reader)
      }
    }
    return nil
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
    var events = 0
    var streams = try store.streams()
    while let stream = try streams.next() { events += stream.version }
    return events == newest.position ? newest.tip : nil
  }
}
