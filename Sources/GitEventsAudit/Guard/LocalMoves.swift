package import Git
package import GitEvents

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Says whether the repository's own git may move refs: streams and ledgers are neither rewound nor deleted by it.
///
/// Git asks as it is about to move them, and asks the same way when it packs them, where nothing moves at all: it "sets"
/// what a packed ref holds, and "deletes" the file of a ref that packed-refs has, too (git 2.39; later ones do not ask).
package struct LocalMoves: Sendable {
  /// A streaming writer holds a stream's lock for so long, in milliseconds.
  private static let longestLock = 2000
  private static let pause: UInt32 = 20_000

  private let repository: Repository
  private let reader: EventReader

  /// Prepares to look at moves.
  ///
  /// - Parameter repository: The repository.
  package init(_ repository: Repository) {
    self.repository = repository
    reader = EventReader(repository)
  }

  /// Looks at moves that git is about to make together.
  ///
  /// - Parameter moves: The moves, also those that are none of the store's; where git does not say what a ref was, nil.
  /// - Returns: Why they are refused.
  /// - Throws: `io`.
  package func refusals(
    of moves: [IncomingMove]
  ) throws(EventStoreError) -> [IncomingRefusal] {
    var refusals: [IncomingRefusal] = []
    for move in moves {
      switch StoreLayout.guardedPlace(of: move.reference) {
      case .stream, .ledger:
        if let refusal = try refusal(of: move) { refusals.append(refusal) }
      default: continue
      }
    }
    return refusals
  }

  private func refusal(of move: IncomingMove) throws(EventStoreError) -> IncomingRefusal? {
    let current: ObjectID?
    do throws(GitError) {
      current = try repository.reference(move.reference)
    } catch {
      // What is damaged may be put right.
      if case .damagedReference = error { return nil }
      throw EventStoreError(error)
    }
    guard let current, move.new != current else { return nil }
    guard let new = move.new else {
      return try isPruned(move, current)
        ? nil : IncomingRefusal(move.reference, .deletion, "events are never deleted")
    }
    if try goesOn(new, from: current, move.reference) { return nil }
    if try isPacked(move.reference) { return nil }
    return IncomingRefusal(
      move.reference, .rewind, "commit \(new) does not go on from commit \(current), at which it is"
    )
  }

  /// Whether only a file goes whose ref is packed; who deletes a packed ref holds the lock of packed-refs.
  private func isPruned(
    _ move: IncomingMove, _ current: ObjectID
  ) throws(EventStoreError) -> Bool {
    guard move.old == current else { return false }
    return try onGit { () throws(GitError) in
      if try exists("packed-refs.lock") { return false }
      return try repository.packedReference(move.reference) == current
    }
  }

  /// Whether a ref is packed that has moved on meanwhile: git holds the lock of packed-refs, and not the ref's.
  private func isPacked(_ reference: String) throws(EventStoreError) -> Bool {
    let turns = LocalMoves.longestLock / (Int(LocalMoves.pause) / 1000)
    for turn in 0...turns {
      let (isPacking, isHeld) = try onGit { () throws(GitError) in
        (try exists("packed-refs.lock"), try exists(reference + ".lock"))
      }
      guard isPacking else { return false }
      if !isHeld { return true }
      // It may be a writer's, which appends beside us.
      if turn < turns { usleep(LocalMoves.pause) }
    }
    return false
  }

  private func exists(_ name: String) throws(GitError) -> Bool {
    try WritableFolder(repository.location.commonDirectory).size(of: name) != nil
  }

  /// Whether a commit goes on from another, in a stream by its versions and in a ledger by its positions.
  private func goesOn(
    _ new: ObjectID, from old: ObjectID, _ reference: String
  ) throws(EventStoreError) -> Bool {
    do throws(EventStoreError) {
      guard let stream = StoreLayout.stream(of: reference) else {
        return try ledgerGoesOn(new, from: old)
      }
      let version = try reader.commit(old, of: stream).version
      let head = try reader.commit(new, of: stream)
      var walk = StreamWalk(reader, stream, from: new, version: head.version, downTo: version)
      var last: ObjectID?
      while let (id, _) = try walk.step() { last = id }
      return last == old
    } catch {
      // What is none of the store's commits goes on from nothing.
      guard error.code == .damaged else { throw error }
      return false
    }
  }

  private func ledgerGoesOn(
    _ new: ObjectID, from old: ObjectID
  ) throws(EventStoreError) -> Bool {
    let position = try reader.ledgerCommit(old).position
    var next: ObjectID? = new
    while let id = next {
      if id == old { return true }
      let commit = try reader.ledgerCommit(id)
      if commit.position <= position { return false }
      next = commit.previous
    }
    return false
  }
}
