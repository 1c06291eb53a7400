#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Changes inside an open folder, which stay inside it whatever becomes of the path that led there.
extension Folder {
  /// What the file system says of an entry.
  struct Status {
    let bytes: Int
    /// When it was last written or touched, in seconds since 1970.
    let seconds: Int64
    let nanoseconds: Int64
  }

  /// Whether the folder belongs to the user who runs this.
  var isOwnedByThisUser: Bool {
    var status = stat()
    return fstat(descriptor, &status) == 0 && status.st_uid == geteuid()
  }

  /// Makes a folder inside this one, if it is not there.
  borrowing func makeFolder(_ name: String) throws(GitError) {
    do {
      try system("mkdir", path + "/" + name) { mkdirat(descriptor, name, 0o777) }
    } catch {
      guard case .system(_, _, EEXIST) = error else { throw error }
    }
  }

  /// Makes a file that must not be there.
  borrowing func create(_ name: String) throws(GitError) -> OpenFile {
    try OpenFile(
      path + "/" + name, from: descriptor, name: name, O_WRONLY | O_CREAT | O_EXCL, mode: 0o666)
  }

  /// Gives an entry another name, replacing what had that name.
  borrowing func rename(_ name: String, to new: String) throws(GitError) {
    try system("rename", path + "/" + new) { renameat(descriptor, name, descriptor, new) }
  }

  /// Removes a file.
  ///
  /// - Returns: Whether it was there and is gone.
  @discardableResult
  borrowing func remove(_ name: String) -> Bool { unlinkat(descriptor, name, 0) == 0 }

  /// Sets an entry's time to now, where that is allowed.
  borrowing func touch(_ name: String) {
    _ = utimensat(descriptor, name, nil, AT_SYMLINK_NOFOLLOW)
  }

  /// Looks at an entry, not following it.
  ///
  /// - Returns: Nil where that is not possible.
  borrowing func status(of name: String) -> Status? {
    var status = stat()
    guard fstatat(descriptor, name, &status, AT_SYMLINK_NOFOLLOW) == 0 else { return nil }
    #if canImport(Glibc)
      let time = status.st_mtim
    #else
      let time = status.st_mtimespec
    #endif
    return Status(
      bytes: Int(status.st_size), seconds: Int64(time.tv_sec), nanoseconds: Int64(time.tv_nsec))
  }
}
