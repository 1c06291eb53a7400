import ArgumentParser
import GitEvents

/// `review comment`.
struct ReviewCommentCommand: ReportingVerb {
  static let configuration = CommandConfiguration.verb(
    commandName: "comment",
    abstract: "Say something about events without deciding.",
    usage: "git events review comment STREAM@A..B|MOMENT -m TEXT [--actor ACTOR] [--json]",
    discussion: """
      A..B are the events after A up to B; a moment (STREAM@N, an id, a commit) is one event. What the same reviewer has \
      said last of an event is not said again.

      EXAMPLES:
        git events review comment order-42@3..7 -m 'checked against the invoice'
        git events review comment order-42@7 -m 'checked against the invoice'
      """)

  @OptionGroup var options: ReviewOptions

  @OptionGroup var reporting: ReportingOptions

  func run(_ context: Context) throws { try options.record(.commented, in: context) }
}
