/// A store with as many streams as events, at most 100,000: what stays usable, and what does not depend on streams.
struct ManyStreamsRow: Row {
  let name = "streams-100k"
  let scope = RowScope.largest

  func lines(_ session: Session, _ size: Int) throws -> [ReportLine] {
    let count = min(size, 100_000)
    let store = session.store(Workload(count: count, spread: .each), "streams")
    let few = session.store(Workload(count: session.smallest, spread: .over(1000)), "few")
    try few.maintain()
    let importing = try Rounds.run(
      1, [Contender(name: "git-events") { try store.importAnew() / Double(count) }])
    try store.maintain()
    var lines = [
      ReportLine("\(name)-import", events: count, .perSecond, .best, ours: importing[0])
    ]
    lines.append(try line("list", store, session, ["streams"]))
    lines.append(try line("log", store, session, ["log", "-n", "10"]))
    let show = ["show", "order-1@1"]
    lines.append(try line("show", store, session, show, beside: few))
    return lines
  }

  private func line(
    _ suffix: String, _ store: MeasuredStore, _ session: Session, _ arguments: [String],
    beside few: MeasuredStore? = nil
  ) throws -> ReportLine {
    func contender(_ store: MeasuredStore) -> Contender {
      let words = [session.surroundings.program, "-C", store.repository] + arguments
      return Contender(name: "git-events") { try session.surroundings.succeed(words) }
    }
    let outcomes = try Rounds.run(
      session.processRuns, within: 10, [contender(store)] + (few.map { [contender($0)] } ?? []))
    return ReportLine(
      "\(name)-\(suffix)", events: store.workload.count, .milliseconds, .median,
      ours: outcomes[0], peer: few.map { _ in ("the same with 1,000 streams", outcomes[1]) })
  }
}
