import Subprocess

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif
#if canImport(System)
  import System
#else
  import SystemPackage
#endif

/// Puts the many small packs that appends leave into few, through the `git` command.
///
/// Safe beside writers and readers: git removes a pack only after its objects are in another, and lets packs with a
/// `.keep` be, which every pack has until its refs are moved.
package struct PackConsolidation: Sendable {
  /// From so many packs on, finding an object costs more than putting them together.
  package static let threshold = 50

  private let packs: WritableFolder
  private let gitDirectory: String
  private let lock: String

  /// Names the folders.
  ///
  /// - Parameters:
  ///   - location: The repository.
  ///   - paths: Where the store keeps its files.
  package init(_ location: RepositoryLocation, _ paths: StorePaths) {
    packs = WritableFolder(location.objectsDirectory + "/pack")
    gitDirectory = location.commonDirectory
    lock = "\(location.commonDirectory)/\(paths.folder)/maintenance"
  }

  /// Whether there are enough small packs.
  ///
  /// - Returns: True from the threshold on; packs that somebody keeps do not count.
  /// - Throws: `system`.
  package func isDue() throws(GitError) -> Bool {
    var count = 0
    for name in try packs.entries() {
      if name.hasSuffix(".idx") { count += 1 }
      if name.hasSuffix(".keep") { count -= 1 }
    }
    return count >= PackConsolidation.threshold
  }

  /// Consolidates, unless another process is at it.
  ///
  /// - Throws: `command` where git fails; `system`.
  package func run() async throws(GitError) {
    let file = try OpenFile(lock, O_RDWR | O_CREAT)
    guard try file.tryLock() else { return }
    let arguments = [
      // git's default syncs packs but not every step beside them.
      "--git-dir", gitDirectory, "-c", "core.fsync=all", "-c", "core.fsyncMethod=fsync",
      "repack", "--geometric=2", "-d", "--quiet",
    ]
    do {
      let result = try await Subprocess.run(
        .name("git"), arguments: Arguments(arguments),
        environment: .inherit.updating(["GIT_DIR": gitDirectory]),
        output: .discarded, error: .string(limit: 1 << 16))
      if result.terminationStatus.isSuccess { return }
      throw GitError.command(
        arguments: ["repack"], status: -1, message: result.standardError)
    } catch let error as GitError {
      throw error
    } catch {
      throw .command(arguments: ["repack"], status: -1, message: "\(error)")
    }
  }
}
