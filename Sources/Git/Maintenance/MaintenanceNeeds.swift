/// What there is for maintenance to do, and when it was done last.
package struct MaintenanceNeeds: Sendable, Equatable {
  /// Packs below 1 MiB, as appends leave them.
  package var smallPacks = 0
  /// Larger packs.
  package var largePacks = 0
  /// Of both, those that nobody has laid out for reading and that may be.
  package var rawPacks = 0
  /// Of both, those that somebody keeps.
  package var keptPacks = 0
  /// The bytes of all packs.
  package var packBytes = 0
  /// Objects that are files of their own.
  package var looseObjects = 0
  /// The bytes of their files.
  package var looseBytes = 0
  /// Refs that are files of their own.
  package var looseReferences = 0
  /// Whether it is so much that it is done without being asked for.
  package var isDue = false
  /// Whether a process is at it now.
  package var isRunning = false
  /// When it was done last, in seconds since 1970.
  package var lastSeconds: Int64?
  /// Why it failed the last time.
  package var lastFailure: String?

  /// Knows of nothing to do.
  package init() {}
}

extension Maintenance {
  /// Looks at what there is to do.
  ///
  /// - Parameter seconds: What time it is, in seconds since 1970.
  /// - Returns: What was found.
  /// - Throws: `system`.
  package func needs(at seconds: Int64) throws(GitError) -> MaintenanceNeeds {
    var needs = MaintenanceNeeds()
    let record = try MaintenanceRecord.read(in: folder)
    let files = try PackFile.list(in: packs)
    needs.smallPacks = files.count(where: \.isSmall)
    needs.largePacks = files.count - needs.smallPacks
    needs.rawPacks = PackChoice(packs: files, record: record).raw.count
    needs.keptPacks = files.count(where: \.isKept)
    needs.packBytes = files.reduce(0) { $0 + $1.bytes }
    let objects = loose.list()
    needs.looseObjects = objects.count
    needs.looseBytes = objects.reduce(0) { $0 + $1.bytes }
    needs.looseReferences = LooseReferenceCount.count(in: repository.location.commonDirectory)
    needs.isDue = try isDue(at: seconds)
    needs.isRunning = try isRunning()
    needs.lastSeconds = record?.seconds
    needs.lastFailure = record?.failure
    return needs
  }
}

extension StoreRepository {
  /// A repository without files needs no maintenance.
  package func maintain(
    _ paths: StorePaths, _ extent: MaintenanceExtent, at seconds: Int64
  ) async throws(GitError) -> Maintenance.Outcome? { Maintenance.Outcome() }

  /// A repository without files needs no maintenance.
  package func isMaintenanceDue(
    _ paths: StorePaths, at seconds: Int64
  ) throws(GitError) -> Bool { false }

  /// A repository without files needs no maintenance.
  package func maintenanceNeeds(
    _ paths: StorePaths, at seconds: Int64
  ) throws(GitError) -> MaintenanceNeeds { MaintenanceNeeds() }
}

extension Repository {
  package func maintain(
    _ paths: StorePaths, _ extent: MaintenanceExtent, at seconds: Int64
  ) async throws(GitError) -> Maintenance.Outcome? {
    let outcome = try await Maintenance(self, paths).run(extent, at: seconds)
    if outcome?.packsMade ?? 0 > 0 { objects.invalidate() }
    return outcome
  }

  package func isMaintenanceDue(
    _ paths: StorePaths, at seconds: Int64
  ) throws(GitError) -> Bool {
    // Whoever wants to choose the hour does it with a timer of their own.
    if try configuration.bool("events.automaintain") == false { return false }
    let maintenance = Maintenance(self, paths)
    guard try maintenance.isDue(at: seconds) else { return false }
    return try !maintenance.isRunning()
  }

  package func maintenanceNeeds(
    _ paths: StorePaths, at seconds: Int64
  ) throws(GitError) -> MaintenanceNeeds {
    try Maintenance(self, paths).needs(at: seconds)
  }
}
