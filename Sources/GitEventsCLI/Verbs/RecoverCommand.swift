import ArgumentParser
import GitEvents

/// `recover`: what every writer does after a crash, on its own.
struct RecoverCommand: ReportingVerb {
  static let configuration = CommandConfiguration.verb(
    commandName: "recover",
    abstract: "Finish or undo what a crash left half done, and say what was done.",
    usage: "git events recover [--json]",
    discussion: """
      Writers do this by themselves; nothing acknowledged is ever taken back. What cannot be repaired \
      without guessing stays as it is, and is told with exit status 5: a ref that is gone, rewound or moved by hand.

      EXAMPLES:
        git events recover
        git events recover --json
      """)

  @OptionGroup var reporting: ReportingOptions

  func run(_ context: Context) throws {
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
    for problem in report.problems where isJSON {
      var line = JSONLineWriter()
      line.member("problem", string: problem)
      try context.output.write(bytes: line.finish() + [UInt8(ascii: "\n")])
    }
    if report.isClean, !isJSON { try context.output.line("nothing to recover") }
    if let first = report.problems.first {
      let others = report.problems.count - 1
      if !isJSON {
        for problem in report.problems.dropFirst() {
          try context.messages.line("git-events: \(VisibleText.line(problem))")
        }
      }
      throw EventStoreError(
        .damaged, isJSON && others > 0 ? "\(first) (and \(others) more)" : first,
        hint: "nothing was done about it: repairing it could hide that somebody altered the store")
    }
  }
}
