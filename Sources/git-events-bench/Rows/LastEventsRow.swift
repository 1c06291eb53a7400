/// The last 10 events of one long stream, as a process.
struct LastEventsRow: Row {
  let name = "last-10"
  let scope = RowScope.largest

  func lines(_ session: Session, _ size: Int) throws -> [ReportLine] {
    let store = session.longStore(size)
    try store.maintain()
    let outcomes = try Rounds.run(
      session.processRuns, within: 10,
      [
        Contender(name: "git-events") {
          try session.surroundings.succeed(store.words("list", "order-0", "--last", "10"))
        }
      ])
    return [ReportLine(name, events: size, .milliseconds, .median, ours: outcomes[0])]
  }
}
