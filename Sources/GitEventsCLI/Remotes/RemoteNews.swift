import Git
import GitEvents
import GitEventsAudit
import GitEventsSync

/// Brings what is new at a remote, checks it, and remembers it; no stream of this replica moves.
struct RemoteNews {
  let context: Context
  let remote: RemoteConnection
  let store: EventStore
  var selection = StreamSelection([])
  var payloads = RemoteFetch.Payloads.asConfigured

  /// What came of it.
  struct Outcome {
    /// What the remote has.
    let view: RemoteView
    /// The refs that are new or have moved.
    let names: [String]
  }

  /// Fetches.
  ///
  /// What is not accepted by this replica yet is checked whoever brought it here, a plain `git fetch` too.
  ///
  /// - Returns: What the remote has, every object of it here by now.
  /// - Throws: As the verbs do; nothing of what was fetched is kept then.
  func fetch() async throws -> Outcome {
    try context.messages.flush()
    let listing = try await RemoteListing(remote).selecting(selection)
    let known = try RemoteView(of: remote.name, in: store.repository)
    let fetch = RemoteFetch(remote, listing, isSelective: !selection.isEverything)
    let names = try fetch.news(since: known)
    let exchange = try onGit { () throws(GitError) in
      try ExchangeFolder(
        of: remote.repository, StoreLayout.paths, waitingAtMost: store.options.lockTimeout)
    }
    try await fetch.run(names, into: exchange, payloads: payloads)
    // What came is seen through that folder alone, until it is known to be sound.
    let objects = try Repository.open(gitDirectory: exchange.gitDirectory)
    if let error = try RemoteRegression(
      from: known, to: listing.view, reading: objects
    ).error(remote.name) {
      throw error
    }
    try check(listing.view, objects)
    let whole = try listing.view.withStreamsOfLedgers(reading: objects)
    if !names.isEmpty {
      try store.remember(
        listing.view, snapshots: fetch.snapshots(names), bringing: exchange.objectsDirectory)
    }
    exchange.end()
    return Outcome(view: whole, names: names)
  }

  /// Refuses what a store never is.
  private func check(_ view: RemoteView, _ objects: Repository) throws {
    let accepted = try AcceptedReferences(of: view, by: store, reading: objects)
    var policy = IncomingPolicy()
    policy.requiresLedger = selection.isEverything
    policy.mayLackPayloads = payloads == .none || remote.leavesPayloads
    policy.ignoresCase = store.repository.ignoresCase
    let verifier = IncomingVerifier(
      objects, accepted, now: context.clock.now(), policy: policy)
    let report = try verifier.verify(
      accepted.changes.map { IncomingMove($0.reference, from: $0.old, to: $0.new) })
    guard let first = report.refusals.first else { return }
    let more = report.refusals.count + report.refusalsLeftOut - 1
    if first.rule == .format(.storeIdentity) {
      throw EventStoreError(
        .otherStore, "\(remote.name) holds another store: \(first.reason)",
        hint: "two stores never mix: clone that one into a folder of its own")
    }
    throw EventStoreError(
      .damaged,
      "what \(remote.name) has is not sound: \(first.reference): \(first.rule.name): \(first.reason)"
        + (more > 0 ? " (and \(more) more)" : ""),
      hint: "nothing was taken over; `git events verify` there tells all of it")
  }
}
