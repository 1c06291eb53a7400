/// Appending one event with a process of its own, as a shell script does.
struct AppendProcessRow: Row {
  let name = "append-process"
  let scope = RowScope.everySize

  func lines(_ session: Session, _ size: Int) throws -> [ReportLine] {
    let store = session.store(size)
    try store.maintain()
    try store.fastImport.importOnce()
    let plumbing = PlumbingPeer(
      session.surroundings, repository: store.fastImport.repository)
    let outcomes = try Rounds.run(
      session.processRuns, within: 10,
      [
        Contender(name: "git-events") {
          let event = store.newEvents(1)[0]
          return try session.surroundings.succeed(
            store.words("append", event.stream, event.type, "--data", event.data))
        },
        Contender(name: PlumbingPeer.name) { try plumbing.append(store.workload.event(1)) },
      ])
    return [
      ReportLine(
        name, events: size, .milliseconds, .median, ours: outcomes[0],
        peer: (PlumbingPeer.name, outcomes[1]))
    ]
  }
}
