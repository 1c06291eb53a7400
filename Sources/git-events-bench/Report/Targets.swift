/// What each row must reach, by its name: the one place where it is written down.
enum Targets {
  private static let all: [String: Target] = [
    "import": Target(ratio: 8),
    "import-vs-eventsourcing": Target(ratio: 1.5),
    "append-one": Target(ratio: 1),
    "append-one-vs-eventsourcing": Target(ratio: 1.2),
    "append-64": Target(limit: 20_000, ratio: 4),
    "append-process": Target(limit: 10, ratio: 1.25),
    "read-stream": Target(ratio: 1.5),
    "read-stream-vs-eventsourcing": Target(ratio: 2),
    "read-all": Target(ratio: 1.5),
    "read-all-vs-eventsourcing": Target(ratio: 2),
    "replay-snapshot": Target(limit: 20),
    "last-10": Target(limit: 15),
    "verify": Target(ratio: 2),
    "memory-import": Target(limit: 200),
    "memory-read": Target(limit: 200),
    "memory-replay": Target(limit: 200),
    "disk": Target(limit: 700, ratio: 1.3),
    "growth-import": Target(ratio: 1.2),
    "growth-append-one": Target(ratio: 1.2),
    "growth-read-stream": Target(ratio: 1.2),
    "growth-read-all": Target(ratio: 1.2),
    "streams-100k-show": Target(ratio: 1.2),
  ]

  /// The names of the lines that have a target.
  static var names: [String] { all.keys.sorted() }

  /// What a row must reach.
  ///
  /// - Parameter row: The row's name.
  /// - Returns: The target; none for a row that is there to be known.
  static func target(of row: String) -> Target { all[row] ?? .none }
}
