import Git
import GitEvents
import GitEventsSync

/// Makes a repository another replica of the store that a remote holds.
struct StoreJoin {
  let context: Context
  let remote: RemoteConnection
  /// Patterns of the streams that are wanted; none for all.
  var patterns: [String] = []
  var payloads = RemoteFetch.Payloads.asConfigured

  /// Joins.
  ///
  /// - Returns: The store, and what was taken over.
  /// - Throws: As the verbs do.
  func run() async throws -> (store: EventStore, report: PullReport) {
    let options = context.options(recorder: try context.identity().recorder())
    let repository = remote.repository
    let news = try await RemoteNews(
      context: context, remote: remote, store: EventStore.toBe(in: repository, options: options),
      selection: StreamSelection(patterns), payloads: payloads
    ).fetch()
    let joined = try EventStore.join(repository, news.view, options: options)
    if let notes = news.view.notes { try joined.store.mergeNotes(from: notes) }
    try await RemoteSettings(remote).configure(patterns)
    try? await repository.leavePackingToStore(evenWhereSet: false)
    return joined
  }
}
