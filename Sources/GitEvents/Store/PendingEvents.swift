import Git

/// Events whose commits are known and which are still to be given out: 32 bytes each, in the reverse of their order.
///
/// Walking leads from the newest event to the oldest, so reading forward knows all ids before the first event. The
/// commits that the walk met last are the first that are wanted: those are kept, so that a stream of usual length is
/// read once.
struct PendingEvents {
  /// How many parsed commits are kept at least, where there are so many: about 1 MB.
  private static let keptCommits = 1024

  private let stream: StreamName?
  private var places: [(id: ObjectID, position: Int)] = []
  /// The commits of the last places.
  private var commits: [EventCommit] = []

  /// Begins without events.
  ///
  /// - Parameter stream: The stream that all of them belong to; nil for any.
  init(of stream: StreamName?) {
    self.stream = stream
  }

  /// Adds the event that comes before all that were added.
  ///
  /// - Parameters:
  ///   - id: Its commit.
  ///   - commit: What the commit says.
  ///   - position: Its position, where that is known.
  mutating func prepend(_ id: ObjectID, _ commit: EventCommit, position: Int? = nil) {
    // No event has the position 0.
    places.append((id, position ?? 0))
    if commits.count >= 2 * PendingEvents.keptCommits {
      commits.removeFirst(PendingEvents.keptCommits)
    }
    commits.append(commit)
  }

  /// Takes all events out, where all their commits are known.
  ///
  /// - Returns: The events, in order.
  mutating func takeAll() -> [PendingEvent] {
    var events: [PendingEvent] = []
    events.reserveCapacity(places.count)
    while let event = popFirst() { events.append(event) }
    return events
  }

  /// Takes the first event out.
  ///
  /// - Returns: Nil where none is left.
  mutating func popFirst() -> PendingEvent? {
    guard let place = places.popLast() else { return nil }
    return PendingEvent(
      id: place.id, stream: stream, commit: commits.popLast(),
      position: place.position == 0 ? nil : place.position)
  }
}

/// An event of which at least the commit's id is known.
struct PendingEvent: Sendable {
  let id: ObjectID
  /// The stream that it must belong to; nil for any.
  let stream: StreamName?
  /// What the commit says, where it has been read.
  let commit: EventCommit?
  let position: Int?
  /// Where it lies: where several are wanted, those of lower ranks are read first.
  var rank: Int { commit?.treePlace.rank ?? 0 }

  /// Reads the event.
  ///
  /// - Parameters:
  ///   - reader: Reads the repository.
  ///   - memory: What the events before it had in common.
  /// - Returns: The whole event.
  /// - Throws: `damaged`, `io`.
  func event(
    _ reader: EventReader, recalling memory: inout EventCommitMemory
  ) throws(EventStoreError) -> RecordedEvent {
    let known: EventCommit
    if let commit {
      known = commit
    } else {
      known = try reader.commit(id, of: stream, recalling: &memory)
    }
    return try reader.event(known, id, position: position)
  }
}
