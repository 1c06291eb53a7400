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
    let store = try EventStore.open(
      try repository(),
      options: options(recorder: Actor(storedName: "git-events", email: ""), durability: .full))
    try tell(store.recoveredAtOpening)
    return store
  }

  /// Tells what was put right that another writer had left.
  ///
  /// - Parameter recovery: What was done; nil for nothing.
  /// - Throws: A `Failure` where standard error cannot be written to.
  func tell(_ recovery: RecoveryReport?) throws {
    guard let recovery else { return }
    for repair in recovery.repairs {
      try messages.line(
        "git-events: \(VisibleText.line(repair.subject)): \(VisibleText.line(repair.action))")
    }
    try messages.flush()
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
    var options = try writingOptions(identity.recorder(), repository, durability: durability)
    options.maintainsItself = lasting
    return (try EventStore.open(repository, options: options), identity)
  }

  /// Opens the store to put it right, even where its own stream's ref is damaged.
  ///
  /// - Returns: The store.
  /// - Throws: As `openForWriting` does.
  func openForRecovery() throws -> EventStore {
    let repository = try repository()
    return try EventStore.openForRecovery(
      repository, options: writingOptions(identity().recorder(), repository))
  }

  /// The options of a store that is written to: what its repository says of signatures among them.
  ///
  /// - Parameters:
  ///   - recorder: Who records.
  ///   - repository: The store's repository.
  ///   - durability: What an acknowledgement promises.
  /// - Returns: The options.
  /// - Throws: A `Failure` where signatures are asked for and it is not said with what.
  func writingOptions(
    _ recorder: Actor, _ repository: Repository, durability: Durability = .full
  ) throws -> EventStoreOptions {
    var options = options(recorder: recorder, durability: durability)
    options.signing = try SigningSettings(self, repository).signing(recorder)
    return options
  }

  /// The store's options as this command has them.
  func options(recorder: Actor, durability: Durability = .full) -> EventStoreOptions {
    EventStoreOptions(
      recorder: recorder, clock: clock, random: random, durability: durability,
      maintainsItself: false)
  }

  /// Opens the store to look at it, even where its own stream's ref is damaged.
  ///
  /// - Returns: The store.
  /// - Throws: As `openForReading` does.
  func openForDiagnosis() throws -> EventStore {
    let nobody = Actor(storedName: "git-events", email: "")
    return try EventStore.openForRecovery(repository(), options: options(recorder: nobody))
  }

  /// Opens the store to verify it, also where nothing is left that says which store it is.
  ///
  /// - Returns: The store.
  /// - Throws: As `openForReading` does; `storeNotFound` where neither a stream nor a ledger is there.
  func openForVerification() throws -> EventStore {
    let nobody = Actor(storedName: "git-events", email: "")
    return try EventStore.openForVerification(repository(), options: options(recorder: nobody))
  }

  /// Has the repository tidied up in the background where that is due: a command takes no longer for it.
  ///
  /// What was acknowledged is safe whether this works or not; `doctor` tells where it does not.
  func maintain(_ store: EventStore) throws {
    // The answer comes first.
    try output.flush()
    guard let repository = store.repository as? Repository, (try? store.isMaintenanceDue()) == true
    else { return }
    startInBackground(["maintain", "--background"], in: repository.location)
  }
}
