/// Verifying the whole store, beside git's own check of the same repository.
struct VerifyRow: Row {
  let name = "verify"
  let scope = RowScope.largest

  func lines(_ session: Session, _ size: Int) throws -> [ReportLine] {
    let store = session.store(size)
    try store.maintain()
    let peer = "git fsck --full"
    // Status 2 is that of a verb that the program does not know.
    if try session.surroundings.run(store.words("verify")).status == 2 {
      var line = ReportLine(row: name, events: size, unit: .perSecond)
      line.peerName = peer
      line.target = Targets.target(of: name)
      line.absence = .notBuilt
      return [line]
    }
    let events = Double(size)
    let outcomes = try Rounds.run(
      session.rounds(size),
      [
        Contender(name: "git-events") {
          try session.surroundings.succeed(store.words("verify")) / events
        },
        Contender(name: peer) {
          try session.surroundings.succeed(
            ["git", "-C", store.repository, "fsck", "--full", "--no-progress"]) / events
        },
      ])
    return [
      ReportLine(
        name, events: size, .perSecond, .best, ours: outcomes[0], peer: (peer, outcomes[1]))
    ]
  }
}
