import Git

/// Changes the notes in the writer's turn, against plain git and other writers who change them at the same time.
struct NotesChange {
  /// So often a change is made again where plain git has changed the notes meanwhile.
  private static let attempts = 16

  private let store: EventStore

  init(_ store: EventStore) { self.store = store }

  /// Makes the change.
  ///
  /// - Parameter body: Writes the objects of a change; it is given where the notes are, and answers with where they go, or
  ///   with nothing where nothing changes. It is asked again where the notes have moved.
  /// - Returns: What was put right of an interrupted writer before.
  /// - Throws: What the body throws; `busy`, `diskFull`, `permissionDenied`, `unsupported`, `io`: nothing was
  ///   written. `outcomeUnknown`.
  func run(
    _ body: (ObjectID?, inout PackBuilder) throws(EventStoreError) -> ObjectID?
  ) throws(EventStoreError) -> RecoveryReport? {
    try store.inTurn { (turn, memory, recovery) throws(EventStoreError) -> RecoveryReport? in
      var attempt = 1
      while try !change(turn, &memory, isLast: attempt == NotesChange.attempts, body) {
        attempt += 1
      }
      return recovery
    }
  }

  /// Tries once.
  ///
  /// - Returns: False where the notes have moved meanwhile.
  private func change(
    _ turn: any WriterTurn, _ memory: inout EventStore.WriterMemory, isLast: Bool,
    _ body: (ObjectID?, inout PackBuilder) throws(EventStoreError) -> ObjectID?
  ) throws(EventStoreError) -> Bool {
    let name = StoreLayout.notesReference
    let isDurable = store.options.durability == .full
    let old = try onGit { () throws(GitError) -> ObjectID? in
      // Notes stand on events: what was not synced of them must be before they are.
      if isDurable { try turn.settle(always: try !store.hasOwnLedger()) }
      return try store.repository.reference(name)
    }
    var pack = try onGit { () throws(GitError) in try turn.makePack() }
    guard let new = try body(old, &pack), new != old else { return true }
    do throws(PublishFailure) {
      _ = try turn.publish(
        pack, ReferenceMoves(followers: [], commitPoint: .init(name: name, old: old, new: new)),
        durably: isDurable)
      return true
    } catch {
      if !isLast, case .notCommitted(.referenceMoved, _, _) = error { return false }
      throw memory.refusal(
        of: error, unknown: "whether the notes were changed is not known: a sync failed",
        hint: "open the store again and say it once more: what is noted is not noted again")
    }
  }

  /// The tree of a commit of notes.
  ///
  /// - Parameter commit: The commit; nil where nothing is noted yet.
  /// - Returns: All notes.
  /// - Throws: `damaged`, `io`.
  func tree(of commit: ObjectID?) throws(EventStoreError) -> NotesTree {
    guard let commit else { return NotesTree() }
    let tree = try NotesCommit.read(commit, store.repository).tree
    return try onGit { () throws(GitError) in try NotesTree(tree, store.repository) }
  }

  /// The bytes of an object's note; several notes of one object count as one, each a paragraph.
  func bytes(of blobs: [ObjectID]) throws(EventStoreError) -> [UInt8] {
    var bytes: [UInt8] = []
    for blob in blobs {
      let next = try ReviewNotes.bytes(of: blob, store.repository)
      if !bytes.isEmpty { bytes += bytes.last == 10 ? [10] : [10, 10] }
      bytes += next
    }
    return bytes
  }

  /// Writes a commit with the notes as they are now.
  ///
  /// - Parameters:
  ///   - tree: The notes.
  ///   - parents: Where they come from.
  ///   - message: What was done.
  ///   - pack: Where the objects go.
  /// - Returns: The commit.
  /// - Throws: `io`, `invalidInput`.
  func commit(
    _ tree: NotesTree, _ parents: [ObjectID], _ message: String, into pack: inout PackBuilder
  ) throws(EventStoreError) -> ObjectID {
    var content: [UInt8]
    do throws(GitError) {
      content = try NotesCommit(
        tree: try tree.write(into: &pack), parents: parents, recorder: store.options.recorder,
        seconds: Int(store.options.clock.now().seconds), message: message
      ).encode()
    } catch {
      throw EventStoreError(error)
    }
    // Whoever reviews signs as whoever records; what two clones merge is signed by nobody, so that both make the same.
    if let signing = store.options.signing { content = try signing.signed(content) }
    do throws(GitError) {
      return try pack.add(.commit, content)
    } catch {
      throw EventStoreError(error)
    }
  }
}
