/// What one event costs at the largest size, beside what it costs at the smallest.
struct GrowthRow: Row {
  let name = "growth"
  let scope = RowScope.largest

  /// The rows whose growth is looked at.
  static let rows = ["import", "append-one", "read-stream", "read-all"]

  func lines(_ session: Session, _ size: Int) throws -> [ReportLine] {
    guard session.smallest < size else { return [] }
    return GrowthRow.rows.compactMap { row in
      guard let large = cost(of: row, at: size, session),
        let small = cost(of: row, at: session.smallest, session)
      else { return nil }
      var line = ReportLine(row: "\(name)-\(row)", events: size, unit: .microsecondsPerEvent)
      line.target = Targets.target(of: line.row)
      line.figure = large
      line.peerName = "at \(Decimals.grouped(Double(session.smallest)))"
      line.peer = small
      return line
    }
  }

  private func cost(of row: String, at size: Int, _ session: Session) -> ReportLine.Figure? {
    let line = session.lines.first { $0.row == row && $0.events == size }
    guard var figure = line?.figure, figure.value > 0 else { return nil }
    figure.value = 1_000_000 / figure.value
    return figure
  }
}
