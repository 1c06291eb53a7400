/// Finds a repository's folders, before anything is read from it but small files and its configuration.
package enum RepositoryDiscovery {
  /// Finds the repository at or above a folder, as git does: file systems are not crossed.
  ///
  /// A folder is one where it holds a `.git`, or is a git folder itself. A ceiling is not looked into, unless it is
  /// where the search begins.
  ///
  /// - Parameters:
  ///   - start: Where to begin.
  ///   - ceilings: Absolute folders above which nothing is looked for (`GIT_CEILING_DIRECTORIES`).
  /// - Returns: Its git folder, which is a worktree's own where `start` lies in one.
  /// - Throws: `noRepository`; `malformed` for a `.git` file that is no text; `system`.
  package static func gitDirectory(
    above start: String, ceilings: [String] = []
  ) throws(GitError) -> String {
    guard var folder = Paths.real(start), let device = Paths.device(of: folder) else {
      throw .noRepository(path: start)
    }
    let ceilings = Set(ceilings.map { Paths.real($0) ?? Paths.withoutEndSlash($0) })
    while true {
      if let found = try gitDirectory(in: folder) { return found }
      let parent = Paths.parent(folder)
      guard parent != folder, !ceilings.contains(parent), Paths.device(of: parent) == device else {
        throw .noRepository(path: start)
      }
      folder = parent
    }
  }

  /// The git folder of a single folder; nil where it has none.
  private static func gitDirectory(in folder: String) throws(GitError) -> String? {
    let inside = Paths.withoutEndSlash(folder) + "/.git"
    let status = try FileStatus.of(inside)
    // A file that points nowhere ends the search, as with git.
    if status == .file { return try gitDirectory(named: inside) }
    for candidate in status == .folder ? [inside, folder] : [folder] {
      do throws(GitError) {
        return try gitDirectory(named: candidate)
      } catch {
        guard case .noRepository = error else { throw error }
      }
    }
    return nil
  }

  /// Checks a git folder that the caller names, such as `GIT_DIR`.
  ///
  /// - Parameter path: A folder, or a `.git` file that points at one.
  /// - Returns: The folder, absolute, links resolved.
  /// - Throws: `noRepository` where it is none; `system`.
  package static func gitDirectory(named path: String) throws(GitError) -> String {
    var directory = path
    if try FileStatus.of(path) == .file {
      guard let line = try SmallFile.line(path), line.hasPrefix("gitdir: ") else {
        throw .noRepository(path: path)
      }
      directory = Paths.join(
        Paths.parent(path), String(line.dropFirst("gitdir: ".count)))
    }
    guard let real = Paths.real(directory) else { throw .noRepository(path: path) }
    let common = try commonDirectory(of: real)
    guard try FileStatus.of(real + "/HEAD") != nil || SmallFile.isLink(real + "/HEAD"),
      try FileStatus.of(common + "/objects") == .folder,
      try FileStatus.of(common + "/refs") == .folder
    else { throw .noRepository(path: path) }
    return real
  }

  /// Finds the folder that a git folder shares with the other worktrees.
  ///
  /// - Parameter gitDirectory: The git folder.
  /// - Returns: What its file `commondir` names, or itself.
  /// - Throws: `system`.
  package static func commonDirectory(of gitDirectory: String) throws(GitError) -> String {
    guard let line = try SmallFile.line(gitDirectory + "/commondir") else { return gitDirectory }
    let path = Paths.join(gitDirectory, line)
    return Paths.real(path) ?? path
  }

  /// Finds the folder of the checked-out files.
  ///
  /// - Parameters:
  ///   - gitDirectory: The git folder.
  ///   - commonDirectory: What it shares.
  ///   - configuration: The repository's own.
  /// - Returns: The folder, or nil for a bare repository.
  /// - Throws: `malformed` for a `core.bare` that is neither true nor false; `system`.
  package static func workTree(
    of gitDirectory: String, commonDirectory: String, _ configuration: Configuration
  ) throws(GitError) -> String? {
    if gitDirectory != commonDirectory {
      guard let line = try SmallFile.line(gitDirectory + "/gitdir") else { return nil }
      return Paths.parent(Paths.join(gitDirectory, line))
    }
    if let named = configuration.string("core.worktree"), !named.isEmpty {
      let path = Paths.join(gitDirectory, named)
      return Paths.real(path) ?? path
    }
    if try configuration.bool("core.bare") == true { return nil }
    return Paths.lastComponent(gitDirectory) == ".git" ? Paths.parent(gitDirectory) : nil
  }
}
