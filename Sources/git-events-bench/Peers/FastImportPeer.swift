import GitEvents

/// `git fast-import` of ready-made commands: the same events as the same commits, in plain git.
final class FastImportPeer {
  static let name = "git fast-import"

  private let surroundings: Surroundings
  private let workload: Workload
  private let commands: String
  /// The bare repository that the last import made.
  let repository: String
  private var hasCommands = false
  private var isImported = false

  /// Makes the peer; nothing is written yet.
  ///
  /// - Parameters:
  ///   - surroundings: Where the benchmark runs.
  ///   - workload: The events.
  ///   - prefix: What its files' names begin with.
  init(_ surroundings: Surroundings, _ workload: Workload, prefix: String) {
    self.surroundings = surroundings
    self.workload = workload
    commands = surroundings.path(prefix + ".fast-import")
    repository = surroundings.path(prefix + "-plain.git")
  }

  /// Imports all events into a new repository.
  ///
  /// - Returns: How many seconds `git fast-import` took.
  /// - Throws: `BenchFailure`.
  func importAnew() throws -> Double {
    if !hasCommands { try writeCommands() }
    try surroundings.remove(repository)
    try surroundings.succeed(["git", "init", "--quiet", "--bare", repository])
    let seconds = try surroundings.succeed(
      ["git", "-C", repository, "fast-import", "--quiet"], input: commands)
    isImported = true
    return seconds
  }

  /// Imports all events unless that was done.
  ///
  /// - Throws: `BenchFailure`.
  func importOnce() throws {
    if !isImported { _ = try importAnew() }
  }

  /// Lets git put the repository in order, as it does by default.
  ///
  /// - Throws: `BenchFailure`.
  func collectGarbage() throws {
    try importOnce()
    try surroundings.succeed(["git", "-C", repository, "gc", "--quiet"])
  }

  private func writeCommands() throws {
    let file = try OutputFile(commands)
    for index in 0..<workload.count {
      let event = workload.event(index)
      let message = """
        \(event.type)

        Event-Id: \(event.id)
        Event-Stream: \(event.stream)
        Event-Version: \(index + 1)
        Event-Time: 2026-01-01T00:00:00.000000Z
        Correlation-Id: \(event.correlation)

        """
      try file.write(
        """
        commit refs/heads/\(event.stream)
        author Ada <ada@example.org> \(1_767_225_600 + index / 1000) +0000
        committer Ada <ada@example.org> \(1_767_225_600 + index / 1000) +0000
        data \(message.utf8.count)
        \(message)

        """)
      try write("data.json", event.data, to: file)
      try write("metadata.json", event.metadata, to: file)
    }
    try file.flush()
    hasCommands = true
  }

  private func write(_ name: String, _ text: String, to file: OutputFile) throws {
    let bytes = try JSONText(text).bytes
    try file.write("M 100644 inline \(name)\ndata \(bytes.count)\n")
    try file.write(bytes: bytes)
    try file.write("\n")
  }
}
