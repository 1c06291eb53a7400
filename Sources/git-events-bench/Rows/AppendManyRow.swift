import Dispatch
import GitEvents
import Synchronization

/// 64 callers that append durable events at the same time, each to a stream of its own.
struct AppendManyRow: Row {
  let name = "append-64"
  let scope = RowScope.everySize

  private static let callers = 64

  func lines(_ session: Session, _ size: Int) throws -> [ReportLine] {
    let store = session.store(size)
    try store.maintain()
    let sqlite = try store.filledSQLite()
    let extent = session.appending(size)
    let outcomes = try Rounds.run(
      session.rounds(size),
      [
        Contender(name: "git-events") { try append(extent, to: store) },
        Contender(name: SQLitePeer.name) { try sqlite.appendOneByOne(extent) },
      ])
    return [
      ReportLine(
        name, events: size, .perSecond, .best, ours: outcomes[0],
        peer: ("SQLite, one at a time", outcomes[1]))
    ]
  }

  /// Lets the callers append until the time is over, or each has appended its share of twenty times the extent's events.
  ///
  /// - Returns: The seconds of one event.
  private func append(_ extent: Extent, to measured: MeasuredStore) throws -> Double {
    let share = max(1, extent.events * 20 / AppendManyRow.callers)
    let writer = try StreamingAppender(try measured.open())
    let group = DispatchGroup()
    let tally = Mutex<(count: Int, failure: (any Error)?)>((0, nil))
    var callers: [(StreamName, [EventData])] = []
    for caller in 0..<AppendManyRow.callers {
      let stream = try StreamName("caller-\(caller)")
      let events = try measured.newEvents(share + 1).map { generated in
        var event = try generated.eventData()
        event.id = nil
        return event
      }
      try writer.append(events[share], to: stream)
      callers.append((stream, events))
    }
    let start = ContinuousClock.now
    for (index, (stream, events)) in callers.enumerated() {
      // A queue of its own has a thread of its own: a call blocks until its event is durable.
      DispatchQueue(label: "caller-\(index)").async(group: group) {
        var count = 0
        do {
          for event in events.prefix(share) {
            try writer.append(event, to: stream)
            count += 1
            if Stopwatch.seconds(since: start) >= extent.seconds { break }
          }
          tally.withLock { $0.count += count }
        } catch {
          tally.withLock { $0.failure = error }
        }
      }
    }
    group.wait()
    let seconds = Stopwatch.seconds(since: start)
    try writer.close()
    let (count, failure) = tally.withLock { ($0.count, $0.failure) }
    if let failure { throw failure }
    return seconds / Double(max(count, 1))
  }
}
