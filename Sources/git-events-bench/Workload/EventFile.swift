/// Writes the events of a workload as files.
enum EventFile {
  /// Writes rows of JSON Lines, as `git events import` takes them.
  ///
  /// - Parameters:
  ///   - workload: The events.
  ///   - range: Which of them; nil for all.
  ///   - path: The file.
  /// - Throws: `BenchFailure`.
  static func write(_ workload: Workload, _ range: Range<Int>? = nil, to path: String) throws {
    let file = try OutputFile(path)
    for index in range ?? 0..<workload.count { try file.write(workload.event(index).row + "\n") }
    try file.flush()
  }
}
