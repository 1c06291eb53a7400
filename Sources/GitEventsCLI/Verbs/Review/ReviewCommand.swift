import ArgumentParser
import GitEvents

/// `review`: what people say of events, as git notes.
struct ReviewCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "review",
    abstract: "Approve, reject or comment on events, and see what nobody has reviewed.",
    usage: "git events review approve|reject|comment|status …",
    discussion: """
      A review is a git note on each event that it is of, with the reviewer, the verdict, the time and a text; no event \
      changes. log and show tell of reviews, and so does plain git: git log --notes=events events/order-42. Whoever may \
      write to the repository may write notes: a review is proof of who wrote it only as far as notes are signed.

      EXAMPLES:
        git events review approve order-42@3..7 -m 'checked against the invoice'
        git events review reject order-42@5 -m 'the amount is wrong'
        git events review status --older-than '{2 days ago}' --exit-code
      """,
    subcommands: [
      ReviewApproveCommand.self, ReviewRejectCommand.self, ReviewCommentCommand.self,
      ReviewStatusCommand.self,
    ])
}
