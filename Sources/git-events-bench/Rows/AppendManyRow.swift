/// 64 callers that append durable events at the same time, each to a stream of its own.
struct AppendManyRow: Row {
  let name = "append-64"
  let scope = RowScope.everySize

  private static let callers = 64
  /// They get further than one caller does in the same time.
  private static let gain = 8

  func lines(_ session: Session, _ size: Int) throws -> [ReportLine] {
    let store = session.store(size)
    try store.maintain()
    let sqlite = try store.filledSQLite()
    let extent = session.appending(size)
    var published = Samples()
    let outcomes = try Rounds.run(
      session.rounds(size),
      [
        Contender(name: "git-events") { try append(extent, to: store, &published) },
        Contender(name: SQLitePeer.name) { try sqlite.appendOneByOne(extent) },
      ])
    return [
      ReportLine(
        name, events: size, .perSecond, .best, ours: outcomes[0],
        peer: ("SQLite, one at a time", outcomes[1])),
      ReportLine("\(name)-published", events: size, .perSecond, .best, ours: .measured(published)),
    ]
  }

  /// Lets the callers append until each has appended its share, or the time is over.
  ///
  /// - Returns: The seconds of one event until it is acknowledged; `published` gets those until plain git has it, too.
  private func append(
    _ extent: Extent, to measured: MeasuredStore, _ published: inout Samples
  ) throws -> Double {
    let share = max(1, extent.events * AppendManyRow.gain / AppendManyRow.callers)
    let callers = try (0..<AppendManyRow.callers).map { caller in
      try measured.newEvents(share + 1).map { try StreamEvent($0, in: "caller-\(caller)") }
    }
    let writer = StreamingAppender(try measured.open())
    for events in callers { try writer.append(events[share]) }
    let start = ContinuousClock.now
    let count = try Waiting.result {
      try await withThrowingTaskGroup(of: Int.self) { group in
        for events in callers {
          group.addTask {
            for (index, event) in events.prefix(share).enumerated() {
              try await writer.appendAsync(event)
              if Stopwatch.seconds(since: start) >= extent.seconds { return index + 1 }
            }
            return share
          }
        }
        return try await group.reduce(0, +)
      }
    }
    let seconds = Stopwatch.seconds(since: start)
    try writer.close()
    published.add(Stopwatch.seconds(since: start) / Double(max(count, 1)))
    return seconds / Double(max(count, 1))
  }
}
