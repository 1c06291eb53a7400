package import Git
package import GitEvents

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Writes a store, or what came to it since an earlier backup, into one file: a git bundle.
///
/// The bundle names every ref of the store as it was at one moment, an increment too: so the last file says what the
/// store was, and one that is missing before it is missed. Its pack holds what the base does not.
package struct Backup {
  private let store: EventStore
  private let repository: Repository
  private let options: BackupOptions

  /// Prepares to back a store up.
  ///
  /// - Parameters:
  ///   - store: The store.
  ///   - repository: The repository that it is in.
  ///   - options: What is taken, and how git is run.
  package init(_ store: EventStore, in repository: Repository, options: BackupOptions) {
    self.store = store
    self.repository = repository
    self.options = options
  }

  /// Writes a backup.
  ///
  /// It is made in a folder beside the file, checked, synced, and only then gets its name.
  ///
  /// - Parameters:
  ///   - file: The file.
  ///   - base: The earlier backup that an increment goes on from; nil for a complete backup.
  /// - Returns: What was written; nothing where there is nothing new.
  /// - Throws: `invalidInput` where the file is there already; `damaged`, `busy`, `diskFull`, `permissionDenied`, `io`:
  ///   there is no such file then, or the one that there was.
  package func write(
    to file: NamedPath, since base: BackupBase?
  ) async throws(EventStoreError) -> BackupReport {
    try refuseExisting(file)
    options.progress(.readingReferences)
    let settled = try store.settledReferences(
      alsoOfProject: options.takesProject || base?.holdsProject == true, inTurn: !options.onlyReads)
    var report = BackupReport(storeID: store.id, base: base?.file.name, settled)
    let old = base?.targets() ?? [:]
    let changed = settled.references.filter { old[$0.name] != $0.target }
    let isNothingGone = Set(settled.references.map(\.name)).isSuperset(of: old.keys)
    if base != nil, changed.isEmpty, isNothingGone { return report }
    try count(changed, since: old, in: &report)
    let contents = try contents(changed, settled.references, base)
    let scratch = try onGit { () throws(GitError) in
      try ScratchFolder(beside: file.path, ending: "writing")
    }
    let temporary = scratch.path(of: "bundle")
    options.progress(.writing)
    do throws(GitError) {
      report.bytes = try await write(contents, to: temporary, in: scratch)
    } catch {
      throw BackupFailure.reading(error)
    }
    options.progress(.checking)
    do throws(GitError) {
      try await BackupCheck(contents, in: scratch, options)
        .check(temporary, seeing: base == nil ? [] : objectFolders)
      try publish(temporary, as: file.path)
    } catch {
      throw BackupFailure.checking(error)
    }
    return report
  }

  private func refuseExisting(_ file: NamedPath) throws(EventStoreError) {
    let folder = try onGit { () throws(GitError) in
      try FileStatus.of(ReplacedPath(file.path).folder.path)
    }
    guard folder == .folder else {
      throw EventStoreError(
        .invalidInput, "there is no folder for '\(file.name)'", hint: "make the folder first")
    }
    let status = try onGit { () throws(GitError) in try FileStatus.of(file.path) }
    guard let status, !(options.replaces && status == .file) else { return }
    throw EventStoreError(
      .invalidInput, "there is a \(status == .folder ? "folder" : "file") '\(file.name)' already",
      hint: status == .file
        ? "give the backup a name of its own; --force replaces the file" : "name a file in it")
  }

  /// Finds what goes into the file.
  private func contents(
    _ changed: [NamedReference], _ all: [NamedReference], _ base: BackupBase?
  ) throws(EventStoreError) -> BackupContents {
    let old = base?.reached(of: all, changing: Set(changed.map(\.name))) ?? []
    // git knows nothing but commits as prerequisites.
    let commits = try LedgerCoverage(store.repository).tips(of: old)
      .filter { !$0.name.hasPrefix(StoreLayout.tagPrefix) }
    var walk = ObjectWalk(store.repository, stoppingAt: Set(old.map(\.target)))
    try onGit { () throws(GitError) in try walk.run(from: changed.map(\.target)) }
    return BackupContents(
      header: BundleHeader(prerequisites: Set(commits.map(\.target)).sorted(), references: all),
      objects: walk.found)
  }

  /// Counts the events that the file brings; a stream that cannot be read is taken as it is.
  private func count(
    _ changed: [NamedReference], since old: [String: ObjectID], in report: inout BackupReport
  ) throws(EventStoreError) {
    for reference in changed {
      guard let stream = StoreLayout.stream(of: reference.name) else { continue }
      do throws(EventStoreError) {
        let newest = try store.reader.commit(reference.target, of: stream)
        var before = 0
        if let earlier = old[reference.name] {
          before = try store.reader.commit(earlier, of: stream).version
        }
        report.events += max(0, newest.version - before)
      } catch {
        guard error.code == .damaged else { throw error }
        report.unreadable.append(reference.name)
      }
      report.streams += 1
    }
  }

  private var objectFolders: [String] {
    [repository.location.objectsDirectory] + repository.location.alternateObjectsDirectories
  }

  /// Writes the header and has git write the pack behind it.
  private func write(
    _ contents: BackupContents, to path: String, in scratch: ScratchFolder
  ) async throws(GitError) -> Int {
    // Not in the repository itself: what its settings, grafts and replaced objects say does not count here.
    let plain = try PlainRepository(at: scratch.path(of: "source"), seeing: objectFolders)
    let file = try OpenFile(path, O_WRONLY | O_CREAT | O_EXCL | O_APPEND)
    try file.write(contents.header.serialized())
    try await options.git(in: plain.path).write(
      "pack-objects", ["--stdout", "--delta-base-offset", "-q"],
      input: ObjectList(contents.objects).text, to: file)
    try file.sync()
    return try file.length()
  }

  /// Gives the file its name.
  private func publish(_ temporary: String, as path: String) throws(GitError) {
    let target = ReplacedPath(path)
    if options.replaces {
      try target.replace(by: temporary)
    } else {
      try target.make(from: temporary)
    }
  }
}
