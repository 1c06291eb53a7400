package import Git

extension EventStore {
  /// Makes the git repository at or above a folder an event store.
  ///
  /// - Parameters:
  ///   - path: The folder.
  ///   - options: How the store behaves, and what it takes from outside.
  /// - Returns: The store; an existing one is left as it is.
  /// - Throws: `storeNotFound` where there is no repository; `unsupported`, `busy`, `diskFull`, `permissionDenied`, `io`,
  ///   `damaged`.
  public static func create(
    at path: String, options: EventStoreOptions
  ) throws(EventStoreError) -> EventStore {
    let repository = try onGit { () throws(GitError) in try Repository.open(at: path) }
    return try create(in: repository, options: options).store
  }

  /// Makes a repository an event store by recording `store.created`.
  ///
  /// - Parameters:
  ///   - repository: The repository.
  ///   - options: How the store behaves, and what it takes from outside.
  /// - Returns: The store, and whether it was made now; an existing store is left as it is.
  /// - Throws: `unsupported`, `busy`, `diskFull`, `permissionDenied`, `io`, `damaged`.
  package static func create(
    in repository: any StoreRepository, options: EventStoreOptions
  ) throws(EventStoreError) -> (store: EventStore, isNew: Bool) {
    if try StoreCreation.find(in: repository) != nil {
      return (try open(repository, options: options), false)
    }
    let id = EventID(version7At: options.clock.now(), random: options.random).text
    let store = EventStore(repository, id: id, options: options)
    var batch = AppendBatch()
    batch.append(try StoreCreation(id: id).event(), to: .store, expecting: .noStream)
    do throws(EventStoreError) {
      _ = try store.append(batch, kind: .append, mayWriteReserved: true)
      return (store, true)
    } catch {
      // Another process made it at the same moment, or was killed at it: what it had begun is finished by now.
      let isMade = error.code == .wrongExpectedVersion || error.code == .otherStore
      guard isMade, try StoreCreation.find(in: repository) != nil else { throw error }
      return (try open(repository, options: options), false)
    }
  }
}
