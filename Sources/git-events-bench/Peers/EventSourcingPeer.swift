/// The Python library `eventsourcing` on its SQLite recorder.
final class EventSourcingPeer {
  private let environment: Result<EventSourcingEnvironment, BenchFailure>
  private let surroundings: Surroundings
  private let workload: Workload
  private let database: String
  private let newRows: String
  private var isImported = false
  private var next: Int

  /// Makes the peer; nothing is written yet.
  ///
  /// - Parameters:
  ///   - environment: Python with the library, or why there is none.
  ///   - surroundings: Where the benchmark runs.
  ///   - workload: The events.
  ///   - prefix: What its files' names begin with.
  init(
    _ environment: Result<EventSourcingEnvironment, BenchFailure>, _ surroundings: Surroundings,
    _ workload: Workload, prefix: String
  ) {
    self.environment = environment
    self.surroundings = surroundings
    self.workload = workload
    database = surroundings.path(prefix + "-eventsourcing.db")
    newRows = surroundings.path(prefix + "-new.jsonl")
    next = workload.count
  }

  /// Records all events in large transactions in a new database.
  ///
  /// - Parameter rows: The events as JSON Lines.
  /// - Returns: The seconds of one.
  /// - Throws: `BenchFailure`.
  func importAnew(_ rows: String) throws -> Double {
    try surroundings.remove(database, database + "-wal", database + "-shm")
    let seconds = try secondsPerEvent(["batch", rows])
    isImported = true
    return seconds
  }

  /// Records new events, each in a transaction of its own.
  ///
  /// - Parameters:
  ///   - extent: How many, and for how long.
  ///   - rows: The events that the database must hold before.
  /// - Returns: The seconds of one.
  /// - Throws: `BenchFailure`.
  func appendOneByOne(_ extent: Extent, after rows: String) throws -> Double {
    if !isImported { _ = try importAnew(rows) }
    try EventFile.write(workload, next..<next + extent.events, to: newRows)
    next += extent.events
    return try secondsPerEvent(["single", newRows, "\(extent.events)", "\(extent.seconds)"])
  }

  /// Reads every stream.
  ///
  /// - Parameter rows: The events that the database must hold.
  /// - Returns: The seconds of one event.
  /// - Throws: `BenchFailure`.
  func replay(_ rows: String) throws -> Double {
    if !isImported { _ = try importAnew(rows) }
    return try secondsPerEvent(["replay"])
  }

  private func secondsPerEvent(_ arguments: [String]) throws -> Double {
    let environment = try environment.get()
    let answer = try surroundings.answer(
      [environment.python, environment.script, database] + arguments)
    let parts = answer.split(separator: " ")
    guard parts.count == 2, let count = Double(parts[0]), let seconds = Double(parts[1]), count > 0
    else { throw BenchFailure("the script answered '\(answer)'") }
    return seconds / count
  }
}
