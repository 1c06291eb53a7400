package import Git

/// The events of a store that a reader wants, in global order, and what they follow from.
package struct GlobalHistory: Sendable {
  /// The commits of the events, newest first: 20 bytes an event.
  package var commits: [ObjectID] = []
  /// The oldest of the events; nil where there is none.
  package var oldest: GlobalPlace?
  /// The newest of the events; nil where there is none.
  package var newest: GlobalPlace?
  /// The tips of the ledgers that tell of the events, by the name of the replica; empty where none is written.
  package var tips: [String: ObjectID] = [:]
  /// Whether all that was to be left out was met, and nothing of it was taken back since.
  package var isContinuation = true
  /// The position of the newest event here; 0 where there is none.
  package var position = 0
}

/// A place in the global order: a time, and an event's id for those of one time.
package struct GlobalPlace: Sendable, Hashable, Comparable {
  package let time: Timestamp
  package let id: EventID

  package init(time: Timestamp, id: EventID) {
    self.time = time
    self.id = id
  }

  package static func < (left: GlobalPlace, right: GlobalPlace) -> Bool {
    left.time == right.time ? left.id < right.id : left.time < right.time
  }
}

extension EventStore {
  /// Lists the commits of events in global order.
  ///
  /// - Parameters:
  ///   - tips: Ledger entries whose events, and all before them, are left out.
  ///   - keep: Tells of an event whether it is wanted; the second value is its position, where it has one here.
  /// - Returns: The commits, and whether they follow from what was left out.
  /// - Throws: `damaged`, `io`, or what `keep` throws.
  package func globalHistory(
    since tips: Set<ObjectID> = [],
    where keep: (EventCommit, Int?) throws(EventStoreError) -> Bool
  ) throws(EventStoreError) -> GlobalHistory {
    let view = try LedgerView(repository, reader)
    var walk = try GlobalOrderWalk(repository, reader, view.entry, endingAt: tips)
    var history = GlobalHistory()
    history.position = view.entry?.position ?? 0
    while let event = try walk.next() {
      guard try keep(event.commit, event.position) else { continue }
      let place = GlobalPlace(time: event.commit.time, id: event.commit.id)
      if history.newest == nil { history.newest = place }
      history.oldest = place
      history.commits.append(event.id)
    }
    history.tips = view.entry?.isUnwritten == true ? [:] : walk.tips
    history.isContinuation = walk.unmet.isEmpty && !walk.hasSuperseded
    return history
  }

  /// Finds the newest event of a stream.
  ///
  /// - Parameter stream: The stream.
  /// - Returns: Its commit's id and what it says; nil where there is no such stream.
  /// - Throws: `damaged`, `io`.
  package func head(
    of stream: StreamName
  ) throws(EventStoreError) -> (id: ObjectID, commit: EventCommit)? {
    try StreamHeads(repository, reader, LedgerView(repository, reader)).head(of: stream)
  }
}
