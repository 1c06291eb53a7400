import Git
package import GitEvents

/// Makes a store of its backups: of a complete bundle and the increments behind it, of a repository, or of a ledger alone.
///
/// The store is made in a folder beside its own, and gets its name when it is whole and whoever asked has verified it.
package struct Restoration {
  private let sources: [NamedPath]
  private let directory: NamedPath
  private let options: RestorationOptions

  /// Names what is restored and where to.
  ///
  /// - Parameters:
  ///   - sources: Bundles in the order in which they were written, or one repository.
  ///   - directory: The folder of the store: an empty one, or none.
  ///   - options: What kind of repository it becomes, and how git is run.
  package init(
    of sources: [NamedPath], to directory: NamedPath, options: RestorationOptions
  ) {
    self.sources = sources
    self.directory = directory
    self.options = options
  }

  /// Makes the store, all but its name.
  ///
  /// - Returns: The store, to be verified and published; it goes away where it is not.
  /// - Throws: `invalidInput` where a file is no backup, does not follow from those before it, or the folder is not
  ///   empty; `otherStore`, `storeNotFound`, `damaged`, `diskFull`, `permissionDenied`, `io`.
  package func prepare() async throws(EventStoreError) -> RestoredStore {
    try refuseExisting()
    let scratch = try onGit { () throws(GitError) in
      try WritableFolder(Restoration.parent(of: directory.path)).create(durably: true)
      return try ScratchFolder(beside: directory.path, ending: "restoring")
    }
    let restored = RestoredStore(in: scratch, as: directory.path, isBare: options.isBare)
    try onGit { () throws(GitError) in try WritableFolder(restored.path).create(durably: false) }
    do throws(GitError) {
      try await options.git(in: restored.gitDirectory).run(
        "init", ["--quiet"] + (options.isBare ? ["--bare"] : []))
    } catch {
      throw EventStoreError(error)
    }
    let bundles = RestoredBundles(restored, options)
    for source in sources {
      try await bundles.take(try await bundle(of: source, in: scratch), calledBy: source.name)
    }
    try await bundles.finish()
    return restored
  }

  private func refuseExisting() throws(EventStoreError) {
    let isEmpty = try onGit { () throws(GitError) -> Bool in
      switch try FileStatus.of(directory.path) {
      case nil: true
      case .folder: try WritableFolder(directory.path).entries().isEmpty
      case .file, .other: false
      }
    }
    guard !isEmpty else { return }
    throw EventStoreError(
      .invalidInput, "'\(directory.name)' is there already, and is not an empty folder",
      hint: "name a folder that is not there yet")
  }

  /// The bundle of a source: the file itself, or one that is made of a repository.
  private func bundle(
    of source: NamedPath, in scratch: ScratchFolder
  ) async throws(EventStoreError) -> BackupFile {
    let status = try onGit { () throws(GitError) in try FileStatus.of(source.path) }
    guard status == .folder else {
      return try BackupFile(source)
    }
    guard sources.count == 1 else {
      throw EventStoreError(
        .invalidInput, "'\(source.name)' is a folder: a repository is restored by itself",
        hint: "name bundles, or one repository")
    }
    let repository = try onGit { () throws(GitError) in try Repository.open(at: source.path) }
    let store = try EventStore.openForVerification(repository, options: options.reading)
    var reading = BackupOptions()
    reading.takesProject = true
    reading.onlyReads = true
    reading.variables = options.variables
    let file = NamedPath(
      scratch.path(of: "source" + BackupFile.ending), calledBy: source.name)
    _ = try await Backup(store, in: repository, options: reading).write(to: file, since: nil)
    return try BackupFile(file)
  }

  /// The folder that a path is in.
  private static func parent(of path: String) -> String {
    let parts = path.split(separator: "/").dropLast().joined(separator: "/")
    return path.hasPrefix("/") ? "/" + parts : parts.isEmpty ? "." : parts
  }
}
