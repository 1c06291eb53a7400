#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The least that git takes for a repository: no settings, hooks, grafts or refs, perhaps with the objects of others.
///
/// What git is to do with another repository's objects is done here: nothing that this one says is asked.
package struct PlainRepository: Sendable {
  /// Its git folder.
  package let path: String

  /// Makes the repository.
  ///
  /// - Parameters:
  ///   - path: Its folder, which must not be there.
  ///   - alternates: Folders of objects that are seen in it.
  /// - Throws: `system`; `malformed` for a path that cannot be written into a list of paths.
  package init(at path: String, seeing alternates: [String] = []) throws(GitError) {
    self.path = path
    let folder = WritableFolder(path)
    for name in ["", "/refs", "/objects", "/objects/info", "/objects/pack"] {
      try WritableFolder(path + name).create(durably: false)
    }
    for alternate in alternates where alternate.contains("\n") || !alternate.hasPrefix("/") {
      throw .malformed(
        what: "folder of objects", reason: "its path is not absolute, or of two lines")
    }
    if !alternates.isEmpty {
      let list = alternates.map { $0 + "\n" }.joined()
      try OpenFile(folder.path(of: "objects/info/alternates"), O_WRONLY | O_CREAT | O_EXCL)
        .write(Array(list.utf8))
    }
    try OpenFile(folder.path(of: "config"), O_WRONLY | O_CREAT | O_EXCL)
      .write(Array("[core]\n\trepositoryformatversion = 0\n\tbare = true\n".utf8))
    // Last, for without it the folder is no repository.
    try OpenFile(folder.path(of: "HEAD"), O_WRONLY | O_CREAT | O_EXCL)
      .write(Array("ref: refs/heads/none\n".utf8))
  }

  /// Has it see no objects but its own from now on.
  ///
  /// - Throws: `system`.
  package func forgetAlternates() throws(GitError) {
    try WritableFolder(path + "/objects/info").remove("alternates")
  }

  /// Which of some objects it does not have.
  ///
  /// - Parameter ids: The objects.
  /// - Returns: The first; nil where it has all.
  /// - Throws: `system`, `library`.
  package func firstMissing(of ids: some Sequence<ObjectID>) throws(GitError) -> ObjectID? {
    let objects = ObjectDatabase(objectsDirectory: path + "/objects")
    for id in ids where try !objects.contains(id) { return id }
    return nil
  }
}
