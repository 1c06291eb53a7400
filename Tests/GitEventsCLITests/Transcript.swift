import Foundation

/// A file of prose with commands and what they answer, in the manner of cram.
struct Transcript {
  /// One command with its answer.
  struct Step {
    /// The lines of prose before it.
    var prose: [String]
    var command: String
    var output: [String]
  }

  let name: String
  var steps: [Step] = []
  private var tail: [String] = []

  static let isUpdating = ProcessInfo.processInfo.environment["GIT_EVENTS_UPDATE"] == "1"
  private static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .appendingPathComponent("Transcripts")
  private static let docs = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().appendingPathComponent("Docs")

  /// Pages of `Docs` whose examples are run too.
  private static let guides = ["Projections.md"]

  /// The names of all transcripts.
  static func names() throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: folder.path)
      .filter { $0.hasSuffix(".t") }.map { String($0.dropLast(2)) }.sorted() + guides
  }

  /// Reads a transcript.
  init(named name: String) throws {
    self.name = name
    let text = try String(contentsOf: Transcript.file(name), encoding: .utf8)
    var prose: [String] = []
    for line in text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init) {
      if line.hasPrefix("    $ ") {
        steps.append(Step(prose: prose, command: String(line.dropFirst(6)), output: []))
        prose = []
      } else if line.hasPrefix("    "), !steps.isEmpty, prose.allSatisfy(\.isEmpty) {
        // An empty line belongs to the answer where more of it follows.
        steps[steps.count - 1].output += prose
        prose = []
        steps[steps.count - 1].output.append(Transcript.unescaped(line.dropFirst(4)))
      } else {
        prose.append(line)
      }
    }
    tail = prose
  }

  /// Writes the transcript with the answers that it has now.
  func write() throws {
    var lines: [String] = []
    for step in steps {
      lines += step.prose + ["    $ \(step.command)"]
      lines += step.output.map { $0.isEmpty ? "" : "    \($0.hasPrefix("$ ") ? "\\" : "")\($0)" }
    }
    try (lines + tail).joined(separator: "\n")
      .write(to: Transcript.file(name), atomically: true, encoding: .utf8)
  }

  /// A line of an answer that looks like a command has a backslash before it.
  private static func unescaped(_ line: Substring) -> String {
    String(line.hasPrefix("\\$ ") ? line.dropFirst() : line)
  }

  private static func file(_ name: String) -> URL {
    guides.contains(name)
      ? docs.appendingPathComponent(name) : folder.appendingPathComponent("\(name).t")
  }
}
