import Git

/// A repository as it will be once its log is published, for those who may read but not write.
final class LogOverlay: StoreRepository {
  private let base: any StoreRepository
  private let objects: [ObjectID: GitObject]
  private let moved: [String: ObjectID]

  /// Reads the log that an interrupted writer left.
  ///
  /// - Parameters:
  ///   - store: The store in the repository.
  ///   - contents: The log, which is not published.
  /// - Throws: `damaged`, `io`.
  init(_ store: EventStore, _ contents: LogContents) throws(EventStoreError) {
    base = store.repository
    let publication = try LoggedAppends(contents, store).publication
    let ledgers = try LedgerView.tips(in: store.repository)
    guard let tip = contents.base, let ledger = ledgers.first(where: { $0.value == tip })?.key
    else {
      throw EventStoreError(.damaged, "the log of an interrupted writer belongs to no ledger")
    }
    var pack = try onGit { () throws(GitError) in try PackBuilder(level: 0, retainsObjects: true) }
    var chain = LedgerChain(
      replica: ledger, tip: tip, position: try LedgerEntry(tip, store.reader).position)
    try publication.encode(into: &pack, &chain, recorder: store.options.recorder)
    objects = Dictionary(pack.objects.map { ($0.id, $0) }) { first, _ in first }
    var moved = Dictionary(
      uniqueKeysWithValues: publication.changes.values.map(\.move).map { ($0.name, $0.new) })
    moved[StoreLayout.ledgerReference(of: ledger)] = chain.tip
    self.moved = moved
  }

  func object(_ id: ObjectID, limit: Int) throws(GitError) -> GitObject {
    guard let object = objects[id] else { return try base.object(id, limit: limit) }
    guard object.bytes.count <= limit else {
      throw .oversizedObject(id, bytes: object.bytes.count, limit: limit)
    }
    return object
  }

  func object(
    _ id: ObjectID, _ kind: ObjectKind, at place: ObjectPlace, limit: Int
  ) throws(GitError) -> GitObject {
    guard objects[id] == nil else { return try object(id, limit: limit) }
    return try base.object(id, kind, at: place, limit: limit)
  }

  func reference(_ name: String) throws(GitError) -> ObjectID? {
    if let target = moved[name] { return target }
    return try base.reference(name)
  }

  func references(
    under prefix: String, after: String?, limit: Int
  ) throws(GitError) -> [ListedReference] {
    let known = try base.references(under: prefix, after: after, limit: limit)
    let names = Set(known.map(\.name))
    let added = moved.keys.filter { name in
      name.hasPrefix(prefix) && !names.contains(name)
        && after.map { $0.utf8.lexicographicallyPrecedes(name.utf8) } != false
    }
    let all =
      known.map { listed in
        moved[listed.name].map { ListedReference(name: listed.name, target: .success($0)) }
          ?? listed
      } + added.map { ListedReference(name: $0, target: .success(moved[$0] ?? .zero)) }
    let sorted = all.sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
    return Array(sorted.prefix(limit))
  }

  func beginTurn(
    _ paths: StorePaths, waitingAtMost timeout: Duration
  ) throws(GitError) -> any WriterTurn {
    try base.beginTurn(paths, waitingAtMost: timeout)
  }

  func replicaName(_ paths: StorePaths) throws(GitError) -> String? { try base.replicaName(paths) }

  func logBase(_ paths: StorePaths) throws(GitError) -> ObjectID? { try base.logBase(paths) }

  func logContents(_ paths: StorePaths) throws(GitError) -> LogContents? {
    try base.logContents(paths)
  }

  var ignoresCase: Bool { base.ignoresCase }

  func packedReference(_ name: String) throws(GitError) -> ObjectID? {
    try base.packedReference(name)
  }

  func maintain(
    _ paths: StorePaths, _ extent: MaintenanceExtent, at seconds: Int64
  ) async throws(GitError) -> Maintenance.Outcome? {
    try await base.maintain(paths, extent, at: seconds)
  }

  func isMaintenanceDue(_ paths: StorePaths, at seconds: Int64) throws(GitError) -> Bool {
    try base.isMaintenanceDue(paths, at: seconds)
  }

  func maintenanceNeeds(
    _ paths: StorePaths, at seconds: Int64
  ) throws(GitError) -> MaintenanceNeeds {
    try base.maintenanceNeeds(paths, at: seconds)
  }

  func examine(
    _ paths: StorePaths, at seconds: Int64
  ) async throws(GitError) -> RepositoryCondition {
    try await base.examine(paths, at: seconds)
  }

  func mend(_ condition: RepositoryCondition, _ paths: StorePaths) async throws(GitError) {
    try await base.mend(condition, paths)
  }

  func delete(
    _ references: [(name: String, target: ObjectID)], _ paths: StorePaths
  ) async throws(GitError) {
    try await base.delete(references, paths)
  }

  func objects(withPrefix prefix: String) throws(GitError) -> [ObjectID] {
    let known = try base.objects(withPrefix: prefix)
    return (known + objects.keys.filter { $0.hex.hasPrefix(prefix) && !known.contains($0) })
      .sorted()
  }

  func cached(
    _ name: CacheName, _ paths: StorePaths, limit: Int
  ) throws(GitError) -> [UInt8]? {
    try base.cached(name, paths, limit: limit)
  }

  // What is derived from a state that only this process sees is not kept for others.
  func cache(_ bytes: [UInt8], as name: CacheName, _ paths: StorePaths) -> Bool { false }

  func uncache(_ name: CacheName, _ paths: StorePaths) -> Bool { false }

  func cachedNames(_ paths: StorePaths) -> [CacheName] { base.cachedNames(paths) }

  func pruneCache(keepingNewest count: Int, totalBytes: Int, _ paths: StorePaths) {}
}
