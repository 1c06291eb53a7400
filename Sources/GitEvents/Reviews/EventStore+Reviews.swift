package import Git

extension EventStore {
  /// Records what a reviewer says of some events, as a note on each.
  ///
  /// What the same reviewer has said last of an event is not said again.
  ///
  /// - Parameters:
  ///   - review: The review.
  ///   - commits: The events' commits.
  ///   - subject: What the events are called in the notes' own history, such as `order-42@3..7`.
  /// - Returns: On how many events it is noted now that it was not on before, and what was put right of an interrupted
  ///   writer before.
  /// - Throws: `damaged` where the notes are; `busy`, `diskFull`, `permissionDenied`, `unsupported`, `io`: nothing was
  ///   written. `outcomeUnknown`.
  @discardableResult
  package func record(
    _ review: Review, of commits: [ObjectID], subject: String
  ) throws(EventStoreError) -> (added: Int, recovery: RecoveryReport?) {
    let change = NotesChange(self)
    var added = 0
    let recovery = try change.run { (old, pack) throws(EventStoreError) -> ObjectID? in
      added = 0
      var tree = try change.tree(of: old)
      // Many events have the same note, or none.
      var made: [[ObjectID]: ObjectID?] = [:]
      for commit in commits {
        let blobs = tree[commit]
        if made[blobs] == nil {
          made[blobs] = .some(try noted(review, on: blobs, change, &pack))
        }
        guard case .some(.some(let blob)) = made[blobs] else { continue }
        tree[commit] = [blob]
        added += 1
      }
      guard added > 0 else { return nil }
      return try change.commit(
        tree, old.map { [$0] } ?? [], "\(review.verdict.word): \(subject)", into: &pack)
    }
    return (added, recovery)
  }

  /// The note with the review added; nil where it says so already.
  private func noted(
    _ review: Review, on blobs: [ObjectID], _ change: NotesChange, _ pack: inout PackBuilder
  ) throws(EventStoreError) -> ObjectID? {
    let bytes = try change.bytes(of: blobs)
    let last = EventNote(parsing: bytes).reviews.last { $0.reviewer == review.reviewer }
    if last?.saysSame(as: review) == true { return nil }
    let added = EventNote.adding(review, to: bytes)
    return try onGit { () throws(GitError) in try pack.add(.blob, added) }
  }

  /// Notes on new commits what is noted on old ones, whose place they take.
  ///
  /// What the new one's note says already is not noted again, so that copying twice does no harm.
  ///
  /// - Parameter pairs: The commits of events that were moved: before and after.
  /// - Returns: How many notes were made or grew.
  /// - Throws: As recording a review does.
  @discardableResult
  package func copyNotes(
    _ pairs: [(from: ObjectID, to: ObjectID)]
  ) throws(EventStoreError) -> Int {
    let change = NotesChange(self)
    var copied = 0
    _ = try change.run { (old, pack) throws(EventStoreError) -> ObjectID? in
      copied = 0
      // Usually nothing is noted at all.
      guard let old else { return nil }
      var tree = try change.tree(of: old)
      for (from, to) in pairs where !tree[from].isEmpty && from != to {
        let source = EventNote(parsing: try change.bytes(of: tree[from]))
        if tree[to].isEmpty {
          tree[to] = tree[from].count == 1 ? tree[from] : [try write(source, into: &pack)]
        } else {
          let target = EventNote(parsing: try change.bytes(of: tree[to]))
          let both = target.union(source)
          if Set(both.items) == Set(target.items) { continue }
          tree[to] = [try write(both, into: &pack)]
        }
        copied += 1
      }
      guard copied > 0 else { return nil }
      return try change.commit(tree, [old], "copied to events that were moved", into: &pack)
    }
    return copied
  }

  /// Writes a note.
  func write(
    _ note: EventNote, into pack: inout PackBuilder
  ) throws(EventStoreError) -> ObjectID {
    try onGit { () throws(GitError) in try pack.add(.blob, note.bytes) }
  }
}
