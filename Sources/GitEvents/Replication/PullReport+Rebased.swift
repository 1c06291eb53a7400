import Git

extension PullReport.Rebased {
  /// Begins to tell of events that get another place.
  init(_ relocation: PullPlan.Relocation, losing expectations: LostExpectations) {
    stream = relocation.divergence.stream
    target = relocation.target
    let kept = Set(relocation.kept.map(\.id))
    events = relocation.divergence.ours.map {
      Event(
        id: $0.commit.id, type: $0.commit.type, oldVersion: $0.commit.version,
        oldCommit: CommitID($0.id), isDropped: !kept.contains($0.id), version: nil, commit: nil,
        losesExpectation: expectations.contains($0.id))
    }
  }

  /// Notes where an event is now.
  ///
  /// - Parameters:
  ///   - event: The event as it was.
  ///   - divergence: Its stream.
  ///   - version: Its version now.
  ///   - commit: Its commit now.
  mutating func note(
    _ event: StreamDivergence.Event, of divergence: StreamDivergence, _ version: Int,
    _ commit: ObjectID
  ) {
    let index = event.commit.version - divergence.base - 1
    events[index].version = version
    events[index].commit = CommitID(commit)
  }
}
