import ArgumentParser
import GitEvents

/// `review approve`.
struct ReviewApproveCommand: ReportingVerb {
  static let configuration = CommandConfiguration.verb(
    commandName: "approve",
    abstract: "Approve events.",
    usage: "git events review approve STREAM@A..B|MOMENT -m TEXT [--actor ACTOR] [--json]",
    discussion: """
      A..B are the events after A up to B; a moment (STREAM@N, an id, a commit) is one event. What the same reviewer has \
      said last of an event is not said again.

      EXAMPLES:
        git events review approve order-42@3..7 -m 'checked against the invoice'
        git events review approve order-42@7 -m 'checked against the invoice'
      """)

  @OptionGroup var options: ReviewOptions

  @OptionGroup var reporting: ReportingOptions

  func run(_ context: Context) throws { try options.record(.approved, in: context) }
}
