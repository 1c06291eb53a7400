#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// What is amiss in a repository's files and settings, as far as floor 1 can tell.
package struct RepositoryCondition: Sendable {
  /// A setting that endangers a store, or makes it slow.
  package enum Risk: Sendable, Equatable {
    /// Git packs by itself, in an order that reads slowly.
    case automaticPacking
    /// A fetch overwrites, prunes or mirrors what a writer would write.
    case fetchOverwrites(reason: String, advice: String)
    /// A push to a remote deletes there what is not here.
    case pushMirrors(remote: String)
    /// Git is told not to sync what it writes.
    case unsynced(setting: String)
    /// Anybody who may push may rewind the store's refs: nothing but a hook can refuse that.
    case unguardedPushes
  }

  /// The process that writes now, where one does.
  package var writer: Int32?
  /// Why the next writer will recover; nil where the last one ended well, or one is at work.
  package var reasonToRecover: RecoveryReason?
  /// Locks, from the common directory, with whether they are older than this start of the machine.
  package var locks: [(name: String, isOld: Bool)] = []
  /// Files that no running program can still want, from the common directory.
  package var strays: [String] = []
  /// Whether maintenance was interrupted and left files behind.
  package var hasUnfinishedMaintenance = false
  /// Packs that people or programs keep, which stay as they are.
  package var keptPacks: [String] = []
  /// The kind of file system where that is known not to keep what it is told to.
  package var unsafeFileSystem: String?
  /// What `git --version` says; nil where there is no git.
  package var gitVersion: String?
  /// What is set wrongly.
  package var risks: [Risk] = []
  /// Which of the hooks that git would run for the store's sake are there.
  package var hooks: [String] = []
  /// Why what is computed ahead cannot be kept.
  package var cacheObstacle: String?

  /// Knows of nothing.
  package init() {}
}

extension StoreRepository {
  /// A repository without files has nothing amiss in them.
  package func examine(
    _ paths: StorePaths, at seconds: Int64
  ) async throws(GitError) -> RepositoryCondition { RepositoryCondition() }

  /// A repository without files has nothing to be mended.
  package func mend(
    _ condition: RepositoryCondition, _ paths: StorePaths
  ) async throws(GitError) {}
}

extension Repository {
  package func examine(
    _ paths: StorePaths, at seconds: Int64
  ) async throws(GitError) -> RepositoryCondition {
    try await RepositoryExamination(self, paths, seconds).condition()
  }

  package func mend(
    _ condition: RepositoryCondition, _ paths: StorePaths
  ) async throws(GitError) {
    let common = WritableFolder(location.commonDirectory)
    let old = condition.locks.filter(\.isOld).map(\.name)
    for name in condition.strays + old {
      try common.refuseSymbolicLinks(before: name)
      try common.remove(name)
    }
    if condition.hasUnfinishedMaintenance {
      try Maintenance(self, paths).removeLeftovers()
    }
    if condition.risks.contains(.automaticPacking) {
      try await leavePackingToStore(evenWhereSet: true)
    }
  }

  /// Sets that git does not pack by itself: the store's own maintenance does it, in an order that reads fast.
  ///
  /// - Parameter isMeant: Whether what somebody has set for this repository is set anew.
  /// - Throws: `command`, `system`.
  package func leavePackingToStore(evenWhereSet isMeant: Bool) async throws(GitError) {
    let isSet = configuration.entries.contains { $0.key == "gc.auto" && $0.level == .local }
    if isSet {
      if isMeant { try await GitChild(location).run("config", ["--local", "gc.auto", "0"]) }
    } else {
      try addSetting("[gc]\n\tauto = 0\n")
    }
  }

  /// Adds lines to the repository's configuration; git itself would not sync the file before it gets its name.
  private func addSetting(_ text: String) throws(GitError) {
    let common = WritableFolder(location.commonDirectory)
    var bytes = try OpenFile(common.path(of: "config"), O_RDONLY).read(limit: 1 << 24)
    if let last = bytes.last, last != UInt8(ascii: "\n") { bytes.append(UInt8(ascii: "\n")) }
    let lock = try OpenFile(common.path(of: "config.lock"), O_WRONLY | O_CREAT | O_EXCL)
    do {
      try lock.write(bytes + Array(text.utf8))
      try lock.sync()
      try common.adopt(lock.path, as: "config")
      try common.sync()
    } catch {
      _ = try? common.remove("config.lock")
      throw error
    }
  }
}
