#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A folder beside what is being made, in which nothing half done is in anybody's way.
///
/// It goes with whoever made it. Where that was killed, the next one that makes the same thing removes it: a lock, which
/// ends with its process, tells the folders of the living from those of the dead.
package final class ScratchFolder: Sendable {
  private static let lockName = "lock"

  /// The folder itself.
  package let folder: WritableFolder
  private let parent: String
  private let name: String
  private let lock: FileLock

  /// Makes the folder, and removes what dead ones left.
  ///
  /// - Parameters:
  ///   - path: What is being made; the folder that it will be in must be there.
  ///   - ending: What the folder's name ends in, which says what is done in it.
  /// - Throws: `system`; `busy` where this process makes the same thing already.
  package init(beside path: String, ending: String) throws(GitError) {
    parent = Paths.parent(path)
    let base = Paths.lastComponent(path)
    try ScratchFolder.removeDead(of: base, ending, in: parent)
    name = "\(base).\(getpid()).\(ending)"
    folder = WritableFolder(WritableFolder(parent).path(of: name))
    let own = folder.path
    do {
      try system("mkdir", own) { mkdir(own, 0o700) }
    } catch {
      guard case .system(_, _, EEXIST) = error else { throw error }
      throw .busy(path: own)
    }
    let path = folder.path(of: ScratchFolder.lockName)
    guard let lock = try FileLock(ifFree: path, O_RDWR | O_CREAT) else { throw .busy(path: path) }
    self.lock = lock
  }

  /// A path in the folder.
  ///
  /// - Parameter name: The name of an entry.
  /// - Returns: The path.
  package func path(of name: String) -> String { folder.path(of: name) }

  deinit {
    // What cannot be removed now the next one removes.
    if let parent = try? Folder(parent) { try? parent.removeTree(name) }
  }

  private static func removeDead(
    of base: String, _ ending: String, in parent: String
  ) throws(GitError) {
    for name in try WritableFolder(parent).entries() {
      guard name.hasPrefix(base + "."), name.hasSuffix("." + ending),
        let process = Int32(name.dropFirst(base.utf8.count + 1).dropLast(ending.utf8.count + 1)),
        try isDead(WritableFolder(parent + "/" + name).path(of: lockName), process)
      else { continue }
      do throws(ReadableFile.Obstacle) {
        let folder = try Folder(parent)
        do throws(GitError) { try folder.removeTree(name) } catch { throw .failed(error) }
      } catch {
        guard case .failed(let error) = error else { continue }
        throw error
      }
    }
  }

  private static func isDead(_ lock: String, _ process: Int32) throws(GitError) -> Bool {
    do throws(GitError) {
      let mine = try FileLock(ifFree: lock, O_RDWR)
      return mine != nil
    } catch {
      guard case .system(_, _, ENOENT) = error else { throw error }
      // Killed before it took the lock, or about to take it.
      return kill(process, 0) == -1 && errno == ESRCH
    }
  }
}
