import ArgumentParser
import Git
import GitEvents
import GitEventsSync

/// `pull`: takes over what a remote has.
struct PullCommand: ReportingVerb, WaitingVerb {
  static let configuration = CommandConfiguration.verb(
    commandName: "pull",
    abstract: "Take over what a remote has that is not here.",
    usage: "git events pull [REMOTE] [--rebase | --split] [--dry-run] [--json]",
    discussion: """
      Where both sides appended to one stream, nothing is pulled and both are shown (status 3). --rebase appends what is \
      only here once more, behind what came, with the same ids and new versions, and says whose expected version no \
      longer holds; the ledger keeps what was before. What others have seen is never rebased: --split gives it a \
      stream of its own, named after this replica. An event that both sides have with one id is kept once.

      The remote is the one that git push would use, else origin. A remote with another store is refused.

      EXAMPLES:
        git events pull
        git events pull --dry-run
        git events pull --rebase
        git events pull backup --split
      """)

  @Argument(help: "The remote; the one that git push would use where none is named.")
  var remote: String?

  @Flag(name: .long, help: "Append what is only here once more, behind what came.")
  var rebase = false

  @Flag(name: .long, help: "Give what is only here, where streams diverged, a stream of its own.")
  var split = false

  @Flag(name: .long, help: "Fetch, say what would be done, and do nothing.")
  var dryRun = false

  @OptionGroup var reporting: ReportingOptions

  func validate() throws {
    if rebase, split { throw ValidationError("--rebase and --split are two different things") }
  }

  func run(waitingIn context: Context) async throws {
    let store = try context.openForWriting().store
    let remote = try await context.remote(remote)
    let news = try await RemoteNews(
      context: context, remote: remote, store: store, selection: try context.selection(of: remote)
    ).fetch()
    let policy: DivergencePolicy = rebase ? .rebase : split ? .split : .stop
    let report =
      dryRun
      ? try store.planPull(news.view, ifDiverged: policy)
      : try store.pull(news.view, ifDiverged: policy)
    if !dryRun, !report.isStopped { try takeReviews(news.view, report, store) }
    try context.tell(report.recovery)
    try PullText(context, remote: remote.name, isDryRun: dryRun).write(report)
    if report.isStopped { throw PullText.refusal(report, remote: remote.name) }
    if !dryRun { try context.maintain(store) }
  }

  /// Reviews come along, and follow the events that got other places.
  private func takeReviews(
    _ view: RemoteView, _ report: PullReport, _ store: EventStore
  ) throws(EventStoreError) {
    if let notes = view.notes { try store.mergeNotes(from: notes) }
    let moved = report.rebased.flatMap(\.events).compactMap { event in
      event.commit.map { (from: event.oldCommit.object, to: $0.object) }
    }
    if !moved.isEmpty { try store.copyNotes(moved) }
  }
}
