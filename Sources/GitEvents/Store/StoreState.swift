import Git

/// What a plan is made against: the store as it is for a reader.
struct StoreState: AppendPlanSource {
  private let store: EventStore
  private let heads: StreamHeads
  private let recordedIDs: Result<[EventID: ObjectID], EventStoreError>

  init(_ store: EventStore, heads: StreamHeads, tip: ObjectID?, ids: Set<EventID>) {
    self.store = store
    self.heads = heads
    do {
      recordedIDs = .success(try store.commits(of: ids, at: tip))
    } catch {
      recordedIDs = .failure(error)
    }
  }

  func head(of stream: StreamName) throws(EventStoreError) -> StreamHead? {
    try heads.head(of: stream).map { StreamHead(version: $1.version, commit: $0, time: $1.time) }
  }

  func recorded(_ id: EventID) throws(EventStoreError) -> (ObjectID, EventCommit)? {
    guard let commit = try recordedIDs.get()[id] else { return nil }
    return (commit, try store.reader.commit(commit))
  }

  func tree(of event: EventData) throws(EventStoreError) -> ObjectID {
    try onGit { () throws(GitError) in try PayloadTree.id(of: event) }
  }
}
