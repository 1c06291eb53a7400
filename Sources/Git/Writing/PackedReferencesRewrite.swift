#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Moves many refs by writing `packed-refs` anew, as `git pack-refs` does.
///
/// Under `packed-refs.lock`, which is a second name of a file in our own folder for temporary files: so recovery knows
/// our lock from git's, whenever the writer was killed.
///
/// A ref's own file counts more than what is packed. Where the refs are held, which keeps others from making or changing
/// such files, those that are there are removed behind the rewrite, and only then has the ref moved. Otherwise refs that
/// have a file are left to others.
final class PackedReferencesRewrite {
  /// So many refs are worth it: each file of its own costs two calls and a block on the disk.
  static let threshold = 256

  /// So many refs that are held are worth it: each file of its own costs a sync, and the rewrite two.
  static let heldThreshold = 16

  /// A ref that is held may cost so many bytes of a rewrite; about as much time goes into a file of its own.
  static let mostBytesEach = 16 << 10

  /// The lock's other name.
  static let temporaryName = "packed-refs.new"

  private static let fileName = "packed-refs"
  private static let lockName = "packed-refs.lock"

  private let common: WritableFolder
  private let temporary: WritableFolder
  /// In the order of their names.
  let moves: [ReferenceMoves.Move]
  private let areHeld: Bool
  private var isLocked = false
  /// Whether the lock's other name is this one's: a lock that an earlier one could not give back is known by it, too.
  private var hasTemporaryName = false
  /// The moved refs that have a file of their own, which shows where they were.
  private var loose: Set<String> = []

  private init(
    _ moves: [ReferenceMoves.Move], areHeld: Bool = false, common: WritableFolder,
    temporary: WritableFolder
  ) {
    self.moves = moves
    self.areHeld = areHeld
    self.common = common
    self.temporary = temporary
  }

  /// Takes those moves that are better packed, where they are many.
  ///
  /// - Parameters:
  ///   - moves: The moves, in the order of their names.
  ///   - common: The repository's common directory.
  ///   - temporary: The folder for temporary files.
  /// - Returns: The rewrite, or nil where there is none; and the moves that are left.
  /// - Throws: `system`.
  static func split(
    _ moves: [ReferenceMoves.Move], common: WritableFolder, temporary: WritableFolder
  ) throws(GitError) -> (rewrite: PackedReferencesRewrite?, rest: [ReferenceMoves.Move]) {
    guard moves.count >= threshold, try isRewritable(common) else { return (nil, moves) }
    let names = try looseNames(of: moves, common)
    // A lock is somebody's who is about to make the file.
    let isLoose = { (move: ReferenceMoves.Move) in
      names.contains(move.name) || names.contains(move.name + ".lock")
    }
    let packed = moves.filter { !isLoose($0) }
    guard packed.count >= threshold else { return (nil, moves) }
    return (
      PackedReferencesRewrite(packed, common: common, temporary: temporary),
      moves.filter(isLoose)
    )
  }

  /// Takes moves of refs whose locks the caller holds, where that is cheaper than a file for each, and takes the lock.
  ///
  /// - Parameters:
  ///   - moves: The moves, in the order of their names.
  ///   - common: The repository's common directory.
  ///   - temporary: The folder for temporary files.
  /// - Returns: The rewrite, which is to be committed or given back; nil also where another program has the lock, for
  ///   nobody should wait for that.
  /// - Throws: `system`.
  static func ofHeld(
    _ moves: [ReferenceMoves.Move], common: WritableFolder, temporary: WritableFolder
  ) throws(GitError) -> PackedReferencesRewrite? {
    guard moves.count >= heldThreshold,
      try common.size(of: fileName) ?? 0 <= moves.count * mostBytesEach, try isRewritable(common)
    else { return nil }
    let rewrite = PackedReferencesRewrite(
      moves, areHeld: true, common: common, temporary: temporary)
    do throws(GitError) {
      try rewrite.lock(waitingAtMost: .zero)
      return rewrite
    } catch {
      _ = rewrite.giveBack()
      guard case .busy = error else { throw error }
      return nil
    }
  }

  /// Where the file is a link, or is not sorted, git itself may do with it what it likes; we do not.
  private static func isRewritable(_ common: WritableFolder) throws(GitError) -> Bool {
    guard try common.size(of: fileName) != nil else { return true }
    do {
      let start = try OpenFile(common.path(of: fileName), O_RDONLY).read(limit: 200)
      guard let end = start.firstIndex(of: 10) else { return start.isEmpty }
      return start.starts(with: "# pack-refs with:".utf8)
        && String(decoding: start[..<end], as: UTF8.self).split(separator: " ").contains("sorted")
    } catch {
      guard case .system(_, _, ELOOP) = error else { throw error }
      return false
    }
  }

  /// The names of the files in the folders of refs.
  private static func looseNames(
    of moves: [ReferenceMoves.Move], _ common: WritableFolder
  ) throws(GitError) -> Set<String> {
    var names: Set<String> = []
    var listed: Set<String> = []
    for move in moves {
      let folder = folder(of: move)
      guard listed.insert(folder).inserted else { continue }
      for entry in try WritableFolder(common.path(of: folder)).entries() {
        names.insert(folder + "/" + entry)
      }
    }
    return names
  }

  /// Takes the lock, compares every ref with what the caller saw, and writes the file that will be.
  ///
  /// - Parameter durably: Whether it is on disk when this returns.
  /// - Throws: `busy`, `referenceMoved`, `damagedReference`, `system`; call `giveBack` then.
  func prepare(durably: Bool) throws(GitError) {
    if !isLocked { try lock(waitingAtMost: ReferenceLocks.patience) }
    if areHeld { try findLoose() }
    var bytes: [UInt8] = []
    if try common.size(of: PackedReferencesRewrite.fileName) != nil {
      bytes = try OpenFile(common.path(of: PackedReferencesRewrite.fileName), O_RDONLY)
        .read(limit: .max)
    }
    let file = try OpenFile(
      temporary.path(of: PackedReferencesRewrite.temporaryName), O_WRONLY)
    try file.write(try merged(bytes))
    if durably || !loose.isEmpty { try file.sync() }
  }

  /// Makes the file that is the lock as well, and takes the lock.
  private func lock(waitingAtMost patience: Duration) throws(GitError) {
    try temporary.create(durably: false)
    // With its other name gone nobody would know a lock for ours that could not be given back.
    _ = try PackedReferencesRewrite.removeLeftovers(common: common, temporary: temporary)
    try temporary.remove(PackedReferencesRewrite.temporaryName)
    let path = temporary.path(of: PackedReferencesRewrite.temporaryName)
    _ = try OpenFile(path, O_WRONLY | O_CREAT | O_EXCL)
    hasTemporaryName = true
    let name = common.path(of: PackedReferencesRewrite.lockName)
    let deadline = ContinuousClock.now + patience
    while true {
      do {
        try system("link", name) { link(path, name) }
        isLocked = true
        return
      } catch {
        guard case .system(_, _, EEXIST) = error else { throw error }
      }
      if ContinuousClock.now >= deadline { throw .busy(path: name) }
      usleep(UInt32.random(in: 500...3000))
    }
  }

  /// Finds the refs that have a file, which must say what the caller saw.
  private func findLoose() throws(GitError) {
    let files = LooseReferences(directory: common.path)
    for (folder, moves) in Dictionary(
      grouping: moves, by: { PackedReferencesRewrite.folder(of: $0) })
    {
      let found = try files.references(moves.map(\.name), directlyIn: folder)
      for (move, target) in zip(moves, found) {
        guard let target else { continue }
        guard target == move.old else {
          throw .referenceMoved(name: move.name, expected: move.old, actual: target)
        }
        loose.insert(move.name)
      }
    }
  }

  private static func folder(of move: ReferenceMoves.Move) -> String {
    String(move.name[..<(move.name.lastIndex(of: "/") ?? move.name.startIndex)])
  }

  /// The lines of the file with those of the moved refs in their places.
  private func merged(_ old: [UInt8]) throws(GitError) -> [UInt8] {
    var merge = PackedReferencesMerge(old, room: moves.count)
    for move in moves {
      let packed = try merge.replace(Array(move.name.utf8), by: move.new)
      // What is packed counts for nothing beside a file.
      guard packed == move.old || loose.contains(move.name) else {
        throw .referenceMoved(name: move.name, expected: move.old, actual: packed)
      }
    }
    return try merge.finish()
  }

  /// Makes sure, just before the commit point, that no ref has got a file of its own meanwhile; a lock keeps one that is held from that.
  ///
  /// - Throws: `referenceMoved`, `system`.
  func checkFiles() throws(GitError) {
    if areHeld { return }
    let names = try PackedReferencesRewrite.looseNames(of: moves, common)
    for move in moves where names.contains(move.name) || names.contains(move.name + ".lock") {
      throw .referenceMoved(name: move.name, expected: move.old, actual: nil)
    }
  }

  /// Moves the refs; the lock is gone then.
  ///
  /// - Parameter durably: Whether they stay there after a power loss.
  /// - Throws: `system`.
  func commit(durably: Bool) throws(GitError) {
    try common.adopt(
      common.path(of: PackedReferencesRewrite.lockName), as: PackedReferencesRewrite.fileName)
    isLocked = false
    try temporary.remove(PackedReferencesRewrite.temporaryName)
    // A power loss must not take away the one and the other.
    if durably || !loose.isEmpty { try common.sync() }
    try removeLoose(durably: durably)
  }

  /// Removes the files that show where refs were.
  ///
  /// - Parameter durably: Whether no power loss brings one back, which would move its ref back.
  /// - Throws: `system`.
  private func removeLoose(durably: Bool) throws(GitError) {
    let moved = moves.filter { loose.contains($0.name) }
    for move in moved { try common.remove(move.name) }
    guard durably else { return }
    for folder in Set(moved.map(PackedReferencesRewrite.folder)) {
      try WritableFolder(common.path(of: folder)).sync()
    }
  }

  /// Gives the lock back and leaves the refs as they were.
  ///
  /// - Returns: Whether nothing is left.
  func giveBack() -> Bool {
    do throws(GitError) {
      if isLocked { try common.remove(PackedReferencesRewrite.lockName) }
      isLocked = false
      guard hasTemporaryName else { return true }
      try temporary.remove(PackedReferencesRewrite.temporaryName)
      return true
    } catch {
      return false
    }
  }

  /// Removes what a writer left that was killed: its lock, if that is its, and the lock's other name.
  ///
  /// - Parameters:
  ///   - common: The repository's common directory.
  ///   - temporary: The folder for temporary files.
  /// - Returns: The lock's path, relative to the repository, where it was there.
  /// - Throws: `system`.
  static func removeLeftovers(
    common: WritableFolder, temporary: WritableFolder
  ) throws(GitError) -> [String] {
    guard let own = try inode(temporary.path(of: temporaryName)) else { return [] }
    guard try inode(common.path(of: lockName)) == own else { return [] }
    return try common.remove(lockName) ? [lockName] : []
  }

  private static func inode(_ path: String) throws(GitError) -> UInt64? {
    do {
      return try OpenFile(path, O_RDONLY).inode()
    } catch {
      switch error {
      case .system(_, _, ENOENT), .system(_, _, ELOOP): return nil
      default: throw error
      }
    }
  }
}
