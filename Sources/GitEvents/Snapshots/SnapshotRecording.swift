import Git

/// Keeps a state as a tag: checked before the writer's turn, written under it.
struct SnapshotRecording {
  private let store: EventStore
  private let new: NewSnapshot
  private let name: String

  init(_ store: EventStore, _ new: NewSnapshot) {
    self.store = store
    self.new = new
    name = StoreLayout.snapshotReference(of: new.projection, new.stream, version: new.version)
  }

  /// Checks what needs no lock: what the client says, and that the event is what the store has.
  ///
  /// - Throws: `invalidInput`, `streamNotFound`, `eventNotFound`, `unsupported`, `damaged`, `io`.
  func check() throws(EventStoreError) {
    if let skipped = new.skipped, let problem = SnapshotTag.problem(withSkipped: skipped) {
      throw EventStoreError(
        .invalidInput, "what a snapshot says of left out events is not valid: \(problem)")
    }
    do {
      _ = try JSONText(canonical: new.state.bytes, limits: .snapshot)
    } catch {
      throw EventStoreError(.invalidInput, "the state cannot be kept: \(error.message)")
    }
    try refuseAnotherEvent()
    try refuseTagsInTheWay()
  }

  /// A stream's history stands still, so what is found here holds under the lock as well.
  private func refuseAnotherEvent() throws(EventStoreError) {
    let stream = new.stream
    guard let head = try store.head(of: stream) else {
      throw EventStoreError(
        .streamNotFound, "no stream \(stream)", hint: "`git events streams` lists them",
        stream: stream)
    }
    var found: ObjectID?
    if new.version > 0 {
      var walk = StreamWalk(
        store.reader, stream, from: head.id, version: head.commit.version, downTo: new.version)
      while let (id, _) = try walk.step() { found = id }
    }
    guard found == new.event else {
      throw EventStoreError(
        .eventNotFound,
        "commit \(new.event) is not version \(new.version) of \(stream), "
          + "which is at version \(head.commit.version)",
        stream: stream, actual: head.commit.version, commit: CommitID(new.event))
    }
  }

  /// Two refs of which one is the other's folder cannot be; git would lose one of them.
  private func refuseTagsInTheWay() throws(EventStoreError) {
    var inTheWay = try onGit { () throws(GitError) in
      try store.repository.references(under: name + "/", after: nil, limit: 1).first?.name
    }
    var components = name.split(separator: "/")
    while inTheWay == nil, components.count > 3 {
      components.removeLast()
      let above = components.joined(separator: "/")
      // The ref of a folder is damaged, which is what it should be.
      let loose = (try? store.repository.reference(above)) ?? nil
      let packed = try onGit { () throws(GitError) in try store.repository.packedReference(above) }
      if loose != nil || packed != nil { inTheWay = above }
    }
    guard let inTheWay else { return }
    let tag = StoreLayout.tagName(of: inTheWay)
    throw EventStoreError(
      .unsupported, "the tag \(tag) is where a part of the name of this snapshot belongs",
      hint: "give the tag another name: `git tag NEW \(tag)`, then `git tag -d \(tag)`",
      stream: new.stream)
  }

  /// Writes the snapshot, unless it is there.
  ///
  /// - Parameters:
  ///   - turn: The writer's turn.
  ///   - memory: What the writer remembers.
  /// - Returns: The snapshot, and whether it was written now.
  /// - Throws: `busy`, `diskFull`, `permissionDenied`, `io`, `invalidInput`, `damaged`, `outcomeUnknown`.
  func run(
    _ turn: any WriterTurn, _ memory: inout EventStore.WriterMemory
  ) throws(EventStoreError) -> (snapshot: Snapshot, isNew: Bool) {
    let isDurable = store.options.durability == .full
    let old = try onGit { () throws(GitError) -> ObjectID? in
      // A snapshot stands on events: what was not synced of them must be before it is.
      if isDurable { try turn.settle(always: try !store.hasOwnLedger()) }
      return try store.repository.reference(name)
    }
    if let recorded = try existing(at: old) { return (recorded, false) }
    let objects = try encode(try onGit { () throws(GitError) in try turn.makePack() })
    let snapshot = objects.snapshot
    let moves = ReferenceMoves(
      followers: [], commitPoint: .init(name: name, old: old, new: snapshot.tag))
    do {
      _ = try turn.publish(objects.takePack(), moves, durably: isDurable)
    } catch {
      throw memory.refusal(
        of: error, unknown: "whether the snapshot was recorded is not known: a sync failed",
        hint: "open the store again and record it once more")
    }
    return (snapshot, true)
  }

  /// The recorded snapshot of this name where it says the same; one that cannot be read is replaced.
  private func existing(at target: ObjectID?) throws(EventStoreError) -> Snapshot? {
    guard let target,
      let reference = SnapshotReference(ListedReference(name: name, target: .success(target)))
    else { return nil }
    let state = try onGit { () throws(GitError) in
      try ObjectHasher.id(of: .blob, new.state.bytes)
    }
    do {
      let recorded = try store.snapshot(reference)
      return new.isEqual(to: recorded, state: state) ? recorded : nil
    } catch {
      guard error.code == .damaged else { throw error }
      return nil
    }
  }

  /// A pack with what it holds.
  private struct Encoded: ~Copyable {
    let snapshot: Snapshot
    let pack: PackBuilder

    consuming func takePack() -> PackBuilder { pack }
  }

  /// All four objects, whether or not the repository has one of them: a `git prune` could take that away.
  private func encode(_ empty: consuming PackBuilder) throws(EventStoreError) -> Encoded {
    var pack = empty
    let recorder = store.options.recorder
    let now = store.options.clock.now()
    do {
      let state = try pack.add(.blob, new.state.bytes)
      let tree = try pack.add(.tree, StateTree.encode(state: state))
      var tag = SnapshotTag(
        stream: new.stream, version: new.version, projection: new.projection,
        definition: new.definition, skipped: new.skipped, commit: .zero, recorder: recorder,
        seconds: Int(now.seconds))
      let commit = SnapshotCommit(
        event: new.event, tree: tree, recorder: recorder, seconds: tag.seconds,
        subject: tag.subject)
      tag.commit = try pack.add(.commit, commit.encode())
      let id = try pack.add(.tag, tag.encode())
      return Encoded(
        snapshot: Snapshot(tag, id, event: new.event, stateBlob: state), pack: pack)
    } catch {
      guard case .malformed(_, let reason) = error else {
        throw EventStoreError(error, stream: new.stream)
      }
      throw EventStoreError(.invalidInput, "the snapshot cannot be recorded: \(reason)")
    }
  }
}
