import Git
import GitEvents

extension Context {
  /// Who acts and who records, as git finds it.
  func identity() throws -> Identity {
    Identity(environment: surroundings, settings: try settings())
  }

  /// Opens the store to read from it; nobody need say a name.
  ///
  /// - Throws: A `Failure` or an `EventStoreError`: `storeNotFound` where there is none.
  func openForReading() throws -> EventStore {
    try EventStore.open(
      try repository(),
      options: options(recorder: Actor(storedName: "git-events", email: ""), durability: .full))
  }

  /// Opens the store to write to it.
  ///
  /// - Parameters:
  ///   - durability: What an acknowledgement promises.
  ///   - lasting: Whether the command appends for long enough to tidy up meanwhile.
  /// - Returns: The store, and who acts where an event does not say.
  /// - Throws: A `Failure` or an `EventStoreError`; status 2 where nobody says a name.
  func openForWriting(
    durability: Durability = .full, lasting: Bool = false
  ) throws -> (store: EventStore, identity: Identity) {
    let repository = try repository()
    let identity = try identity()
    var options = options(recorder: try identity.recorder(), durability: durability)
    options.maintainsItself = lasting
    return (try EventStore.open(repository, options: options), identity)
  }

  /// Opens the store to put it right, even where its own stream's ref is damaged.
  ///
  /// - Returns: The store.
  /// - Throws: As `openForWriting` does.
  func openForRecovery() throws -> EventStore {
    try EventStore.openForRecovery(repository(), options: options(recorder: identity().recorder()))
  }

  /// The store's options as this command has them.
  func options(recorder: Actor, durability: Durability = .full) -> EventStoreOptions {
    EventStoreOptions(
      recorder: recorder, clock: clock, random: random, durability: durability,
      maintainsItself: false)
  }

  /// Tidies the repository up where it is due; what was acknowledged is safe whether this works or not.
  func maintain(_ store: EventStore) async throws {
    // The answer comes first: consolidating may take a moment.
    try output.flush()
    do throws(EventStoreError) {
      try await store.maintain()
    } catch {
      try messages.line("git-events: warning: packs were not put together: \(error.message)")
      try messages.flush()
    }
  }
}
