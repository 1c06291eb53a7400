#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// What a writer that did not end well left in a repository, told apart from what git is using.
struct Leftovers {
  let commonDirectory: WritableFolder
  let paths: StorePaths
  let packs: WritableFolder

  /// Removes what a writer of this boot said it would make.
  ///
  /// - Parameter state: What it said.
  /// - Returns: The paths of what was removed, relative to the repository.
  /// - Throws: `system`.
  func remove(namedBy state: WriterState) throws(GitError) -> [String] {
    var removed = try removeTemporaryFiles()
    for lock in state.locks where try removeOwnLock(lock) { removed.append(lock.name + ".lock") }
    if state.holdsReferences { removed += try removeHeldLocks() }
    try secure(state)
    for name in state.packs { removed += try endPublication(of: name) }
    return removed
  }

  /// Puts on disk what the writer may have published without having come to that.
  ///
  /// Whoever finds an event there answers a retry with it, so it must survive a power loss from then on.
  private func secure(_ state: WriterState) throws(GitError) {
    for name in state.packs {
      for ending in [".pack", ".idx"] { try sync(packs.path(of: name + ending)) }
    }
    for lock in state.locks {
      try commonDirectory.refuseSymbolicLinks(before: lock.name)
      try sync(commonDirectory.path(of: lock.name))
    }
    try sync(commonDirectory.path(of: "packed-refs"))
    // With the folders that a killed writer may have made, and the folders that hold those.
    let inner = (state.locks.map(\.name) + paths.lockedFolders).flatMap(Leftovers.folders(above:))
    let folders = Set(inner + paths.lockedFolders + [paths.folder]).sorted(by: >)
    for folder in [packs.path] + folders.map(commonDirectory.path(of:)) + [commonDirectory.path] {
      try sync(folder)
    }
  }

  /// The folders that a path leads through, innermost first.
  private static func folders(above path: String) -> [String] {
    var components = path.split(separator: "/").dropLast()
    var folders: [String] = []
    while !components.isEmpty {
      folders.append(components.joined(separator: "/"))
      components.removeLast()
    }
    return folders
  }

  private func sync(_ path: String) throws(GitError) {
    do {
      try OpenFile(path, O_RDONLY).sync()
    } catch {
      // What is missing was not published; what is no file of ours is not followed and damages nobody.
      switch error {
      case .system("open", _, ENOENT), .system("open", _, ELOOP), .system("open", _, ENOTDIR):
        return
      default: throw error
      }
    }
  }

  /// Removes what writers of an earlier boot left, of which nothing certain is known.
  ///
  /// - Parameter bootSeconds: When this boot began: no process holds a lock that is older.
  /// - Returns: The paths of what was removed, relative to the repository.
  /// - Throws: `system`.
  func remove(olderThan bootSeconds: Int64) throws(GitError) -> [String] {
    var removed = try removeTemporaryFiles()
    for name in paths.lockedFolders {
      let locks = LockFiles(commonDirectory, isNested: paths.derivedFolders.contains(name))
      removed += try locks.remove(below: name, olderThan: bootSeconds)
    }
    removed += try Maintenance.removePackingLocks(in: commonDirectory, olderThan: bootSeconds)
    for entry in try packs.entries() where entry.hasSuffix(".keep") {
      let name = String(entry.dropLast(".keep".count))
      guard try isMark(entry, of: name, olderThan: bootSeconds) else { continue }
      removed += try endPublication(of: name)
    }
    return removed
  }

  /// Tells the marks of publications from what people keep.
  ///
  /// The text of ours is not synced: a power loss leaves the file, without a byte. One that somebody made to keep a pack
  /// is as empty, but it was not made in the moment in which the pack was.
  private func isMark(
    _ entry: String, of name: String, olderThan bootSeconds: Int64
  ) throws(GitError) -> Bool {
    let text = try OpenFile(packs.path(of: entry), O_RDONLY).read(limit: 64)
    if text == PackPublisher.keepReason { return true }
    guard text.isEmpty, Pack.isName(name[...]), let mark = try packs.modificationTime(of: entry),
      mark < bootSeconds
    else { return false }
    guard let pack = try packs.modificationTime(of: name + ".pack") else { return true }
    return abs(mark - pack) <= 2
  }

  /// Removes files that only we make; whatever else lies there is somebody else's.
  private func removeTemporaryFiles() throws(GitError) -> [String] {
    let path = paths.folder + "/tmp"
    let temporary = WritableFolder(commonDirectory.path(of: path))
    var removed = try PackedReferencesRewrite.removeLeftovers(
      common: commonDirectory, temporary: temporary)
    for name in try temporary.entries() where isTemporary(name) {
      try temporary.remove(name)
      removed.append("\(path)/\(name)")
    }
    return removed
  }

  private func isTemporary(_ name: String) -> Bool {
    let own = [
      ReplicaFile.name, Pack.growingName, PackedReferencesRewrite.temporaryName,
      ReferenceLocks.temporaryName, HeldMark.name,
    ]
    if own.contains(name) { return true }
    return [".pack", ".idx"].contains { ending in
      name.hasSuffix(ending) && Pack.isName(name.dropLast(ending.count))
    }
  }

  /// Removes a lock that the dead writer took.
  ///
  /// Git may hold a lock of the same name just now. Ours holds what the writer said it would, or the beginning of it; an
  /// empty one may be a passing `git pack-refs`, so it is looked at twice.
  private func removeOwnLock(_ lock: WriterState.Lock) throws(GitError) -> Bool {
    try commonDirectory.refuseSymbolicLinks(before: lock.name)
    let path = commonDirectory.path(of: lock.name + ".lock")
    guard let first = try identity(of: path) else { return false }
    let isOurs =
      first.bytes == HeldMark.text
      || (lock.target.hexBytes + [UInt8(ascii: "\n")]).starts(with: first.bytes)
    guard isOurs else { return false }
    if first.bytes.isEmpty {
      usleep(50_000)
      guard let second = try identity(of: path), second == first else { return false }
    }
    return try commonDirectory.remove(lock.name + ".lock")
  }

  /// Removes the locks that the dead writer held for appends that it had only logged.
  ///
  /// Nobody but a writer makes a lock with their text, and whoever recovers is the only one.
  ///
  /// - Parameter areWhole: Whether the text must be there, since nothing is known of the writer: an empty lock may be
  ///   git's then.
  /// - Returns: The paths of what was removed, relative to the repository.
  /// - Throws: `system`.
  func removeHeldLocks(areWhole: Bool = false) throws(GitError) -> [String] {
    var removed: [String] = []
    for name in paths.referenceFolders {
      try commonDirectory.refuseSymbolicLinks(before: name + "/_")
      let folder = WritableFolder(commonDirectory.path(of: name))
      for entry in try folder.entries() where entry.hasSuffix(".lock") {
        let path = folder.path(of: entry)
        let isHeld =
          areWhole ? try identity(of: path)?.bytes == HeldMark.text : try isHeldByTheDead(path)
        guard isHeld else { continue }
        if try folder.remove(entry) { removed.append(name + "/" + entry) }
      }
    }
    return removed
  }

  /// Whether a lock says that the dead writer held it, or begins to: it may have died before the whole was written.
  ///
  /// An empty one may be git's, just taken, so it is looked at twice.
  private func isHeldByTheDead(_ path: String) throws(GitError) -> Bool {
    guard let first = try identity(of: path), HeldMark.text.starts(with: first.bytes)
    else { return false }
    if !first.bytes.isEmpty { return true }
    usleep(50_000)
    guard let second = try identity(of: path) else { return false }
    return second == first
  }

  private func identity(of path: String) throws(GitError) -> (inode: UInt64, bytes: [UInt8])? {
    do {
      let file = try OpenFile(path, O_RDONLY)
      return (try file.inode(), try file.read(limit: 64))
    } catch {
      if case .system(_, _, ENOENT) = error { return nil }
      throw error
    }
  }

  /// Ends the publication of a pack as far as git is concerned.
  ///
  /// A pack with its index stays, whether or not a ref reaches it: git removes what nothing reaches in its own time. A
  /// pack without one is invisible to git and is removed.
  private func endPublication(of name: String) throws(GitError) -> [String] {
    var removed: [String] = []
    if try packs.modificationTime(of: name + ".idx") == nil, try packs.remove(name + ".pack") {
      removed.append("objects/pack/\(name).pack")
    }
    if try packs.remove(name + ".keep") { removed.append("objects/pack/\(name).keep") }
    return removed
  }
}
