#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Puts the many small packs that appends leave into few, through the `git` command.
///
/// Safe beside writers and readers: git removes a pack only after its objects are in another, and lets packs with a
/// `.keep` be, which every pack has until its refs are moved.
package struct PackConsolidation: Sendable {
  /// From so many small packs on, finding an object costs more than putting them together.
  package static let threshold = 50

  /// A pack below this size is small; imports make larger ones, of which many more are borne.
  private static let smallPack = 1 << 20

  /// So many packs of any size are too many.
  private static let mostPacks = 250

  private let packs: WritableFolder
  private let git: GitChild
  private let lock: String

  /// Names the folders.
  ///
  /// - Parameters:
  ///   - location: The repository.
  ///   - paths: Where the store keeps its files.
  package init(_ location: RepositoryLocation, _ paths: StorePaths) {
    packs = WritableFolder(location.objectsDirectory + "/pack")
    git = GitChild(location)
    lock = "\(location.commonDirectory)/\(paths.folder)/maintenance"
  }

  /// Whether there are enough small packs, or far too many of any size.
  ///
  /// - Returns: True from the threshold on; packs that somebody keeps do not count.
  /// - Throws: `system`.
  package func isDue() throws(GitError) -> Bool {
    let names = try packs.entries()
    let kept = Set(names.filter { $0.hasSuffix(".keep") }.map { $0.dropLast("keep".count) })
    let others = names.filter { $0.hasSuffix(".pack") && !kept.contains($0.dropLast("pack".count)) }
    if others.count < PackConsolidation.threshold { return false }
    if others.count >= PackConsolidation.mostPacks { return true }
    var small = 0
    for name in others {
      guard let size = try packs.size(of: name) else { continue }
      if size < PackConsolidation.smallPack { small += 1 }
    }
    return small >= PackConsolidation.threshold
  }

  /// Consolidates, unless another process is at it.
  ///
  /// - Throws: `command` where git fails; `system`.
  package func run() async throws(GitError) {
    let file = try OpenFile(lock, O_RDWR | O_CREAT)
    guard try file.tryLock() else { return }
    try await git.run(
      "repack",
      // No search for deltas: that takes most of git's time, and what is stored whole is read sooner.
      ["--geometric=2", "-d", "--quiet", "--window=0"])
  }
}
