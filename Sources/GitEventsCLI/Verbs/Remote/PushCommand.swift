import ArgumentParser
import Git
import GitEvents
import GitEventsSync

/// `push`: sends what is here to a remote.
struct PushCommand: ReportingVerb, WaitingVerb {
  static let configuration = CommandConfiguration.verb(
    commandName: "push",
    abstract: "Send streams, ledger, snapshots and reviews to a remote.",
    usage: "git events push [REMOTE] [--ledger-only] [--no-readme] [--dry-run] [--json]",
    discussion: """
      Sends what was recorded at one moment, all of it or nothing where the remote can do that. Where the remote has \
      events that are not here, nothing is sent (status 3): pull first. A remote without branches gets one with a page \
      that says what the repository is.

      --ledger-only sends one ref in place of one a stream: much quicker for very many streams, and enough to restore \
      everything. It is for a backup that only this replica pushes to; say so once with \
      git config events.remote.NAME.backup true.

      EXAMPLES:
        git events push
        git events push --dry-run
        git events push backup --ledger-only
      """)

  @Argument(help: "The remote; the one that git push would use where none is named.")
  var remote: String?

  @Flag(name: .long, help: "Send this replica's ledger alone, to a backup.")
  var ledgerOnly = false

  @Flag(name: .customLong("no-readme"), help: "Add no branch to a remote without branches.")
  var noReadMe = false

  @Flag(name: .long, help: "Say what would be sent, and send nothing.")
  var dryRun = false

  @OptionGroup var reporting: ReportingOptions

  func run(waitingIn context: Context) async throws {
    let store = try context.openForWriting().store
    let remote = try await context.remote(remote)
    try context.messages.flush()
    let listing = try await RemoteListing(remote)
    if ledgerOnly { try checkBackup(remote, listing, store) }
    let known = try RemoteView(of: remote.name, in: store.repository)
    let shared = try store.shared()
    try context.tell(shared.recovery)
    let plan = try PushPlan(
      shared, to: listing, known: known, of: store, isLedgerOnly: ledgerOnly)
    let text = PushText(context, remote: remote.name)
    if !plan.obstacles.isEmpty {
      try text.write(plan.obstacles)
      throw PushText.refusal(plan.obstacles, remote: remote.name)
    }
    if dryRun { return try text.write(planned: plan) }
    let readMe =
      !noReadMe && !listing.hasBranches && !hasBranches(store)
      ? StoreReadMe(storeID: store.id) : nil
    let exchange = try onGit { () throws(GitError) in
      try ExchangeFolder(
        of: remote.repository, StoreLayout.paths, waitingAtMost: store.options.lockTimeout)
    }
    let results = try await RemotePush(remote).run(plan, readMe: readMe, through: exchange)
    exchange.end()
    // Of the rest not all may be here.
    try store.remember(RemoteView(remote.name).after(results))
    try text.write(results)
  }

  /// What is sent in this way is for one pusher, and must have been meant so.
  private func checkBackup(
    _ remote: RemoteConnection, _ listing: RemoteListing, _ store: EventStore
  ) throws {
    let name = VisibleText.line(remote.name)
    guard try remote.repository.configuration.bool("events.remote.\(remote.name).backup") == true
    else {
      throw Failure.invalid(
        "\(name) is not a backup that only this replica pushes to",
        hint: "if it is one: git config events.remote.\(name).backup true")
    }
    let own = try onGit { () throws(GitError) in
      try store.repository.replicaName(StoreLayout.paths)
    }
    let others = listing.view.ledgers.keys.filter { $0 != own }.sorted()
    if let other = others.first {
      throw Failure(
        .conflict, "other-replica",
        "\(name) holds the ledger of replica \(VisibleText.line(other)), too",
        hint: "a ledger alone can be sent to a backup with one pusher; push without --ledger-only")
    }
  }

  /// Whether the repository is a project's, with files of its own.
  private func hasBranches(_ store: EventStore) -> Bool {
    let branches = try? store.repository.references(
      under: StoreLayout.branchPrefix, after: nil, limit: 1)
    return branches?.isEmpty == false
  }
}
