/// The projections that come with the program.
///
/// The programs are files beside this one. The build puts their bytes into the code, so that they need
/// no place where the program is installed.
package enum ReadyMadeProjections {
  /// All of them, by name.
  package static let all: [ReadyMadeProjection] = [
    projection(
      "active-sessions", "which sessions wait, run or pause now, and since when",
      PackageResources.active_sessions_jq, reading: ["session"]),
    projection(
      "agent-state", "what every agent is doing now, and how it has done",
      PackageResources.agent_state_jq, reading: ["agent", "task"]),
    projection(
      "event-counts", "how many events of which type, in which category, by whom, and when",
      PackageResources.event_counts_jq, reading: []),
    projection(
      "memory-index", "what is remembered, how large it is, what is read much and what never",
      PackageResources.memory_index_jq, reading: ["memory"]),
    projection(
      "task-history", "what became of every task, how long it took, and how many succeed",
      PackageResources.task_history_jq, reading: ["task"]),
    projection(
      "task-statistics", "how many tasks are in which status, how they move, how long they take",
      PackageResources.task_statistics_jq, reading: ["task"]),
  ]

  /// Finds the projection of a name.
  ///
  /// - Parameter name: The name, such as `agent-state`.
  /// - Returns: Nil where none has it.
  package static func named(_ name: String) -> ReadyMadeProjection? {
    all.first { $0.name == name }
  }

  private static func projection(
    _ name: String, _ summary: String, _ source: [UInt8], reading words: [String]
  ) -> ReadyMadeProjection {
    ReadyMadeProjection(
      name: name, summary: summary, source: String(decoding: source, as: UTF8.self),
      types: words.map(pattern(beginningWith:)))
  }

  /// Whoever writes `TaskStarted` and whoever writes `task:started` or `TASK_STARTED` is read alike.
  private static func pattern(beginningWith word: String) -> String {
    word.map { "[\($0.uppercased())\($0)]" }.joined() + "*"
  }
}
