import Git
import Synchronization

/// A repository in memory: the same objects and refs, no files.
final class MemoryRepository: StoreRepository {
  private struct Contents: Sendable {
    var objects: [ObjectID: GitObject] = [:]
    var references: [String: ObjectID] = [:]
    var replica: String?
  }

  private let caches = Mutex(MemoryCache())

  private let contents = Mutex(Contents())
  /// Held for the time of a turn.
  private let writer = WriterFlag()

  let ignoresCase = false

  func object(_ id: ObjectID, limit: Int) throws(GitError) -> GitObject {
    guard let object = contents.withLock({ $0.objects[id] }) else { throw .missingObject(id) }
    guard object.bytes.count <= limit else {
      throw .oversizedObject(id, bytes: object.bytes.count, limit: limit)
    }
    return object
  }

  func reference(_ name: String) throws(GitError) -> ObjectID? {
    contents.withLock { $0.references[name] }
  }

  func references(
    under prefix: String, after: String?, limit: Int
  ) throws(GitError) -> [ListedReference] {
    contents.withLock { contents in
      contents.references
        .filter { name, _ in
          name.hasPrefix(prefix)
            && after.map { $0.utf8.lexicographicallyPrecedes(name.utf8) } != false
        }
        .sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }
        .prefix(limit)
        .map { ListedReference(name: $0.key, target: .success($0.value)) }
    }
  }

  func delete(
    _ references: [(name: String, target: ObjectID)], _ paths: StorePaths
  ) async throws(GitError) {
    let moved = contents.withLock { contents -> String? in
      for (name, target) in references
      where !paths.isDerived(name) || contents.references[name] != target { return name }
      for (name, _) in references { contents.references[name] = nil }
      return nil
    }
    if let moved {
      throw .command(arguments: ["update-ref"], status: 128, message: "\(moved) has moved")
    }
  }

  func packedReference(_ name: String) throws(GitError) -> ObjectID? { nil }

  func logBase(_ paths: StorePaths) throws(GitError) -> ObjectID? { nil }

  func logContents(_ paths: StorePaths) throws(GitError) -> LogContents? { nil }

  func replicaName(_ paths: StorePaths) throws(GitError) -> String? {
    contents.withLock { $0.replica }
  }

  func objects(withPrefix prefix: String) throws(GitError) -> [ObjectID] {
    contents.withLock { contents in
      contents.objects.keys.filter { $0.hex.hasPrefix(prefix) }.sorted()
    }
  }

  func cached(
    _ name: CacheName, _ paths: StorePaths, limit: Int
  ) throws(GitError) -> [UInt8]? {
    caches.withLock { $0.read(name, limit: limit) }
  }

  func cache(_ bytes: [UInt8], as name: CacheName, _ paths: StorePaths) -> Bool {
    caches.withLock { $0.keep(bytes, as: name) }
    return true
  }

  func uncache(_ name: CacheName, _ paths: StorePaths) -> Bool {
    caches.withLock { $0.remove(name) }
  }

  func cachedNames(_ paths: StorePaths) -> [CacheName] { caches.withLock { $0.names } }

  func pruneCache(keepingNewest count: Int, totalBytes: Int, _ paths: StorePaths) {
    caches.withLock { $0.prune(keepingNewest: count, totalBytes: totalBytes) }
  }

  func beginTurn(
    _ paths: StorePaths, waitingAtMost timeout: Duration
  ) throws(GitError) -> any WriterTurn {
    let deadline = ContinuousClock.now + timeout
    try writer.wait { () throws(GitError) in
      while !writer.take() {
        if ContinuousClock.now >= deadline { throw .busy(path: "memory") }
      }
    }
    return MemoryTurn(self)
  }

  /// Whether a writer has its turn.
  private final class WriterFlag: Sendable {
    private let isTaken = Mutex(false)
    private let waiting = Mutex(0)

    /// Whether somebody waits.
    var isAwaited: Bool { waiting.withLock { $0 > 0 } }

    /// Counts a writer as waiting while it does.
    func wait<Failure: Error>(_ body: () throws(Failure) -> Void) throws(Failure) {
      waiting.withLock { $0 += 1 }
      defer { waiting.withLock { $0 -= 1 } }
      try body()
    }

    func take() -> Bool {
      isTaken.withLock { isTaken in
        defer { isTaken = true }
        return !isTaken
      }
    }

    func giveBack() { isTaken.withLock { $0 = false } }
  }

  /// One writer's turn.
  private final class MemoryTurn: WriterTurn {
    private let repository: MemoryRepository
    private var isOver = false

    init(_ repository: MemoryRepository) { self.repository = repository }

    let reasonToRecover: RecoveryReason? = nil

    func removeLeftovers() throws(GitError) -> [String] { [] }

    func replicaName(
      orDraw draw: () -> String
    ) throws(GitError) -> (name: String, isNew: Bool) {
      repository.contents.withLock { contents in
        if let name = contents.replica { return (name, false) }
        let name = draw()
        contents.replica = name
        return (name, true)
      }
    }

    func lastTarget(ofCommitPoint name: String) -> ObjectID? { nil }

    func settle(always: Bool) throws(GitError) {}

    func makePack() throws(GitError) -> PackBuilder {
      try PackBuilder(level: 0, retainsObjects: true)
    }

    func makeGrowingPack() throws(GitError) -> PackBuilder { try makePack() }

    func publish(
      _ pack: consuming PackBuilder, _ moves: ReferenceMoves, durably: Bool
    ) throws(PublishFailure) -> PublishOutcome {
      let objects = pack.objects
      let all = moves.followers + [moves.commitPoint]
      let moved = repository.contents.withLock { contents -> ReferenceMoves.Move? in
        if let moved = all.first(where: { contents.references[$0.name] != $0.old }) { return moved }
        for object in objects { contents.objects[object.id] = object }
        for move in all { contents.references[move.name] = move.new }
        return nil
      }
      if let moved {
        let error = GitError.referenceMoved(name: moved.name, expected: moved.old, actual: nil)
        throw .notCommitted(error, syncFailed: false)
      }
      return .complete
    }

    // What is in memory has no other program beside it.
    func adoptPacks(from folder: String, durably: Bool) throws(GitError) {}

    // A process that holds the store in memory takes it along when it ends: what is logged needs no place of its own.
    func hold(_ name: String) throws(GitError) {}

    func log(_ record: LogRecord, durably: Bool) throws(GitError) {}

    let loggedBytes = 0

    var isAwaited: Bool { repository.writer.isAwaited }

    func abandonedLog() throws(GitError) -> LogContents? { nil }

    func clearAbandonedLog() throws(GitError) {}

    func quarantineLog() throws(GitError) {}

    func repair(_ repairs: [(name: String, target: ObjectID)]) throws(GitError) {}

    func markRecovered() {}

    func end() {
      if isOver { return }
      isOver = true
      repository.writer.giveBack()
    }

    deinit { end() }
  }
}
