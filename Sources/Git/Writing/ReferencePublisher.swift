#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Moves several refs as one: all locks, one flush, a comparison, then the commit point and its followers.
package struct ReferencePublisher: Sendable {
  /// Up to so many files are synced one by one; beyond, the file system is flushed once (measured: 600 refs take 168 ms
  /// one by one, 61 ms together).
  private static let syncedOneByOne = 48

  private let locks: ReferenceLocks
  private let references: any ReferenceReading
  private let held: Set<String>

  /// Names what is moved and what is asked.
  ///
  /// - Parameters:
  ///   - locks: The locks of the repository.
  ///   - references: Reads the same repository's refs.
  ///   - held: The refs whose locks the caller holds already, and keeps where nothing is published.
  package init(
    locks: ReferenceLocks, references: any ReferenceReading, held: Set<String> = []
  ) {
    self.locks = locks
    self.references = references
    self.held = held
  }

  /// Moves refs.
  ///
  /// - Parameters:
  ///   - moves: The refs, where they must be and where they go.
  ///   - packed: The rest of the followers, where they are many.
  ///   - durably: Whether the outcome survives a power loss.
  /// - Returns: How far it got.
  /// - Throws: `notCommitted`, the locks given back but for those of what is packed, which the caller gives back;
  ///   `indeterminate`.
  func publish(
    _ moves: ReferenceMoves, packing packed: PackedReferencesRewrite? = nil, durably: Bool
  ) throws(PublishFailure) -> PublishOutcome {
    let all = moves.followers + [moves.commitPoint]
    try prepare(all, durably: durably)
    do throws(GitError) {
      try packed?.prepare(durably: durably)
      try packed?.checkFiles()
      try locks.commit(moves.commitPoint.name)
    } catch {
      throw .notCommitted(error, syncFailed: error.isFailedSync, locked: giveBack(all))
    }
    return try finish(moves, packed, durably: durably)
  }

  /// Takes every lock, flushes their values and compares the refs with what the caller saw.
  private func prepare(
    _ all: [ReferenceMoves.Move], durably: Bool
  ) throws(PublishFailure) {
    let oneByOne = all.count <= ReferencePublisher.syncedOneByOne
    var taken: [ReferenceMoves.Move] = []
    do {
      for folder in Set(all.map { locks.folder(of: $0.name).path }).sorted() {
        try WritableFolder(folder).create(durably: durably)
      }
      for move in all {
        let synced = durably && oneByOne
        if held.contains(move.name) {
          taken.append(move)
          try locks.fill(move.name, move.new, synced: synced)
        } else {
          try locks.take(move.name, move.new, synced: synced) { taken.append(move) }
        }
      }
      if durably && !oneByOne { try flushFileSystem(of: all) }
      for move in all {
        let actual = try references.reference(move.name)
        if actual != move.old {
          throw GitError.referenceMoved(name: move.name, expected: move.old, actual: actual)
        }
      }
    } catch let error as GitError {
      throw .notCommitted(error, syncFailed: error.isFailedSync, locked: giveBack(taken))
    } catch {
      throw .notCommitted(
        .malformed(what: "refs", reason: "\(error)"), syncFailed: true, locked: giveBack(taken))
    }
  }

  private func flushFileSystem(of all: [ReferenceMoves.Move]) throws(GitError) {
    guard let first = all.first else { return }
    do {
      try OpenFile(locks.folder(of: first.name).path, O_RDONLY | O_DIRECTORY).syncFileSystem()
    } catch {
      guard case .system(_, _, ENOSYS) = error else { throw error }
      for move in all {
        try OpenFile(locks.folder(of: move.name).path + "/" + lockName(move), O_RDONLY).sync()
      }
    }
  }

  private func lockName(_ move: ReferenceMoves.Move) -> String {
    (move.name.split(separator: "/").last ?? "") + ".lock"
  }

  /// What follows the commit point: nothing here can undo it.
  private func finish(
    _ moves: ReferenceMoves, _ packed: PackedReferencesRewrite?, durably: Bool
  ) throws(PublishFailure) -> PublishOutcome {
    var doubt: GitError?
    if durably {
      do {
        try locks.sync(locks.folder(of: moves.commitPoint.name))
      } catch {
        doubt = error
      }
    }
    var unfinished: GitError?
    do {
      try packed?.commit(durably: durably)
      for move in moves.followers { try locks.commit(move.name) }
      if durably {
        for folder in Set(moves.followers.map { locks.folder(of: $0.name).path }) {
          try locks.sync(WritableFolder(folder))
        }
      }
    } catch {
      unfinished = error
    }
    if let doubt { throw .indeterminate(doubt) }
    return unfinished.map { .committedButUnfinished($0) } ?? .complete
  }

  /// Gives locks back, but for those that the caller keeps: they say again that they are only held.
  ///
  /// - Returns: The refs whose locks are not gone; `state` must name them and stay dirty then.
  private func giveBack(_ moves: [ReferenceMoves.Move]) -> [String] {
    var locked: [String] = []
    for move in moves {
      do throws(GitError) {
        if held.contains(move.name) {
          try locks.empty(move.name)
        } else {
          try locks.release(move.name)
        }
      } catch {
        locked.append(move.name)
      }
    }
    return locked
  }
}

extension GitError {
  /// Whether bytes may be lost that were thought to be written.
  package var isFailedSync: Bool {
    switch self {
    case .system("fsync", _, _), .system("fdatasync", _, _), .system("syncfs", _, _): true
    default: false
    }
  }
}
