/// Importing a file of JSON Lines, from its first byte to the last fsync.
struct ImportRow: Row {
  let name = "import"
  let scope = RowScope.everySize

  func lines(_ session: Session, _ size: Int) throws -> [ReportLine] {
    let store = session.store(size)
    let events = Double(size)
    try store.writeRows()
    let outcomes = try Rounds.run(
      session.rounds(size),
      [
        Contender(name: "git-events") { try store.importAnew() / events },
        Contender(name: FastImportPeer.name) { try store.fastImport.importAnew() / events },
        Contender(name: EventSourcingEnvironment.name) {
          try store.eventsourcing.importAnew(store.rows)
        },
      ])
    return [
      ReportLine(
        name, events: size, .perSecond, .best, ours: outcomes[0],
        peer: (FastImportPeer.name, outcomes[1])),
      ReportLine(
        "\(name)-vs-eventsourcing", events: size, .perSecond, .best, ours: outcomes[0],
        peer: ("eventsourcing, batch", outcomes[2])),
    ]
  }
}
