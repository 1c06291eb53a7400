import BenchSQLite

/// A table of events in SQLite, as a user would make it: WAL, synchronous=FULL, unique ids and versions.
final class SQLitePeer {
  static let name = "SQLite"

  private let connection: SQLiteConnection
  private let insertion: SQLiteStatement
  private let workload: Workload
  private var versions: [String: Int] = [:]
  private var next = 0

  private static let table = """
    CREATE TABLE events (
      position INTEGER PRIMARY KEY AUTOINCREMENT,
      stream TEXT NOT NULL,
      version INTEGER NOT NULL,
      id TEXT NOT NULL UNIQUE,
      type TEXT NOT NULL,
      time TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
      correlation TEXT,
      data TEXT NOT NULL,
      metadata TEXT,
      UNIQUE (stream, version)
    )
    """

  /// Makes a database that holds the events of a workload.
  ///
  /// - Parameters:
  ///   - path: The file, which is not there yet.
  ///   - workload: The events.
  /// - Throws: `SQLiteFailure`.
  init(_ path: String, _ workload: Workload) throws {
    self.workload = workload
    connection = try SQLiteConnection(path)
    try connection.execute(SQLitePeer.table)
    insertion = try connection.prepare(
      """
      INSERT INTO events (stream, version, id, type, correlation, data, metadata)
      VALUES (?, ?, ?, ?, ?, ?, ?)
      """)
    try connection.execute("BEGIN")
    while next < workload.count { try insert(takeEvents(1)[0]) }
    try connection.execute("COMMIT")
  }

  /// Inserts new events, each in a transaction of its own.
  ///
  /// - Parameter extent: How many, and for how long.
  /// - Returns: The seconds of one.
  /// - Throws: `SQLiteFailure`.
  func appendOneByOne(_ extent: Extent) throws -> Double {
    let events = takeEvents(extent.events)
    return try extent.secondsPerEvent { try insert(events[$0]) }
  }

  private func takeEvents(_ count: Int) -> [GeneratedEvent] {
    defer { next += count }
    return (next..<next + count).map(workload.event)
  }

  private func insert(_ event: GeneratedEvent) throws {
    let version = versions[event.stream, default: 0] + 1
    versions[event.stream] = version
    insertion.bind(1, event.stream)
    insertion.bind(2, version)
    insertion.bind(3, event.id)
    insertion.bind(4, event.type)
    insertion.bind(5, event.correlation)
    insertion.bind(6, event.data)
    insertion.bind(7, event.metadata)
    try insertion.run()
  }
}
