/// The most memory that importing, reading and replaying take, the `git` commands that they run counted.
struct MemoryRow: Row {
  let name = "memory"
  let scope = RowScope.largest

  func lines(_ session: Session, _ size: Int) throws -> [ReportLine] {
    let imported = session.store(Workload(count: size, spread: .over(1000)), "memory")
    try imported.beginAnew()
    let importing = try bytes(session, imported.words("import", imported.rows))
    let reading = try bytes(session, imported.words("log", "--reverse", "--json"))
    try session.surroundings.remove(imported.repository, imported.rows)
    let long = session.longStore(size)
    try long.maintain()
    let replaying = try bytes(session, long.words("replay", "order-0", "--from-scratch"))
    return [
      line("import", size, importing), line("read", size, reading),
      line("replay", size, replaying),
    ]
  }

  private func bytes(_ session: Session, _ words: [String]) throws -> Int {
    try PeakMemory.bytes(of: words, session.surroundings)
  }

  private func line(_ suffix: String, _ size: Int, _ bytes: Int) -> ReportLine {
    let row = "\(name)-\(suffix)"
    var line = ReportLine(row: row, events: size, unit: .mebibytes)
    line.target = Targets.target(of: row)
    line.figure = ReportLine.Figure(value: Double(bytes) / 1_048_576, statistic: "peak")
    return line
  }
}
