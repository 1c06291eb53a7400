/// One caller that appends durable events one at a time, through the writer for long-lived programs.
struct AppendOneRow: Row {
  let name = "append-one"
  let scope = RowScope.everySize

  func lines(_ session: Session, _ size: Int) throws -> [ReportLine] {
    let store = session.store(size)
    try store.maintain()
    try store.writeRows()
    let sqlite = try store.filledSQLite()
    let extent = session.appending(size)
    var published = Samples()
    let outcomes = try Rounds.run(
      session.rounds(size),
      [
        Contender(name: "git-events") { try append(extent, to: store, &published) },
        Contender(name: SQLitePeer.name) { try sqlite.appendOneByOne(extent) },
        Contender(name: EventSourcingEnvironment.name) {
          try store.eventsourcing.appendOneByOne(extent, after: store.rows)
        },
      ])
    return [
      ReportLine(
        name, events: size, .perSecond, .best, ours: outcomes[0],
        peer: ("SQLite, WAL, FULL", outcomes[1])),
      ReportLine(
        "\(name)-vs-eventsourcing", events: size, .perSecond, .best, ours: outcomes[0],
        peer: ("eventsourcing, one at a time", outcomes[2])),
      ReportLine("\(name)-published", events: size, .perSecond, .best, ours: .measured(published)),
    ]
  }

  /// Appends new events.
  ///
  /// - Returns: The seconds of one until it is acknowledged; `published` gets those until plain git has it, too.
  private func append(
    _ extent: Extent, to measured: MeasuredStore, _ published: inout Samples
  ) throws -> Double {
    let events = try measured.newEvents(extent.events + 1).map { try StreamEvent($0) }
    let writer = StreamingAppender(try measured.open())
    // The first append of a writer looks at the store; a long-lived program does it once.
    try writer.append(events[extent.events])
    var count = 0
    let start = ContinuousClock.now
    let seconds = try extent.secondsPerEvent {
      try writer.append(events[$0])
      count += 1
    }
    try writer.close()
    published.add(Stopwatch.seconds(since: start) / Double(max(count, 1)))
    return seconds
  }
}
