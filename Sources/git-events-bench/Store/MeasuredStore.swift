import GitEvents

/// The store that is measured, with the events of one workload, and the peers that hold the same.
final class MeasuredStore {
  let workload: Workload
  let surroundings: Surroundings
  /// The events as JSON Lines.
  let rows: String
  /// The bare repository.
  let repository: String
  let fastImport: FastImportPeer
  let eventsourcing: EventSourcingPeer

  private let prefix: String
  private var hasRows = false
  private var isImported = false
  private var maintenance: Bool?
  private var sqlite: SQLitePeer?
  private var next: Int

  /// Makes a store; nothing is written yet.
  ///
  /// - Parameters:
  ///   - workload: The events.
  ///   - prefix: What its files' names begin with.
  ///   - surroundings: Where the benchmark runs.
  ///   - environment: Python with the library, or why there is none.
  init(
    _ workload: Workload, prefix: String, _ surroundings: Surroundings,
    _ environment: Result<EventSourcingEnvironment, BenchFailure>
  ) {
    self.workload = workload
    self.surroundings = surroundings
    self.prefix = prefix
    rows = surroundings.path(prefix + ".jsonl")
    repository = surroundings.path(prefix + ".git")
    fastImport = FastImportPeer(surroundings, workload, prefix: prefix)
    eventsourcing = EventSourcingPeer(environment, surroundings, workload, prefix: prefix)
    next = workload.count
  }

  /// The command line of a verb on this store.
  ///
  /// - Parameter arguments: The verb and its arguments.
  /// - Returns: The words.
  func words(_ arguments: String...) -> [String] {
    [surroundings.program, "-C", repository] + arguments
  }

  /// Writes the events as JSON Lines, unless that was done.
  ///
  /// - Throws: `BenchFailure`.
  func writeRows() throws {
    if !hasRows { try EventFile.write(workload, to: rows) }
    hasRows = true
  }

  /// Imports all events into a new store.
  ///
  /// - Returns: How many seconds the program took.
  /// - Throws: `BenchFailure`.
  func importAnew() throws -> Double {
    try beginAnew()
    let seconds = try surroundings.succeed(words("import", rows))
    isImported = true
    return seconds
  }

  /// Makes an empty store in place of what is there.
  ///
  /// - Throws: `BenchFailure`.
  func beginAnew() throws {
    try writeRows()
    try surroundings.remove(repository)
    try surroundings.succeed([surroundings.program, "init", "--bare", repository])
    maintenance = nil
  }

  /// Imports all events unless that was done.
  ///
  /// - Throws: `BenchFailure`.
  func importOnce() throws {
    if !isImported { _ = try importAnew() }
  }

  /// Lets the program put the repository in order, unless that was done since the import.
  ///
  /// - Returns: Whether the program can.
  /// - Throws: `BenchFailure`.
  @discardableResult
  func maintain() throws -> Bool {
    if let maintenance { return maintenance }
    try importOnce()
    let ending = try surroundings.run(words("maintain"))
    if ending.status != 0, ending.status != 2 {
      throw BenchFailure("maintain: status \(ending.status)")
    }
    maintenance = ending.status == 0
    return ending.status == 0
  }

  /// Opens the store in this process.
  ///
  /// - Returns: The store.
  /// - Throws: `EventStoreError`.
  func open() throws -> EventStore {
    try EventStore.open(
      at: repository,
      options: EventStoreOptions(
        recorder: try Actor(name: "Ada", email: "ada@example.org"), clock: .system))
  }

  /// Makes events that no contender has recorded yet.
  ///
  /// - Parameter count: How many.
  /// - Returns: The events.
  func newEvents(_ count: Int) -> [GeneratedEvent] {
    defer { next += count }
    return (next..<next + count).map(workload.event)
  }

  /// The table in SQLite, filled when it is first asked for.
  ///
  /// - Returns: The peer.
  /// - Throws: `SQLiteFailure`.
  func filledSQLite() throws -> SQLitePeer {
    if let sqlite { return sqlite }
    let made = try SQLitePeer(surroundings.path(prefix + "-sqlite.db"), workload)
    sqlite = made
    return made
  }
}
