#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A repository of its own, beside the store's files, through which the user's `git` fetches and pushes: what comes in is
/// seen by nobody before it was checked, and what goes out is exactly what was chosen.
///
/// It sees the objects of the repository that it belongs to. One process uses it at a time; what a killed one left is
/// removed by the next.
package struct ExchangeFolder: ~Copyable {
  private let lock: FileLock
  private let top: WritableFolder

  /// The path of its git directory.
  package var gitDirectory: String { top.path }

  /// The folder of the objects that come in.
  package var objectsDirectory: String { top.path(of: "objects") }

  /// Takes the folder.
  ///
  /// - Parameters:
  ///   - repository: The repository that it belongs to.
  ///   - paths: Where the store keeps its files.
  ///   - timeout: How long to wait for another process that fetches or pushes.
  /// - Throws: `busy`, `system`; `malformed` for a path that cannot be written into a list of paths.
  package init(
    of repository: Repository, _ paths: StorePaths, waitingAtMost timeout: Duration
  ) throws(GitError) {
    let common = WritableFolder(repository.location.commonDirectory)
    try common.refuseSymbolicLinks(before: paths.folder + "/_")
    let folder = WritableFolder(common.path(of: paths.folder))
    try folder.create(durably: true)
    let taken = try FileLock(
      waitingFor: folder.path(of: "exchange.lock"), until: ContinuousClock.now + timeout,
      pause: 10_000)
    let top = WritableFolder(folder.path(of: "exchange"))
    try top.refuseSymbolicLink()
    try FolderTree.empty(top.path)
    for name in ["", "/objects", "/objects/info", "/objects/pack", "/refs"] {
      try WritableFolder(top.path + name).create(durably: false)
    }
    let seen =
      [repository.location.objectsDirectory] + repository.location.alternateObjectsDirectories
    for path in seen where path.contains("\n") || !path.hasPrefix("/") {
      throw .malformed(
        what: "folder of objects", reason: "its path is not absolute, or of two lines")
    }
    try ExchangeFolder.write(top, "objects/info/alternates", seen.map { $0 + "\n" }.joined())
    try ExchangeFolder.write(top, "HEAD", "ref: refs/heads/none\n")
    try ExchangeFolder.write(
      top, "config", "[core]\n\trepositoryformatversion = 0\n\tbare = true\n")
    self.top = top
    lock = taken
  }

  /// Gives the folder refs.
  ///
  /// - Parameter references: Full names with their targets.
  /// - Throws: `system`.
  package borrowing func set(
    _ references: [(name: String, target: ObjectID)]
  ) throws(GitError) {
    let sorted = references.sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
    try ExchangeFolder.write(
      top, "packed-refs",
      "# pack-refs with: peeled fully-peeled sorted \n"
        + sorted.map { "\($0.target) \($0.name)\n" }.joined())
  }

  private static func write(
    _ top: WritableFolder, _ name: String, _ text: String
  ) throws(GitError) {
    try top.remove(name)
    try OpenFile(top.path(of: name), O_WRONLY | O_CREAT | O_EXCL).write(Array(text.utf8))
  }

  /// Removes what is in it, and gives it back.
  ///
  /// What cannot be removed is removed by whoever takes the folder next.
  package consuming func end() {
    try? FolderTree.empty(top.path)
    lock.end()
  }
}
