#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A folder, with the changes to it that must survive a power loss.
package struct WritableFolder: Sendable {
  /// Where it is.
  package let path: String

  package init(_ path: String) {
    self.path = path
  }

  /// The path of an entry.
  ///
  /// - Parameter name: The entry's name.
  /// - Returns: The folder's path with the name behind it.
  package func path(of name: String) -> String { "\(path)/\(name)" }

  /// Makes the folder, and those above it, where they are missing.
  ///
  /// - Parameter durably: Whether each folder that got an entry is synced.
  /// - Throws: `system`.
  package func create(durably: Bool) throws(GitError) {
    do {
      try system("mkdir", path) { mkdir(path, 0o777) }
    } catch {
      switch error {
      case .system(_, _, EEXIST): return
      case .system(_, _, ENOENT):
        try parent.create(durably: durably)
        do {
          try system("mkdir", path) { mkdir(path, 0o777) }
        } catch {
          guard case .system(_, _, EEXIST) = error else { throw error }
          return
        }
      default: throw error
      }
    }
    if durably { try parent.sync() }
  }

  private var parent: WritableFolder {
    guard let slash = path.lastIndex(of: "/"), slash != path.startIndex else {
      return WritableFolder(path.hasPrefix("/") ? "/" : ".")
    }
    return WritableFolder(String(path[..<slash]))
  }

  /// Returns once renames and removals in the folder would survive a power loss.
  ///
  /// - Throws: `system`.
  package func sync() throws(GitError) {
    try OpenFile(path, O_RDONLY | O_DIRECTORY).sync()
  }

  /// Gives an entry of this or another folder a name in this one, replacing what had that name.
  ///
  /// - Parameters:
  ///   - source: The path of what is moved, on the same file system.
  ///   - name: Its new name here.
  /// - Throws: `system`.
  package func adopt(_ source: String, as name: String) throws(GitError) {
    try system("rename", path(of: name)) { rename(source, path(of: name)) }
  }

  /// Removes a file, if it is there.
  ///
  /// - Parameter name: Its name.
  /// - Returns: Whether it was there.
  /// - Throws: `system`.
  @discardableResult
  package func remove(_ name: String) throws(GitError) -> Bool {
    do {
      try system("unlink", path(of: name)) { unlink(path(of: name)) }
      return true
    } catch {
      if case .system(_, _, ENOENT) = error { return false }
      throw error
    }
  }

  /// Lists the entries in byte order.
  ///
  /// - Returns: Their names; none where the folder is missing.
  /// - Throws: `system`.
  package func entries() throws(GitError) -> [String] {
    guard let stream = opendir(path) else {
      let reason = errno
      if reason == ENOENT { return [] }
      throw .system(call: "opendir", path: path, errno: reason)
    }
    defer { closedir(stream) }
    var names: [String] = []
    while let entry = readdir(stream) {
      let name = withUnsafeBytes(of: &entry.pointee.d_name) { buffer in
        String(decoding: buffer.prefix { $0 != 0 }, as: UTF8.self)
      }
      if name != "." && name != ".." { names.append(name) }
    }
    return names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }

  /// Refuses the folder where it is a symbolic link, which could lead a write out of the repository.
  ///
  /// - Throws: `system` with `ELOOP`.
  package func refuseSymbolicLink() throws(GitError) {
    var status = stat()
    guard lstat(path, &status) == 0, status.st_mode & S_IFMT == S_IFLNK else { return }
    throw .system(call: "open", path: path, errno: ELOOP)
  }

  /// Refuses every folder between this one and a file below it that is a symbolic link.
  ///
  /// - Parameter name: The file's path from here, its components separated by slashes.
  /// - Throws: `system` with `ELOOP`.
  package func refuseSymbolicLinks(before name: String) throws(GitError) {
    var folder = self
    for component in name.split(separator: "/").dropLast() {
      folder = WritableFolder(folder.path(of: String(component)))
      try folder.refuseSymbolicLink()
    }
  }

  /// When an entry was last written, in seconds since 1970.
  ///
  /// - Parameter name: The entry's name.
  /// - Returns: The time, or nil where there is no such entry.
  /// - Throws: `system`.
  package func modificationTime(of name: String) throws(GitError) -> Int64? {
    guard let status = try status(of: name) else { return nil }
    #if canImport(Glibc)
      return Int64(status.st_mtim.tv_sec)
    #else
      return Int64(status.st_mtimespec.tv_sec)
    #endif
  }

  /// How many bytes an entry has.
  ///
  /// - Parameter name: The entry's name.
  /// - Returns: The size, or nil where there is no such entry.
  /// - Throws: `system`.
  package func size(of name: String) throws(GitError) -> Int? {
    try status(of: name).map { Int($0.st_size) }
  }

  private func status(of name: String) throws(GitError) -> stat? {
    var status = stat()
    do {
      try system("lstat", path(of: name)) { lstat(path(of: name), &status) }
      return status
    } catch {
      if case .system(_, _, ENOENT) = error { return nil }
      throw error
    }
  }
}
