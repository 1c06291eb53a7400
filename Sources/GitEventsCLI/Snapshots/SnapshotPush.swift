import GitEvents

/// Pushes snapshots with the user's `git`, and reads what became of each.
struct SnapshotPush {
  let context: Context
  let remote: String
  let isForced: Bool
  let isDryRun: Bool

  /// What git says of one ref: `<flag> TAB <from>:<to> TAB <summary>`, as `git push --porcelain` prints it.
  private struct Line {
    let flag: Character
    let reference: SnapshotReference
    let summary: String

    init?(_ text: Substring, _ known: [String: SnapshotReference]) {
      let fields = text.split(separator: "\t", omittingEmptySubsequences: false)
      guard fields.count == 3, let flag = fields[0].first,
        let reference = fields[1].split(separator: ":").last.flatMap({ known[String($0)] })
      else { return nil }
      self.flag = flag
      self.reference = reference
      summary = String(fields[2])
    }

    var isRejected: Bool { flag == "!" }

    /// The word that stands for it in JSON.
    var word: String {
      switch flag {
      case "*": "new"
      case "+", " ": "replaced"
      case "=": "there-already"
      case "!": "rejected"
      default: "other"
      }
    }

    /// What people read.
    var text: String {
      switch flag {
      case "*": "new"
      case "+", " ": "replaced"
      case "=": "there already"
      default: summary
      }
    }
  }

  /// Pushes.
  ///
  /// - Parameters:
  ///   - refspecs: What to push.
  ///   - references: The snapshots that may be among it.
  /// - Returns: How many the remote refused.
  /// - Throws: Status 6 where git fails otherwise.
  func run(_ refspecs: [String], _ references: [SnapshotReference]) async throws -> Int {
    let arguments =
      context.gitArguments + ["push", "--porcelain"] + (isForced ? ["--force"] : [])
      + (isDryRun ? ["--dry-run"] : []) + ["--", remote] + refspecs
    try context.messages.flush()
    let outcome = try await GitProgram(surroundings: context.surroundings).run(
      arguments, in: context.surroundings.currentDirectory,
      errors: context.isJSON ? nil : context.messages)
    let known = Dictionary(references.map { ($0.name, $0) }) { first, _ in first }
    let lines = outcome.output.split(separator: "\n").compactMap { Line($0, known) }
    for line in lines { try report(line) }
    let rejected = lines.count { $0.isRejected }
    if !outcome.succeeded, rejected == 0 {
      let said = outcome.errors.split(separator: "\n").first.map { ": \($0)" } ?? ""
      throw Failure.environment(
        "git push to \(remote) failed\(said)",
        hint: "git remote -v lists the remotes; what was pushed before stays")
    }
    return rejected
  }

  private func report(_ line: Line) throws {
    let text = SnapshotText(context: context)
    guard context.isJSON else {
      let state = line.isRejected ? context.style.bad(VisibleText.line(line.text)) : line.text
      return try context.output.line(
        "\(SnapshotText.tag(line.reference))  \(VisibleText.line(remote))  \(state)"
          + (isDryRun ? "  (dry run)" : ""))
    }
    var writer = JSONLineWriter()
    SnapshotText.describe(line.reference, &writer)
    writer.member("remote", string: remote)
    writer.member("result", string: line.word)
    if line.isRejected { writer.member("reason", string: line.summary) }
    if isDryRun { writer.member("dryRun", bool: true) }
    try text.write(writer)
  }
}
