/// The state of one long stream, as a process, where a snapshot stands 100 events before its end.
struct ReplaySnapshotRow: Row {
  let name = "replay-snapshot"
  let scope = RowScope.largest

  private static let behind = 100

  func lines(_ session: Session, _ size: Int) throws -> [ReportLine] {
    let store = session.longStore(size)
    let surroundings = session.surroundings
    try store.maintain()
    let version = max(1, size - ReplaySnapshotRow.behind)
    try surroundings.succeed(store.words("snapshot", "create", "order-0@\(version)"))
    // What replays keep of their own accord would leave nothing to do; it is thrown away before each.
    let kept = store.repository + "/git-events/checkpoints"
    try surroundings.remove(kept)
    let report = try surroundings.answer(store.words("replay", "order-0", "--json"))
    guard report.contains("\"events\":\(size - version),") else {
      throw BenchFailure("the replay did not begin from the snapshot: \(report.prefix(300))")
    }
    let outcomes = try Rounds.run(
      session.processRuns, within: 10,
      [
        Contender(name: "git-events") {
          try surroundings.remove(kept)
          return try surroundings.succeed(store.words("replay", "order-0"))
        }
      ])
    return [ReportLine(name, events: size, .milliseconds, .median, ours: outcomes[0])]
  }
}
