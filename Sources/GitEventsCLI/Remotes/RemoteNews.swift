import Git
import GitEvents
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
  /// - Returns: What the remote has, every object of it here by now.
  /// - Throws: As the verbs do; nothing of what was fetched is kept then.
  func fetch() async throws -> Outcome {
    try context.messages.flush()
    let listing = try await RemoteListing(remote).selecting(selection)
    let known = try RemoteView(of: remote.name, in: store.repository)
    let fetch = RemoteFetch(remote, listing, isSelective: !selection.isEverything)
    let names = try fetch.news(since: known)
    if names.isEmpty { return Outcome(view: listing.view, names: []) }
    let exchange = try onGit { () throws(GitError) in
      try ExchangeFolder(
        of: remote.repository, StoreLayout.paths, waitingAtMost: store.options.lockTimeout)
    }
    try await fetch.run(names, into: exchange, payloads: payloads)
    try store.remember(
      listing.view, snapshots: fetch.snapshots(names), bringing: exchange.objectsDirectory)
    exchange.end()
    return Outcome(view: listing.view, names: names)
  }
}
