package import Git
import Synchronization

/// An event store in a git repository: every event a commit, every stream a ref.
///
/// A store may be used from any thread, and by any number of processes at once. Appending waits for other writers; reading
/// never does.
public final class EventStore: EventStoring {
  /// The store's id, the same in every clone.
  public let id: String

  package let repository: any StoreRepository
  package let options: EventStoreOptions
  package let reader: EventReader
  let history: HistoryLookup
  let index: (any EventIDLookup)?
  let writing = Mutex(WriterMemory())

  /// What a writer remembers between two appends; every part of it is checked against the refs before it is used.
  struct WriterMemory: Sendable {
    /// Why nothing more may be written through this store.
    var failure: EventStoreError?
    /// The ledger's newest entry.
    var entry: LedgerEntry?
    /// The newest events of streams that were appended to.
    var heads: [StreamName: StreamHead] = [:]
    /// Up to this tip the ledger is known to hold nothing but imports.
    var onlyImportsUpTo: ObjectID??
    /// What was recovered when the store was opened; told with the first append.
    var recovered: RecoveryReport?
    /// How many appends were made since packs were last put together.
    var appends = 0

    /// More heads than this are forgotten rather than kept.
    private static let rememberedHeads = 50_000

    /// Remembers where streams are that were appended to.
    mutating func remember(_ heads: [StreamName: StreamHead]) {
      if self.heads.count + heads.count > Self.rememberedHeads { self.heads = [:] }
      self.heads.merge(heads) { $1 }
    }
  }

  package init(
    _ repository: any StoreRepository, id: String, options: EventStoreOptions,
    index: (any EventIDLookup)? = nil
  ) {
    self.repository = repository
    self.id = id
    self.options = options
    self.index = index
    reader = EventReader(repository)
    history = HistoryLookup(repository, reader)
  }

  /// Opens the store in the repository at or above a folder.
  ///
  /// Takes the same time whatever the store holds.
  ///
  /// - Parameters:
  ///   - path: The folder.
  ///   - options: How the store behaves, and what it takes from outside.
  /// - Returns: The store.
  /// - Throws: `storeNotFound`, `unsupported`, `damaged`, `io`.
  public static func open(
    at path: String, options: EventStoreOptions
  ) throws(EventStoreError) -> EventStore {
    let repository = try onGit { () throws(GitError) in try Repository.open(at: path) }
    return try open(repository, options: options)
  }

  /// Opens the store in a repository.
  ///
  /// - Parameters:
  ///   - repository: The repository.
  ///   - options: How the store behaves, and what it takes from outside.
  ///   - index: An index to ask for ids before history is read.
  ///   - isRecovering: Whether the caller is about to recover the store, and to tell what was done.
  /// - Returns: The store.
  /// - Throws: `storeNotFound`, `unsupported`, `damaged`, `io`.
  package static func open(
    _ repository: any StoreRepository, options: EventStoreOptions,
    index: (any EventIDLookup)? = nil, isRecovering: Bool = false
  ) throws(EventStoreError) -> EventStore {
    guard let creation = try StoreCreation.find(in: repository) else { throw noStore }
    let store = EventStore(repository, id: creation.id, options: options, index: index)
    return isRecovering ? store : try store.seeingAbandonedLog()
  }

  /// Opens the store in a repository to verify it: no cache is asked or written, and nothing need say which store it is.
  ///
  /// - Parameters:
  ///   - repository: The repository.
  ///   - options: How the store behaves, and what it takes from outside.
  /// - Returns: The store; without an id where that is missing or cannot be read.
  /// - Throws: `storeNotFound` where neither a stream nor a ledger is there; `unsupported`, `io`.
  package static func openForVerification(
    _ repository: any StoreRepository, options: EventStoreOptions
  ) throws(EventStoreError) -> EventStore {
    do throws(EventStoreError) {
      if let creation = try StoreCreation.find(in: repository, asksCache: false) {
        return EventStore(repository, id: creation.id, options: options)
      }
    } catch {
      guard error.code == .damaged else { throw error }
    }
    for prefix in [StoreLayout.streamPrefix, StoreLayout.ledgerPrefix] {
      let listed = try onGit { () throws(GitError) in
        try repository.references(under: prefix, after: nil, limit: 1)
      }
      if !listed.isEmpty { return EventStore(repository, id: "", options: options) }
    }
    throw noStore
  }

  private static var noStore: EventStoreError {
    EventStoreError(
      .storeNotFound, "this repository holds no event store",
      hint: "make one with `git events init`; in a clone of one, fetch it first: "
        + "`\(StoreLayout.fetchCommand)`")
  }

  /// Opens the store in a repository for `recover` alone: also where the ref is damaged that says which store it is.
  ///
  /// - Parameters:
  ///   - repository: The repository.
  ///   - options: How the store behaves, and what it takes from outside.
  /// - Returns: The store; without an id where that cannot be read.
  /// - Throws: `storeNotFound`, `unsupported`, `io`.
  package static func openForRecovery(
    _ repository: any StoreRepository, options: EventStoreOptions
  ) throws(EventStoreError) -> EventStore {
    do {
      return try open(repository, options: options, isRecovering: true)
    } catch {
      guard error.code == .damaged else { throw error }
      return EventStore(repository, id: "", options: options)
    }
  }
}
