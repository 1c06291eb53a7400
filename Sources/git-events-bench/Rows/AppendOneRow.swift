import GitEvents

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
    let outcomes = try Rounds.run(
      session.rounds(size),
      [
        Contender(name: "git-events") { try append(extent, to: store) },
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
    ]
  }

  private func append(_ extent: Extent, to measured: MeasuredStore) throws -> Double {
    // The store gives the ids, as it does for a client that brings none.
    let events = try measured.newEvents(extent.events + 1).map { generated in
      var event = try generated.eventData()
      event.id = nil
      return (event, try StreamName(generated.stream))
    }
    let writer = try StreamingAppender(try measured.open())
    // The first append of a writer looks at the store; a long-lived program does it once.
    try writer.append(events[extent.events].0, to: events[extent.events].1)
    let seconds = try extent.secondsPerEvent {
      try writer.append(events[$0].0, to: events[$0].1)
    }
    try writer.close()
    return seconds
  }
}
