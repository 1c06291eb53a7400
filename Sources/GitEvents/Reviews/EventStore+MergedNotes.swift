package import Git

/// What became of notes that another repository brought.
package enum NotesMerge: Sendable, Equatable {
  /// They are a part of the notes here already.
  case upToDate
  /// The notes here are a part of them: they are the notes here now.
  case fastForward
  /// Both were put together.
  case merged
}

extension EventStore {
  /// Takes notes over that were fetched from another repository: all that either says of an event, each thing once.
  ///
  /// Two clones that merge the same notes make the same commit. A note that one side has removed comes back where the
  /// other side still has it.
  ///
  /// - Parameter remote: The commit at which the other repository's notes are; it and all that it reaches is here.
  /// - Returns: What was done.
  /// - Throws: `damaged` where the notes of either side are; else as recording a review does.
  @discardableResult
  package func mergeNotes(from remote: ObjectID) throws(EventStoreError) -> NotesMerge {
    let change = NotesChange(self)
    var outcome = NotesMerge.upToDate
    _ = try change.run { (local, pack) throws(EventStoreError) -> ObjectID? in
      outcome = .upToDate
      guard let local, try !leads(from: remote, to: local) else {
        if local == remote { return nil }
        // What cannot be read as notes must not become the notes here.
        _ = try change.tree(of: remote)
        outcome = .fastForward
        return try again(remote, into: &pack)
      }
      if try leads(from: local, to: remote) { return nil }
      outcome = .merged
      return try merge(local, remote, change, into: &pack)
    }
    return outcome
  }

  /// A pack holds what its ref points to, also what came by another way.
  private func again(
    _ commit: ObjectID, into pack: inout PackBuilder
  ) throws(EventStoreError) -> ObjectID {
    try onGit { () throws(GitError) in
      let object = try repository.object(commit, limit: NotesCommit.limit)
      return try pack.add(object.kind, object.bytes)
    }
  }

  private func merge(
    _ local: ObjectID, _ remote: ObjectID, _ change: NotesChange, into pack: inout PackBuilder
  ) throws(EventStoreError) -> ObjectID {
    // In an order that does not depend on the side on which this runs.
    let parents = [local, remote].sorted()
    var tree = try change.tree(of: parents[0])
    let other = try change.tree(of: parents[1])
    for (commit, blobs) in other.notes where tree[commit] != blobs {
      if tree[commit].isEmpty {
        tree[commit] = blobs
        continue
      }
      let ours = EventNote(parsing: try change.bytes(of: tree[commit]))
      let theirs = EventNote(parsing: try change.bytes(of: blobs))
      tree[commit] = [try write(ours.union(theirs), into: &pack)]
    }
    for (commit, blobs) in tree.notes where blobs.count > 1 {
      tree[commit] = [
        try write(EventNote(parsing: try change.bytes(of: blobs)), into: &pack)
      ]
    }
    tree.takeOthers(of: other)
    var seconds = 0
    for parent in parents {
      seconds = max(seconds, try NotesCommit.read(parent, repository).committer.seconds)
    }
    do throws(GitError) {
      let commit = NotesCommit(
        tree: try tree.write(into: &pack), parents: parents, recorder: NotesCommit.merger,
        seconds: seconds, message: "merged notes")
      return try pack.add(.commit, commit.encode())
    } catch {
      throw EventStoreError(error)
    }
  }

  /// Whether a commit of notes has another among those that it comes from, or is it.
  ///
  /// - Parameters:
  ///   - newer: The commit; all that it comes from is here.
  ///   - older: The other; it need not be here.
  /// - Returns: Whether notes can move from the other to it.
  /// - Throws: `damaged`, `io`.
  package func leads(
    from newer: ObjectID, to older: ObjectID
  ) throws(EventStoreError) -> Bool {
    var seen: Set<ObjectID> = [newer]
    var waiting = [newer]
    while let id = waiting.popLast() {
      if id == older { return true }
      for parent in try NotesCommit.read(id, repository).parents
      where seen.insert(parent).inserted {
        waiting.append(parent)
      }
    }
    return false
  }
}
