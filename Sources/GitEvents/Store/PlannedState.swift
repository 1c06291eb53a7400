import Git

/// What a plan is made against that nobody will carry out: the store as it is for a reader, with a writer's checks.
struct PlannedState: AppendPlanSource {
  let store: EventStore
  let ledger: RecentLedger
  let recordedIDs: [EventID: ObjectID]

  func head(of stream: StreamName) throws(EventStoreError) -> StreamHead? {
    try store.writableHead(of: stream, ledger).head
  }
}
