#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Looks a repository over without changing anything.
struct RepositoryExamination {
  /// After so long nobody is still writing a file that has not changed, in seconds.
  private static let patience: Int64 = 24 * 3600

  /// So long git packs refs at most, in seconds, once nobody waits for it any more.
  private static let packing: Int64 = 60

  private let repository: Repository
  private let paths: StorePaths
  private let seconds: Int64
  private let common: WritableFolder
  private let folder: WritableFolder

  /// Names the repository.
  ///
  /// - Parameters:
  ///   - repository: The repository.
  ///   - paths: Where the store keeps its files.
  ///   - seconds: What time it is, in seconds since 1970.
  init(_ repository: Repository, _ paths: StorePaths, _ seconds: Int64) {
    self.repository = repository
    self.paths = paths
    self.seconds = seconds
    common = WritableFolder(repository.location.commonDirectory)
    folder = WritableFolder(common.path(of: paths.folder))
  }

  /// Looks at everything.
  ///
  /// - Returns: What was found.
  /// - Throws: `system`.
  func condition() async throws(GitError) -> RepositoryCondition {
    var condition = RepositoryCondition()
    let boot = try BootIdentity.current()
    try lookAtWriter(boot, &condition)
    try lookAtLocks(boot, &condition)
    try lookAtPacks(boot, &condition)
    condition.unsafeFileSystem = FileSystemKind.unsafe(at: common.path)
    let answer = try? await GitChild(repository.location).answer("version", [])
    condition.gitVersion = answer.map { String($0.prefix { !$0.isNewline }) }
    condition.risks = try ConfigurationRisks.find(in: repository, guarding: paths)
    try lookAtHooks(&condition)
    condition.cacheObstacle = cacheObstacle()
    return condition
  }

  /// Looks at the hooks that see every move of a ref; the program's own guards are none to tell of.
  private func lookAtHooks(_ condition: inout RepositoryCondition) throws(GitError) {
    let setting = repository.configuration.string("core.hooksPath") ?? ""
    let hooks = HooksFolder(
      setting.isEmpty ? common.path(of: "hooks") : Paths.join(common.path, setting))
    for name in ["reference-transaction", "pre-receive", "update"] {
      guard let hook = try hooks.hook(name), hook.isExecutable else { continue }
      if !HooksFolder.isOurs(hook, name) {
        condition.hooks.append(name)
      } else if name != "reference-transaction" {
        condition.risks.removeAll { $0 == .unguardedPushes }
      }
    }
  }

  private func lookAtWriter(
    _ boot: BootIdentity, _ condition: inout RepositoryCondition
  ) throws(GitError) {
    guard let text = try content(of: "state") else { return }
    let state = WriterState(text, locksUnder: paths.lockedFolders)
    if try FileLock.isHeld(folder.path(of: "lock")) {
      condition.writer = state?.process ?? 0
    } else if let state, state.boot == boot.id, !state.needsScan {
      condition.reasonToRecover = state.isDirty ? .interruptedWriter : nil
    } else {
      condition.reasonToRecover = .otherBoot
    }
  }

  private func content(of name: String) throws(GitError) -> [UInt8]? {
    do {
      return try OpenFile(folder.path(of: name), O_RDONLY).read(limit: 64 << 20)
    } catch {
      if case .system(_, _, ENOENT) = error { return nil }
      throw error
    }
  }

  /// The locks of refs; those of a writer that is at work come and go.
  private func lookAtLocks(
    _ boot: BootIdentity, _ condition: inout RepositoryCondition
  ) throws(GitError) {
    if condition.writer != nil { return }
    var names = paths.lockedFolders.flatMap { LockListing.list(below: $0, in: common) }
    let ofPacking = Maintenance.packingLocks
    for name in ofPacking + ["config.lock"] where try common.size(of: name) != nil {
      names.append(name)
    }
    let mark = try folder.modificationTime(of: Maintenance.packingMark)
    let isPacking = try Maintenance(repository, paths).isRunning()
    for name in names {
      guard let written = try common.modificationTime(of: name) else { continue }
      var isOld = try written < boot.startSeconds
      if let mark, !isPacking, written >= mark, seconds > written + RepositoryExamination.packing {
        // A `git pack-refs` of ours was killed: it writes nothing into the locks of refs that it removes.
        let isEmpty = try common.size(of: name) == 0
        isOld = isOld || isEmpty || ofPacking.contains(name)
      }
      condition.locks.append((name, isOld))
    }
  }

  private func lookAtPacks(
    _ boot: BootIdentity, _ condition: inout RepositoryCondition
  ) throws(GitError) {
    let objects = repository.location.objectsDirectory
    let packs = WritableFolder(objects + "/pack")
    let names = try packs.entries()
    let known = Set(names)
    var found: [String] = []
    for name in names {
      if name.hasSuffix(".keep") {
        let text = try? OpenFile(packs.path(of: name), O_RDONLY).read(limit: 64)
        // Those of a writer are recovery's.
        if text != PackPublisher.keepReason {
          condition.keptPacks.append(String(name.dropLast(".keep".count)))
        }
        continue
      }
      let isTemporary = name.hasPrefix("tmp_") || name.hasPrefix(".tmp-")
      let isAlone = ["pack", "rev", "bitmap"].contains { ending in
        name.hasPrefix("pack-") && name.hasSuffix("." + ending)
          && !known.contains(name.dropLast(ending.count) + "idx")
      }
      guard isTemporary || isAlone, let written = try packs.modificationTime(of: name) else {
        continue
      }
      if try written < boot.startSeconds || written < seconds - RepositoryExamination.patience {
        found.append(packs.path(of: name))
      }
    }
    condition.hasUnfinishedMaintenance = try Maintenance(repository, paths).hasLeftovers()
    condition.strays = found.compactMap { path in
      path.hasPrefix(common.path + "/") ? String(path.dropFirst(common.path.utf8.count + 1)) : nil
    }
  }

  private func cacheObstacle() -> String? {
    do throws(ReadableFile.Obstacle) {
      let inner = try Folder(common.path).folder(paths.folder).folder(CacheFolder.name)
      return inner.isOwnedByThisUser ? nil : "belongs to another user"
    } catch {
      if case .unfit(let reason) = error { return reason }
      return nil
    }
  }
}
