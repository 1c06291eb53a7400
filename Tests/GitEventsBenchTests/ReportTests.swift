import GitEvents
import Testing

@testable import git_events_bench

/// What a run writes.
struct ReportTests {
  private var line: ReportLine {
    var line = ReportLine(row: "import", events: 10_000, unit: .perSecond)
    line.figure = ReportLine.Figure(value: 91_234.4, statistic: "best", runs: 3, spread: 1.26)
    line.peerName = "git fast-import"
    line.peer = ReportLine.Figure(value: 11_400, statistic: "best", runs: 3, spread: 1.04)
    line.target = Target(ratio: 8)
    return line
  }

  private let machine = Machine(facts: [("processor", "2 × \"fast\"")])

  @Test func theTableAlignsItsColumns() {
    let text = TextTable.plain([line])
    let rows = text.split(separator: "\n")
    #expect(rows.count == 2)
    #expect(rows[1].contains("91,234/s  git fast-import       11,400/s  8.00×  ≥ 8×"))
    #expect(rows[1].hasSuffix("ok       1.3/1.0"))
  }

  @Test func theJSONIsOneValidObject() throws {
    let text = try JSONText(JSONReport.text([line, line], machine)).description
    #expect(text.contains(#""processor": "2 × \"fast\"""#))
    #expect(text.contains(#""ratio": 8.0030"#))
    #expect(text.contains(#""verdict": "ok""#))
  }

  @Test func aPageKeepsWhatStandsAroundTheMarks() throws {
    let page = """
      # Page
      <!-- git-events-bench: begin -->
      old
      <!-- git-events-bench: end -->
      tail

      """
    let new = try MarkdownPage(page, path: "page").text([line], machine)
    #expect(new.hasPrefix("# Page\n<!-- git-events-bench: begin -->\n"))
    #expect(new.hasSuffix("<!-- git-events-bench: end -->\ntail\n"))
    #expect(!new.contains("old"))
    #expect(new.contains("| import | 10,000 | 91,234/s | git fast-import | 11,400/s | 8.00× |"))
    #expect(try MarkdownPage(new, path: "page").text([line], machine) == new)
    #expect(throws: BenchFailure.self) {
      try MarkdownPage("# Page\n", path: "page")
    }
  }

  @Test(arguments: [
    (0.0, 1, "0.0"), (0.05, 1, "0.1"), (12.345, 2, "12.35"), (-0.4, 0, "0"), (-1.5, 1, "-1.5"),
    (7.0, 0, "7"), (0.007, 2, "0.01"),
  ])
  func decimals(value: Double, places: Int, text: String) {
    #expect(Decimals.text(value, places: places) == text)
  }

  @Test func thousandsAreGrouped() {
    #expect(Decimals.grouped(1_234_567.4) == "1,234,567")
    #expect(Decimals.grouped(999.5) == "1,000")
    #expect(Decimals.grouped(-12_345) == "-12,345")
  }

  @Test func everyTargetBelongsToARow() {
    for name in Targets.names {
      #expect(AllRows.names.contains { name == $0 || name.hasPrefix($0 + "-") })
    }
  }
}
