#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The file that the locks of held refs are further names of: such a lock makes no inode, and removing it frees none.
///
/// Nobody writes into the file once it has a second name: a lock that is to say more is replaced by a file of its own.
struct HeldMark: Sendable {
  /// The file's name in the folder for temporary files.
  static let name = "held"

  /// What the lock of a ref says that is held for appends that are only logged yet.
  static let text = Array("git-events: held\n".utf8)

  private let temporary: WritableFolder

  /// Names the folder that the file lies in.
  ///
  /// - Parameter temporary: The folder for temporary files.
  init(in temporary: WritableFolder) { self.temporary = temporary }

  /// Makes the file anew: the locks to come are as old as it is.
  ///
  /// - Throws: `system`.
  func make() throws(GitError) {
    try temporary.create(durably: false)
    try temporary.remove(HeldMark.name)
    let path = temporary.path(of: HeldMark.name)
    try OpenFile(path, O_WRONLY | O_CREAT | O_EXCL).write(HeldMark.text)
  }

  /// Removes the file; its other names stay.
  ///
  /// - Throws: `system`.
  func remove() throws(GitError) { try temporary.remove(HeldMark.name) }

  /// Gives the file another name.
  ///
  /// - Parameter path: The name, which nothing may have.
  /// - Returns: Whether it has that name now; not where a link cannot be made, for want of a mark or of the file system's
  ///   support, or because the file has as many names as it can.
  /// - Throws: `system`: `EEXIST` where something has that name, `ENOENT` where its folder is missing.
  func giveName(_ path: String) throws(GitError) -> Bool {
    let source = temporary.path(of: HeldMark.name)
    do throws(GitError) {
      try system("link", path) { link(source, path) }
      return true
    } catch {
      switch error {
      case .system(_, _, EEXIST): throw error
      case .system(_, _, ENOENT):
        if try temporary.size(of: HeldMark.name) != nil { throw error }
        return false
      default: return false
      }
    }
  }
}
