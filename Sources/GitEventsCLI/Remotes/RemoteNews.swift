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
    let whole: RemoteView
    let regression: RemoteRegression
    let accepted: AcceptedReferences
    do throws(EventStoreError) {
      whole = try listing.view.withStreamsOfLedgers(reading: objects)
      try store.refuseAnotherStore(whole, reading: objects)
      regression = try RemoteRegression(from: known, to: listing.view, reading: objects)
      accepted = try AcceptedReferences(of: listing.view, by: store, reading: objects)
    } catch {
      guard error.code == .damaged else { throw error }
      throw unsound(error.message)
    }
    if let error = regression.error(remote.name) { throw error }
    try check(accepted, objects)
    if !names.isEmpty {
      try store.remember(
        listing.view, snapshots: fetch.snapshots(names), bringing: exchange.objectsDirectory)
    }
    exchange.end()
    return Outcome(view: whole, names: names)
  }

  /// Refuses what a store never is.
  private func check(
    _ accepted: AcceptedReferences, _ objects: Repository
  ) throws(EventStoreError) {
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
    throw unsound(
      "\(first.reference): \(first.rule.name): \(first.reason)"
        + (more > 0 ? " (and \(more) more)" : ""))
  }

  private func unsound(_ reason: String) -> EventStoreError {
    EventStoreError(
      .damaged, "what \(remote.name) has is not sound: \(reason)",
      hint: "nothing was taken over; `git events verify` there tells all of it")
  }
}
