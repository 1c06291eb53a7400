#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Says what a path stands for, symbolic links followed.
package enum FileStatus: Sendable {
  case file
  case folder
  case other

  /// Looks at a path.
  ///
  /// The corresponding C function is `stat`.
  ///
  /// - Parameter path: The path.
  /// - Returns: What it stands for, or nil where it stands for nothing.
  /// - Throws: `system`.
  package static func of(_ path: String) throws(GitError) -> FileStatus? {
    var status = stat()
    do throws(GitError) {
      try system("stat", path) { stat(path, &status) }
    } catch {
      switch error {
      case .system(_, _, ENOENT), .system(_, _, ENOTDIR), .system(_, _, ELOOP): return nil
      default: throw error
      }
    }
    switch status.st_mode & S_IFMT {
    case S_IFREG: return .file
    case S_IFDIR: return .folder
    default: return .other
    }
  }
}
