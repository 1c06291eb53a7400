#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The name that a finished file or folder is to get, all at once and for good.
package struct ReplacedPath {
  /// The folder that it is in.
  package let folder: WritableFolder
  private let name: String

  /// Names what is to be there.
  ///
  /// - Parameter path: The path; the folder that it is in must be there.
  package init(_ path: String) {
    folder = WritableFolder(Paths.parent(path))
    name = Paths.lastComponent(path)
  }

  /// Gives a file or a folder the name; what has the name is replaced where it is a file, or an empty folder.
  ///
  /// - Parameter source: Where it is, on the same file system.
  /// - Throws: `system`.
  package func replace(by source: String) throws(GitError) {
    try folder.adopt(source, as: name)
    try folder.sync()
  }

  /// Gives a file the name, which nothing must have.
  ///
  /// - Parameter source: Where it is, on the same file system.
  /// - Throws: `system`, with `EEXIST` where something has the name.
  package func make(from source: String) throws(GitError) {
    let path = folder.path(of: name)
    do throws(GitError) {
      try system("link", path) { link(source, path) }
    } catch {
      switch error {
      // Some file systems know no second name.
      case .system(_, _, EPERM), .system(_, _, EOPNOTSUPP), .system(_, _, ENOSYS),
        .system(_, _, EMLINK):
        guard try FileStatus.of(path) == nil else {
          throw .system(call: "rename", path: path, errno: EEXIST)
        }
        return try replace(by: source)
      default: throw error
      }
    }
    try folder.sync()
  }

  /// What tells a file or a folder from all others, whatever path leads to it.
  ///
  /// - Parameter path: The path; links are followed.
  /// - Returns: Its place; nil where there is nothing.
  package static func identity(of path: String) -> [UInt64]? {
    var status = stat()
    guard stat(path, &status) == 0 else { return nil }
    return [UInt64(truncatingIfNeeded: status.st_dev), UInt64(status.st_ino)]
  }
}
