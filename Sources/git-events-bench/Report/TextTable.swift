/// The report as a table: for a terminal, or for a page.
enum TextTable {
  private static let headings = [
    "row", "events", "figure", "peer", "peer's figure", "ratio", "target", "verdict", "spread",
  ]
  /// Columns that hold text rather than numbers.
  private static let texts: Set<Int> = [0, 3, 6, 7]

  /// Writes the table for a terminal, with the notes below it.
  ///
  /// - Parameter lines: The lines.
  /// - Returns: The text, with a newline at its end.
  static func plain(_ lines: [ReportLine]) -> String {
    let rows = [headings] + lines.map(cells)
    let widths = headings.indices.map { column in rows.map { $0[column].count }.max() ?? 0 }
    let table = rows.map { row in
      var text = ""
      for (column, cell) in row.enumerated() {
        let gap = String(repeating: " ", count: widths[column] - cell.count)
        text += (column == 0 ? "" : "  ") + (texts.contains(column) ? cell + gap : gap + cell)
      }
      while text.last == " " { text.removeLast() }
      return text + "\n"
    }
    return table.joined() + notes(lines, mark: "")
  }

  /// Writes the table as Markdown, with the notes below it.
  ///
  /// - Parameter lines: The lines.
  /// - Returns: The text, with a newline at its end.
  static func markdown(_ lines: [ReportLine]) -> String {
    let rule = headings.indices.map { texts.contains($0) ? "---" : "---:" }
    let rows = [headings, rule] + lines.map(cells)
    let table = rows.map { "| \($0.joined(separator: " | ")) |\n" }
    return table.joined() + "\n" + notes(lines, mark: "- ")
  }

  private static func cells(_ line: ReportLine) -> [String] {
    [
      line.row, Decimals.grouped(Double(line.events)),
      line.figure.map { line.unit.text($0.value) } ?? "", line.peerName ?? "",
      line.peer.map { line.unit.text($0.value) }
        ?? (line.peerName == nil || line.figure == nil ? "" : "missing"),
      line.ratio.map { Decimals.text($0, places: 2) + "×" } ?? "", line.target.text(line.unit),
      line.verdict.rawValue, spread(line),
    ]
  }

  /// How far the rounds lay apart: ours, and the peer's.
  private static func spread(_ line: ReportLine) -> String {
    [line.figure, line.peer].compactMap { figure in
      guard let figure, figure.runs > 1 else { return nil }
      return Decimals.text(figure.spread, places: 1)
    }.joined(separator: "/")
  }

  private static func notes(_ lines: [ReportLine], mark: String) -> String {
    var seen: Set<String> = []
    return lines.compactMap { line in
      guard let note = line.note, seen.insert("\(line.row) \(note)").inserted else { return nil }
      return "\(mark)\(line.row): \(note)\n"
    }.joined()
  }
}
