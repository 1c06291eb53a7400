#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Keeps a repository quick to read: few packs, laid out for reading, and few files of refs.
///
/// One at a time in a repository; the lock is the file `maintenance`, which is never removed.
package struct Maintenance: Sendable {
  /// From so many files on, refs are packed without being asked for.
  private static let manyReferences = 1000

  /// From so many on, loose objects are packed without being asked for.
  private static let manyLooseObjects = 2048

  /// After a failure so long passes before it is tried again without being asked for, in seconds.
  private static let patience: Int64 = 3600

  /// What maintenance did.
  package struct Outcome: Sendable, Equatable {
    /// How many packs are new.
    package var packsMade = 0
    /// How many packs those replaced.
    package var packsReplaced = 0
    /// How many loose objects were packed.
    package var looseObjects = 0
    /// How many refs were packed.
    package var looseReferences = 0

    /// Whether there was nothing to do.
    package var isNothing: Bool { self == Outcome() }
  }

  let repository: Repository
  let folder: WritableFolder
  let packs: WritableFolder
  private let paths: StorePaths
  private let work: WorkFolder

  /// Names the repository.
  ///
  /// - Parameters:
  ///   - repository: The repository.
  ///   - paths: Where the store keeps its files.
  package init(_ repository: Repository, _ paths: StorePaths) {
    self.repository = repository
    self.paths = paths
    folder = WritableFolder("\(repository.location.commonDirectory)/\(paths.folder)")
    packs = WritableFolder(repository.location.objectsDirectory + "/pack")
    work = WorkFolder(in: folder)
  }

  /// The file whose lock whoever maintains holds.
  private var lockPath: String { folder.path(of: "maintenance") }

  var loose: LooseObjects { LooseObjects(repository.location.objectsDirectory) }

  /// Whether there is so much to do that readers notice; takes one look at the folder of packs.
  ///
  /// - Parameter seconds: What time it is, in seconds since 1970.
  /// - Returns: True from the thresholds on; false for a while after it failed.
  /// - Throws: `system`.
  package func isDue(at seconds: Int64) throws(GitError) -> Bool {
    let record = try MaintenanceRecord.read(in: folder)
    let choice = PackChoice(packs: try PackFile.list(in: packs), record: record)
    guard choice.isDue || loose.areMore(than: Maintenance.manyLooseObjects) else { return false }
    guard let record, record.failure != nil else { return true }
    // A clock that was set back must not put it off for ever.
    return !(record.seconds...record.seconds + Maintenance.patience).contains(seconds)
  }

  /// Whether a process is at it now.
  ///
  /// - Throws: `system`.
  package func isRunning() throws(GitError) -> Bool {
    try FileLock.isHeld(lockPath)
  }

  /// Whether one was interrupted and left files behind.
  ///
  /// - Throws: `system`.
  func hasLeftovers() throws(GitError) -> Bool {
    if try work.files().isEmpty { return false }
    return try !isRunning()
  }

  /// Removes what an interrupted one left behind, unless another is at work.
  ///
  /// - Throws: `system`.
  func removeLeftovers() throws(GitError) {
    guard let lock = try FileLock(ifFree: lockPath, O_RDWR | O_CREAT) else { return }
    try work.clear()
    lock.end()
  }

  /// Does what there is to do.
  ///
  /// - Parameters:
  ///   - extent: How much.
  ///   - seconds: What time it is, in seconds since 1970.
  /// - Returns: What was done; nil where another process is at it.
  /// - Throws: `command` where git fails; `library`, `malformed`, `missingObject`, `system`. The repository is as good as
  ///   before.
  package func run(
    _ extent: MaintenanceExtent, at seconds: Int64
  ) async throws(GitError) -> Outcome? {
    if extent == .whenDue, try !isDue(at: seconds) { return Outcome() }
    let own = WritableFolder(folder.path)
    try own.refuseSymbolicLink()
    try own.create(durably: false)
    let lock: FileLock
    do throws(GitError) {
      // Whoever asks whether one is at work holds it for a moment.
      lock = try FileLock(waitingFor: lockPath, until: .now + .milliseconds(200), pause: 5000)
    } catch {
      if case .busy = error { return nil }
      throw error
    }
    let outcome = try await runAlone(extent, at: seconds)
    lock.end()
    return outcome
  }

  private func runAlone(
    _ extent: MaintenanceExtent, at seconds: Int64
  ) async throws(GitError) -> Outcome {
    // The one that held it may have just done all that was due.
    if extent == .whenDue, try !isDue(at: seconds) { return Outcome() }
    var record = try MaintenanceRecord.read(in: folder) ?? MaintenanceRecord(seconds: seconds)
    record.seconds = seconds
    record.failure = nil
    do throws(GitError) {
      let outcome = try await run(extent, &record)
      try finish(record)
      return outcome
    } catch {
      record.failure = error.summary
      // What is told is why it failed, not that the note about it could not be written either.
      try? finish(record)
      throw error
    }
  }

  private func run(
    _ extent: MaintenanceExtent, _ record: inout MaintenanceRecord
  ) async throws(GitError) -> Outcome {
    var outcome = Outcome()
    let isAsked = extent != .whenDue
    try await packObjects(extent, &record, &outcome)
    let references = LooseReferenceCount.count(in: repository.location.commonDirectory)
    if references >= (isAsked ? 1 : Maintenance.manyReferences) {
      try await packReferences()
      outcome.looseReferences = references
    }
    if isAsked || !outcome.isNothing {
      try await writeCommitGraph(at: record.seconds)
    }
    return outcome
  }

  /// So many times in a row packs are chosen.
  private static let mostChoices = 3

  /// Puts packs and loose objects together.
  ///
  /// `git gc` beside it takes away what was chosen, which it has in a pack of its own then, or has thrown away: then it is
  /// chosen anew.
  private func packObjects(
    _ extent: MaintenanceExtent, _ record: inout MaintenanceRecord, _ outcome: inout Outcome
  ) async throws(GitError) {
    var choices = 0
    var replaced: [PackFile] = []
    while true {
      let chosen = PackChoice(packs: try PackFile.list(in: packs), record: record).chosen(extent)
      let isWanted = extent != .whenDue || loose.areMore(than: Maintenance.manyLooseObjects)
      let objects = isWanted ? loose.list().map(\.id) : []
      if chosen.isEmpty && objects.isEmpty { return }
      do throws(GitError) {
        let location = repository.location
        try work.prepare(
          seeing: [location.objectsDirectory] + location.alternateObjectsDirectories)
        let done = try await PackConsolidation(repository, paths, work).run(chosen, objects)
        replaced = done.replaced
        record.laidOut.formUnion(done.made)
        record.others.formUnion(done.others)
        // One that came out as it was is not new.
        outcome.packsMade = done.made.count { name in !chosen.contains { $0.name == name } }
        outcome.looseObjects = objects.count
        break
      } catch {
        choices += 1
        guard choices < Maintenance.mostChoices, try isGone(chosen, or: objects) else {
          throw error
        }
      }
    }
    outcome.packsReplaced = try PackConsolidation(repository, paths, work).remove(replaced)
    if outcome.looseObjects > 0 {
      try await GitChild(repository.location).run("prune-packed", ["--quiet"])
    }
  }

  /// Whether another program has taken away something that was chosen.
  private func isGone(
    _ chosen: [PackFile], or objects: [ObjectID]
  ) throws(GitError) -> Bool {
    let names = Set(try PackFile.list(in: packs).map(\.name))
    if chosen.contains(where: { !names.contains($0.name) }) { return true }
    return !Set(loose.list().map(\.id)).isSuperset(of: objects)
  }

  /// The mark that lies in the store's folder while git packs refs: until it is gone, locks may be left of it.
  static let packingMark = "packing-refs"

  /// What a killed `git pack-refs` leaves beside packed-refs: no other one starts while any of them is there.
  ///
  /// The lock comes last: it keeps others away from the new file until that is removed.
  static let packingLocks = ["packed-refs.new", "packed-refs.lock"]

  private func packReferences() async throws(GitError) {
    _ = try OpenFile(folder.path(of: Maintenance.packingMark), O_RDWR | O_CREAT | O_TRUNC)
    var git = GitChild(repository.location)
    git.outlivesUs = true
    let common = WritableFolder(repository.location.commonDirectory)
    // A power loss has ended whoever took them.
    _ = try Maintenance.removePackingLocks(
      in: common, olderThan: BootIdentity.current().startSeconds)
    // Git does not sync the folder before it removes the files: what it removes must be in packed-refs for good.
    try await git.run("pack-refs", ["--all", "--no-prune"])
    try common.sync()
    try await git.run("pack-refs", ["--all"])
    try common.sync()
    try folder.remove(Maintenance.packingMark)
  }

  /// A `git commit-graph` that is at work for so many seconds was killed.
  private static let commitGraphPatience: Int64 = 3600

  private func writeCommitGraph(at seconds: Int64) async throws(GitError) {
    let graphs = WritableFolder(repository.location.objectsDirectory + "/info/commit-graphs")
    let lock = "commit-graph-chain.lock"
    if let written = try graphs.modificationTime(of: lock) {
      // Another git is at it, or was killed at it: it is for speed alone, and nothing to fail for.
      let isLeft =
        try written < BootIdentity.current().startSeconds
        || written < seconds - Maintenance.commitGraphPatience
      guard isLeft else { return }
      try graphs.remove(lock)
    }
    // Only what was added since the last time is written.
    try await GitChild(repository.location).run(
      "commit-graph", ["write", "--reachable", "--split", "--no-progress"])
  }

  /// Removes the locks of whoever packed refs in an earlier boot: nobody else could do so again.
  ///
  /// - Parameters:
  ///   - common: The repository's common directory.
  ///   - bootSeconds: When this boot began.
  /// - Returns: The names of what was removed.
  /// - Throws: `system`.
  static func removePackingLocks(
    in common: WritableFolder, olderThan bootSeconds: Int64
  ) throws(GitError) -> [String] {
    var removed: [String] = []
    for name in packingLocks {
      guard let written = try common.modificationTime(of: name), written < bootSeconds
      else { continue }
      if try common.remove(name) { removed.append(name) }
    }
    return removed
  }

  private func finish(_ record: MaintenanceRecord) throws(GitError) {
    var record = record
    let names = Set(try PackFile.list(in: packs).map(\.name))
    record.laidOut.formIntersection(names)
    record.others.formIntersection(names)
    try work.clear()
    // Where there was nothing to pack it may not be there.
    try work.top.create(durably: false)
    try record.write(in: folder, by: work.top)
  }
}

extension GitError {
  /// One line about it, for the record.
  fileprivate var summary: String {
    guard case .command(let arguments, _, let message) = self else { return "\(self)" }
    let line = message.split(separator: "\n").last.map(String.init) ?? "no message"
    return "git \(arguments.first ?? ""): \(line)"
  }
}
