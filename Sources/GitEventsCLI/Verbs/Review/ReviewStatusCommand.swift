import ArgumentParser
import GitEvents

/// `review status`: what is still to be reviewed.
struct ReviewStatusCommand: ReportingVerb {
  static let configuration = CommandConfiguration.verb(
    commandName: "status",
    abstract: "List streams with events that nobody, or not NAME, has reviewed.",
    usage: "git events review status [NAME] [--older-than TIME] [--exit-code] [--json]",
    discussion: """
      An event is reviewed when somebody has approved or rejected it; a comment leaves it open. Of each reviewer the \
      last decision counts. The store's own streams, whose names begin with _, are left out.

      EXAMPLES:
        git events review status
        git events review status ada@example.org
        git events review status --older-than '{2 days ago}' --exit-code
      """)

  @Argument(
    help: ArgumentHelp(
      "Only reviews by this one count: a name, an address, or 'NAME <MAIL>'.", valueName: "name"))
  var name: String?

  @Option(
    name: .long, help: ArgumentHelp("Only events recorded before then.", valueName: "time"))
  var olderThan: String?

  @Flag(name: .long, help: "End with status 1 where anything is not reviewed.")
  var exitCode = false

  @OptionGroup var reporting: ReportingOptions

  func run(_ context: Context) throws {
    let now = context.clock.now()
    let time = try olderThan.map { try TimeExpression.time($0, now: now) }
    let store = try context.openForReading()
    try context.startPager()
    var (events, open, streams) = (0, 0, 0)
    try store.reviewStatus(by: name, olderThan: time) { status in
      events += status.events
      guard status.open > 0 else { return }
      open += status.open
      streams += 1
      try write(status, now: now, context)
    }
    if !isJSON {
      let by = name.map { " by \(VisibleText.line($0))" } ?? ""
      try context.output.line(
        open == 0
          ? events == 0
            ? "there are no events to review" : "every event is reviewed\(by): \(events)"
          : "not reviewed\(by): \(open) of \(CountedWord.text(events, "event")), "
            + "in \(CountedWord.text(streams, "stream"))")
    }
    if exitCode, open > 0 { throw NegativeAnswer() }
  }

  private func write(_ status: ReviewStatus, now: Timestamp, _ context: Context) throws {
    if isJSON {
      var line = JSONLineWriter()
      line.member("stream", string: status.stream.text)
      line.member("events", integer: status.events)
      line.member("unreviewed", integer: status.open)
      line.member("rejected", integer: status.rejected)
      line.member("oldestVersion", integer: status.oldest?.version)
      line.member("oldestTime", string: status.oldest?.time.canonicalText)
      return try context.output.write(bytes: line.finish() + [UInt8(ascii: "\n")])
    }
    let name = context.style.reference(VisibleText.line(status.stream.text))
    let oldest = status.oldest.map {
      ", the oldest @\($0.version) \(RelativeTime.text($0.time, now: now))"
    }
    let rejected = status.rejected == 0 ? "" : context.style.bad(", \(status.rejected) rejected")
    try context.output.line(
      "\(name)  \(status.open) of \(CountedWord.text(status.events, "event"))\(oldest ?? "")"
        + rejected)
  }
}
