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

  /// The versions that events will have that stay in their stream.
  ///
  /// - Parameter relocation: The events.
  /// - Returns: The same with versions, unless the events go to another stream.
  func planned(behind relocation: PullPlan.Relocation) -> PullReport.Rebased {
    guard stream == target else { return self }
    var planned = self
    var version = relocation.divergence.there.version
    for index in events.indices where !events[index].isDropped {
      version += 1
      planned.events[index].version = version
    }
    return planned
  }
}

extension PullPlan.Relocation {
  /// What comes from elsewhere into the stream.
  var moved: PullReport.Moved {
    PullReport.Moved(
      stream: divergence.stream, before: divergence.base, after: divergence.there.version)
  }
}
