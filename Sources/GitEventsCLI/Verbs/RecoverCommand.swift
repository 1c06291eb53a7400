import ArgumentParser
import GitEvents
import GitEventsSync

/// `recover`: what every writer does after a crash, on its own.
struct RecoverCommand: ReportingVerb {
  static let configuration = CommandConfiguration.verb(
    commandName: "recover",
    abstract: "Finish or undo what a crash left half done, and say what was done.",
    usage: "git events recover [--from-ledger] [--json]",
    discussion: """
      Writers do this by themselves; nothing acknowledged is ever taken back. What cannot be repaired \
      without guessing stays as it is, and is told with exit status 5: a ref that is gone, rewound or moved by hand.

      --from-ledger makes the streams' refs that are missing or behind of what the ledgers say: for a repository that \
      has got nothing but a ledger, or whose refs were lost. Run verify first where somebody may have taken them away.

      EXAMPLES:
        git events recover
        git events recover --json
        git events recover --from-ledger
      """)

  @Flag(name: .long, help: "Make streams that are missing or behind of what the ledgers say.")
  var fromLedger = false

  @OptionGroup var reporting: ReportingOptions

  func run(_ context: Context) throws {
    let rebuilt = try fromLedger ? rebuild(context) : 0
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
    if report.isClean, rebuilt == 0, !isJSON { try context.output.line("nothing to recover") }
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

  /// Sets what the ledgers know of the streams and the refs do not; what contradicts them the recovery tells.
  private func rebuild(_ context: Context) throws -> Int {
    let plan = try StreamRebuild(try context.repository()).run(
      waitingAtMost: context.options(recorder: try context.identity().recorder()).lockTimeout)
    for conflict in plan.conflicts {
      try context.messages.line("git-events: \(VisibleText.line(conflict))")
    }
    try context.messages.flush()
    guard !plan.moves.isEmpty else { return 0 }
    guard isJSON else {
      try context.output.line(
        "made of what the ledgers say: \(CountedWord.text(plan.moves.count, "stream"))")
      return plan.moves.count
    }
    var line = JSONLineWriter()
    line.member("rebuiltStreams", integer: plan.moves.count)
    try context.output.write(bytes: line.finish() + [UInt8(ascii: "\n")])
    return plan.moves.count
  }
}
