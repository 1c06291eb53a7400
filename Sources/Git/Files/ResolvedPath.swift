#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Finds the file behind a path that a user names, where links may lie on the way.
package enum ResolvedPath {
  /// Resolves links and dots; the corresponding C function is `realpath`.
  ///
  /// - Parameter path: A path to what is there.
  /// - Returns: The absolute path without links.
  /// - Throws: `system`.
  package static func of(_ path: String) throws(GitError) -> String {
    if let resolved = Paths.real(path) { return resolved }
    throw .system(call: "realpath", path: path, errno: errno)
  }
}
