#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The most memory that a program has at once.
///
/// Linux counts towards it what the process had before it became that program: a child of this one would begin with
/// all that this one ever had. So the program is started by a fresh, small process of this same program.
enum PeakMemory {
  /// The word with which this program is told to be that small process.
  static let verb = "peak-memory"

  /// Runs a program.
  ///
  /// - Parameters:
  ///   - words: The program and its arguments.
  ///   - surroundings: Where it runs.
  /// - Returns: The bytes.
  /// - Throws: `BenchFailure` where it does not succeed.
  static func bytes(of words: [String], _ surroundings: Surroundings) throws -> Int {
    let report = surroundings.path("peak.txt")
    try surroundings.succeed([surroundings.own, verb, report] + words)
    guard let bytes = Int(InputFile.text(report) ?? "") else {
      throw BenchFailure("no peak of memory was reported")
    }
    return bytes
  }

  /// What the small process does: runs the program, writes the bytes to a file, and ends as the program did.
  ///
  /// - Parameters:
  ///   - words: The program and its arguments.
  ///   - report: The file.
  static func measure(_ words: [String], report: String) {
    do {
      let child = ChildProcess(
        words: words, environment: CurrentProcess.environment, errors: report + ".errors")
      let ending = try child.run()
      let file = try OutputFile(report)
      try file.write(String(ending.peakBytes))
      try file.flush()
      if ending.status != 0 { Terminal.message(InputFile.text(report + ".errors") ?? "") }
      exit(ending.status)
    } catch {
      Terminal.message("\(error)")
      exit(1)
    }
  }
}
