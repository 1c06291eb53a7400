#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A folder with everything below it.
package enum FolderTree {
  /// Removes what is below a folder; symbolic links are removed, not followed.
  ///
  /// - Parameter path: The folder, which stays.
  /// - Throws: `system`.
  package static func empty(_ path: String) throws(GitError) {
    let folder = WritableFolder(path)
    for name in try folder.entries() {
      let path = folder.path(of: name)
      var status = stat()
      try system("lstat", path) { lstat(path, &status) }
      if status.st_mode & S_IFMT == S_IFDIR {
        try remove(path)
      } else {
        try system("unlink", path) { unlink(path) }
      }
    }
  }

  /// Removes a folder with what is below it.
  ///
  /// - Parameter path: The folder.
  /// - Throws: `system`.
  package static func remove(_ path: String) throws(GitError) {
    try empty(path)
    try system("rmdir", path) { rmdir(path) }
  }

  /// Gives a folder the name of one that is empty or not there, durably.
  ///
  /// - Parameters:
  ///   - path: The folder.
  ///   - new: Its new path, on the same file system.
  /// - Throws: `system`.
  package static func rename(_ path: String, to new: String) throws(GitError) {
    try system("rename", new) { Self.move(path, new) }
    let parent = new.split(separator: "/").dropLast().joined(separator: "/")
    try OpenFile("/" + parent, O_RDONLY | O_DIRECTORY).sync()
  }

  private static func move(_ path: String, _ new: String) -> Int32 {
    #if canImport(Glibc)
      Glibc.rename(path, new)
    #else
      Darwin.rename(path, new)
    #endif
  }
}
