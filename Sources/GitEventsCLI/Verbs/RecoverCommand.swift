import ArgumentParser
import GitEvents

/// `recover`: what every writer does after a crash, on its own.
struct RecoverCommand: Verb {
  static let configuration = CommandConfiguration(
    commandName: "recover",
    abstract: "Finish or undo what a crash left half done, and say what was done.",
    usage: "git events recover [--json]",
    discussion: """
      Writers do this by themselves; nothing acknowledged is ever taken back. What cannot be repaired \
      without guessing stays as it is, and is told.

      EXAMPLES:
        git events recover
        git events recover --json
      """)

  @OptionGroup var reporting: ReportingOptions

  var isJSON: Bool { reporting.json }
  var colorChoice: ColorChoice? { reporting.color }

  func run(_ context: Context) async throws {
    let report = try context.openForRecovery().recover()
    for repair in report.repairs {
      if isJSON {
        var line = JSONLineWriter()
        line.member("subject", string: repair.subject)
        line.member("action", string: repair.action)
        try context.output.write(bytes: line.finish() + [UInt8(ascii: "\n")])
      } else {
        try context.output.line(
          "\(VisibleText.line(repair.subject)): \(VisibleText.line(repair.action))")
      }
    }
    if report.isClean, !isJSON { try context.output.line("nothing to recover") }
    if let failure = RecoverCommand.failure(report.problems) {
      try context.output.flush()
      throw failure
    }
  }

  /// What could not be repaired is told like any other damage: scripts must not take it for done.
  private static func failure(_ problems: [String]) -> Failure? {
    if problems.isEmpty { return nil }
    return Failure(
      .damaged, EventStoreError.Code.damaged.rawValue, problems.joined(separator: "; "),
      hint: "put the refs right by hand, or restore a backup; this was left as it is")
  }
}
