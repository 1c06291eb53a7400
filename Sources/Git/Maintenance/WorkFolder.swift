#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Where maintenance makes its files: a folder of objects of its own, in which nothing is left for git to find.
struct WorkFolder {
  let top: WritableFolder
  let objects: WritableFolder
  let packs: WritableFolder
  private let info: WritableFolder

  /// Names the folder.
  ///
  /// - Parameter folder: The store's folder.
  init(in folder: WritableFolder) {
    top = WritableFolder(folder.path(of: "maintaining"))
    objects = WritableFolder(top.path(of: "objects"))
    packs = WritableFolder(objects.path(of: "pack"))
    info = WritableFolder(objects.path(of: "info"))
  }

  /// The file that tells git how the objects of a list are stored.
  var attributes: String { top.path(of: "attributes") }

  private var all: [WritableFolder] { [top, objects, packs, info] }

  /// Makes the folder, empty but for what git needs to see the repository's objects through it.
  ///
  /// - Parameter alternates: The folders of objects that are seen.
  /// - Throws: `system`; `malformed` for a path that cannot be written into a list of paths.
  func prepare(seeing alternates: [String]) throws(GitError) {
    try clear()
    for folder in all { try folder.create(durably: false) }
    for path in alternates where path.contains("\n") || !path.hasPrefix("/") {
      throw .malformed(
        what: "folder of objects", reason: "its path is not absolute, or of two lines")
    }
    let list = alternates.map { $0 + "\n" }.joined()
    try OpenFile(info.path(of: "alternates"), O_WRONLY | O_CREAT | O_EXCL).write(Array(list.utf8))
    try OpenFile(attributes, O_WRONLY | O_CREAT | O_EXCL).write(PackingList.attributes)
  }

  /// The files that are there; those of a run that was interrupted, where none is at work.
  ///
  /// - Returns: Their paths.
  /// - Throws: `system`.
  func files() throws(GitError) -> [String] {
    var files: [String] = []
    for folder in all {
      try folder.refuseSymbolicLink()
      for name in try folder.entries() where try !isFolder(folder.path(of: name)) {
        files.append(folder.path(of: name))
      }
    }
    return files
  }

  /// Removes every file.
  ///
  /// - Throws: `system`.
  func clear() throws(GitError) {
    for path in try files() { try system("unlink", path) { unlink(path) } }
  }

  private func isFolder(_ path: String) throws(GitError) -> Bool {
    try FileStatus.of(path) == .folder
  }
}
