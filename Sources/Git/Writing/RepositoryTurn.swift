#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// One writer's turn in a repository on disk.
final class RepositoryTurn: WriterTurn {
  let repository: Repository
  private let paths: StorePaths
  let folder: WritableFolder
  private let boot: BootIdentity
  private var lock: WriterLock?
  private var isRecovered: Bool
  var mustStayDirty = false
  /// What could not be taken back: `state` names it as long as the turn lasts, whatever else it comes to name.
  var remains = Remains()
  /// Packs that were brought and are marked until the turn ends.
  var adopted: [String] = []
  private var state: WriterState?
  private var commitPoint: WriterState.Lock?
  private var drawnName: String?
  private var log: AppendLog?
  private var held: Set<String> = []
  private var growsPack = false

  let reasonToRecover: RecoveryReason?

  /// Waits for the turn.
  init(
    in repository: Repository, _ paths: StorePaths, waitingAtMost timeout: Duration
  ) throws(GitError) {
    self.repository = repository
    self.paths = paths
    let common = WritableFolder(repository.location.commonDirectory)
    folder = WritableFolder(common.path(of: paths.folder))
    // A link in the place of one of these could lead a write, or recovery's hand, out of the repository.
    let own = ["", "/tmp", "/quarantine"].map { paths.folder + $0 }
    for name in own { try WritableFolder(common.path(of: name)).refuseSymbolicLink() }
    // With a name behind it, the folder itself is looked at, too.
    for name in paths.lockedFolders { try common.refuseSymbolicLinks(before: name + "/_") }
    let objects = repository.location.objectsDirectory
    for path in [objects, objects + "/pack"] { try WritableFolder(path).refuseSymbolicLink() }
    try folder.create(durably: true)
    lock = try WriterLock(in: folder, waitingAtMost: timeout)
    boot = try BootIdentity.current()
    state = try RepositoryTurn.readState(in: folder, paths)
    reasonToRecover =
      switch state {
      case nil: .otherBoot
      case .some(let state) where state.boot != boot.id || state.needsScan: .otherBoot
      case .some(let state): state.isDirty ? .interruptedWriter : nil
      }
    isRecovered = reasonToRecover == nil
    commitPoint = isRecovered ? state?.commitPoint : nil
  }

  func lastTarget(ofCommitPoint name: String) -> ObjectID? {
    commitPoint?.name == name ? commitPoint?.target : nil
  }

  private static func readState(
    in folder: WritableFolder, _ paths: StorePaths
  ) throws(GitError) -> WriterState? {
    do {
      return WriterState(
        try OpenFile(folder.path(of: "state"), O_RDONLY).read(limit: 64 << 20),
        locksUnder: paths.lockedFolders)
    } catch {
      if case .system(_, _, ENOENT) = error { return nil }
      throw error
    }
  }

  private func write(_ state: WriterState) throws(GitError) {
    let file = try OpenFile(folder.path(of: "state"), O_WRONLY | O_CREAT)
    let bytes = state.bytes
    try file.write(bytes)
    try file.truncate(to: bytes.count)
    self.state = state
  }

  private var publisher: PackPublisher {
    PackPublisher(
      temporary: temporary,
      packs: WritableFolder(repository.location.objectsDirectory + "/pack"))
  }

  var common: WritableFolder { WritableFolder(repository.location.commonDirectory) }

  var temporary: WritableFolder { WritableFolder(folder.path(of: "tmp")) }

  var locks: ReferenceLocks {
    ReferenceLocks(commonDirectory: common, temporary: temporary)
  }

  func removeLeftovers() throws(GitError) -> [String] {
    let leftovers = Leftovers(
      commonDirectory: WritableFolder(repository.location.commonDirectory), paths: paths,
      packs: WritableFolder(repository.location.objectsDirectory + "/pack"))
    var removed: [String] = []
    if let state, state.boot == boot.id { removed = try leftovers.remove(namedBy: state) }
    // Killed while it wrote that.
    if state == nil { removed += try leftovers.removeHeldLocks(areWhole: true) }
    if reasonToRecover == .otherBoot {
      removed += try leftovers.remove(olderThan: boot.startSeconds)
    }
    return removed
  }

  func replicaName(
    orDraw draw: () -> String
  ) throws(GitError) -> (name: String, isNew: Bool) {
    let file = ReplicaFile(in: folder)
    if let name = try file.read() { return (name, false) }
    // Kept only once the ledger of that name is there: a name without its ledger means that the ledger was taken away.
    let name = drawnName ?? draw()
    drawnName = name
    return (name, true)
  }

  func settle(always: Bool) throws(GitError) {
    let isMarked = try folder.modificationTime(of: RepositoryTurn.unsynced) != nil
    guard always || isMarked else { return }
    try OpenFile(folder.path, O_RDONLY | O_DIRECTORY).syncEverything()
    try folder.remove(RepositoryTurn.unsynced)
  }

  /// The file that says that something was published and not synced.
  private static let unsynced = "unsynced"

  func makePack() throws(GitError) -> PackBuilder { try PackBuilder() }

  func makeGrowingPack() throws(GitError) -> PackBuilder {
    // A file will be there that a killed writer leaves.
    try begin(packs: [], locks: [])
    try temporary.create(durably: false)
    // Only one writer has its turn: what lies there is left over.
    try temporary.remove(Pack.growingName)
    growsPack = true
    // What was mapped to look up what the last large pack needed is hardly wanted again, and would only grow.
    repository.objects.invalidate()
    return try PackBuilder(growingIn: temporary.path(of: Pack.growingName))
  }

  /// Removes the file of a pack that was not published.
  private func removeGrownPack() {
    guard growsPack else { return }
    growsPack = false
    do {
      try temporary.remove(Pack.growingName)
    } catch {
      mustStayDirty = true
    }
  }

  func publish(
    _ builder: consuming PackBuilder, _ moves: ReferenceMoves, durably: Bool
  ) throws(PublishFailure) -> PublishOutcome {
    // Refs alone can move, to objects that are here already.
    let pack: Pack?
    do throws(GitError) {
      pack = builder.count == 0 ? nil : try builder.finish()
    } catch {
      throw .notCommitted(error, syncFailed: false)
    }
    let rewrite: PackedReferencesRewrite?
    let loose: ReferenceMoves
    do throws(GitError) {
      let split = try split(moves.followers)
      rewrite = split.rewrite
      loose = ReferenceMoves(followers: split.rest, commitPoint: moves.commitPoint)
    } catch {
      throw .notCommitted(error, syncFailed: false)
    }
    let locks = (loose.followers + [loose.commitPoint]).map {
      WriterState.Lock(name: $0.name, target: $0.new)
    }
    do {
      for lock in locks { try common.refuseSymbolicLinks(before: lock.name) }
      try begin(packs: pack.map { [$0.name] } ?? [], locks: locks)
      if !durably { _ = try OpenFile(folder.path(of: RepositoryTurn.unsynced), O_RDWR | O_CREAT) }
      if let pack { try publisher.publish(pack, durably: durably) }
    } catch {
      if let pack { withdraw(pack) }
      if rewrite?.giveBack() == false { mustStayDirty = true }
      throw .notCommitted(error, syncFailed: error.isFailedSync)
    }
    let outcome: PublishOutcome
    do {
      outcome = try ReferencePublisher(locks: self.locks, references: repository, held: held)
        .publish(loose, packing: rewrite, durably: durably)
    } catch {
      switch error {
      case .notCommitted(_, _, let locked):
        if let pack { withdraw(pack) }
        if rewrite?.giveBack() == false { mustStayDirty = true }
        for lock in locks where locked.contains(lock.name) { leave(lock) }
      case .indeterminate: mustStayDirty = true
      }
      throw error
    }
    // The mark is no longer needed, and not worth failing an append that is done: recovery removes it otherwise.
    if let pack {
      do {
        try publisher.release(pack.name)
      } catch {
        remains.packs.append(pack.name)
        mustStayDirty = true
      }
    }
    if outcome != .complete { mustStayDirty = true }
    endPublishing(loose, packed: outcome == .complete ? [] : rewrite?.moves ?? [])
    if paths.isOwn(moves.commitPoint.name) {
      commitPoint = WriterState.Lock(name: moves.commitPoint.name, target: moves.commitPoint.new)
    }
    keepDrawnName()
    return outcome
  }

  /// Takes those moves that are better packed.
  private func split(
    _ moves: [ReferenceMoves.Move]
  ) throws(GitError) -> (rewrite: PackedReferencesRewrite?, rest: [ReferenceMoves.Move]) {
    guard moves.allSatisfy({ held.contains($0.name) }) else {
      return try PackedReferencesRewrite.split(moves, common: common, temporary: temporary)
    }
    // Refs are held, so `state` is dirty: recovery looks for the lock of packed-refs, too.
    let rewrite = try PackedReferencesRewrite.ofHeld(moves, common: common, temporary: temporary)
    return (rewrite, rewrite == nil ? moves : [])
  }

  /// What was logged is published with the refs that were held for it.
  ///
  /// - Parameters:
  ///   - loose: The moves that took their locks along.
  ///   - packed: The moves of which some may not be done.
  private func endPublishing(_ loose: ReferenceMoves, packed: [ReferenceMoves.Move]) {
    // Where a ref could not be moved its lock is still there, and `state` tells of it: recovery removes it.
    let moved = loose.followers + [loose.commitPoint] + packed
    for name in held.subtracting(moved.map(\.name)) where (try? locks.release(name)) == nil {
      leaveHeld()
    }
    if !held.isEmpty, (try? HeldMark(in: temporary).remove()) == nil { mustStayDirty = true }
    held = []
    log?.restart()
  }

  func hold(_ name: String) throws(GitError) {
    if held.contains(name) { return }
    try WritableFolder(repository.location.commonDirectory).refuseSymbolicLinks(before: name)
    if state?.isDirty != true || state?.holdsReferences != true {
      try begin(packs: [], locks: [], holdsReferences: true)
    }
    let mark = HeldMark(in: temporary)
    do {
      // A file of this moment: whoever looks at a lock's age must not find an older one.
      if held.isEmpty { try mark.make() }
      try locks.hold(name, as: mark) { held.insert(name) }
    } catch {
      if held.remove(name) != nil, (try? locks.release(name)) == nil { leaveHeld() }
      throw error
    }
  }

  /// Names a lock that could not be given back.
  func leave(_ lock: WriterState.Lock) {
    if !remains.locks.contains(lock) { remains.locks.append(lock) }
    mustStayDirty = true
  }

  private func leaveHeld() {
    remains.holdsReferences = true
    mustStayDirty = true
  }

  func log(_ record: LogRecord, durably: Bool) throws(GitError) {
    if log == nil { log = try AppendLog(in: folder) }
    try log?.append(record, durably: durably)
  }

  var loggedBytes: Int {
    switch log {
    case .some(let log): log.end
    case .none: 0
    }
  }

  var isAwaited: Bool { (try? WriterLock.isAwaited(in: folder)) == true }

  func abandonedLog() throws(GitError) -> LogContents? {
    try AppendLog.contents(in: folder)
  }

  func clearAbandonedLog() throws(GitError) { try AppendLog(in: folder).clear() }

  func quarantineLog() throws(GitError) {
    try Quarantine(in: folder).adopt(AppendLog.name, from: folder)
  }

  /// Gives back the refs that were held, unless something is logged for them.
  private func endHolding() {
    if loggedBytes > 0 {
      mustStayDirty = true
      return
    }
    for name in held where (try? locks.release(name)) == nil { mustStayDirty = true }
    if !held.isEmpty, (try? HeldMark(in: temporary).remove()) == nil { mustStayDirty = true }
    held = []
    if log != nil, (try? log?.clear()) == nil { mustStayDirty = true }
  }

  /// Keeps the replica's new name.
  ///
  /// Where that fails, the next writer draws another and adopts what this one has made.
  private func keepDrawnName() {
    guard let name = drawnName else { return }
    try? ReplicaFile(in: folder).write(name)
    drawnName = nil
  }

  /// Takes an unpublished pack back; what cannot be removed now is named in `state` for recovery.
  private func withdraw(_ pack: Pack) {
    do {
      try publisher.withdraw(pack.name)
    } catch {
      remains.packs.append(pack.name)
      mustStayDirty = true
    }
  }

  /// Says what is about to be made, and that looking at everything is still due where it is.
  func begin(
    packs: [String], locks: [WriterState.Lock], holdsReferences: Bool = false
  ) throws(GitError) {
    try write(
      WriterState(
        boot: boot.id, process: getpid(), isDirty: true,
        needsScan: !isRecovered && reasonToRecover == .otherBoot,
        holdsReferences: holdsReferences || !held.isEmpty || remains.holdsReferences,
        packs: packs + remains.packs,
        locks: locks + remains.locks))
  }

  func markRecovered() { isRecovered = true }

  func end() {
    guard lock != nil else { return }
    endHolding()
    removeGrownPack()
    releaseAdopted()
    let isClean = isRecovered && !mustStayDirty
    if isClean && (state?.isDirty != false || state?.boot != boot.id) {
      // Left dirty, the next writer looks at the refs once more and finds nothing.
      try? write(
        WriterState(
          boot: boot.id, process: getpid(), isDirty: false, commitPoint: commitPoint))
    }
    lock = nil
  }

  deinit { end() }
}

extension RepositoryTurn {
  /// What a turn could not take back.
  struct Remains {
    /// Packs that are there, or their marks.
    var packs: [String] = []
    /// Locks that may say where their refs were to go.
    var locks: [WriterState.Lock] = []
    /// Whether there are locks that only hold their refs.
    var holdsReferences = false
  }
}
