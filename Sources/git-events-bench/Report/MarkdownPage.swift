/// A page of documentation in which a run replaces what stands between two marks.
struct MarkdownPage {
  private static let begin = "<!-- git-events-bench: begin -->"
  private static let end = "<!-- git-events-bench: end -->"

  private let path: String
  /// What stands before the report, the first mark included.
  private let head: String
  /// What stands behind it, from the second mark on.
  private let tail: String

  /// Reads a page.
  ///
  /// - Parameters:
  ///   - text: The page as it is.
  ///   - path: The file that it is.
  /// - Throws: `BenchFailure` where the marks are missing.
  init(_ text: String, path: String) throws {
    guard let start = text.ranges(of: MarkdownPage.begin).first,
      let stop = text.ranges(of: MarkdownPage.end).first, start.upperBound <= stop.lowerBound
    else {
      throw BenchFailure("\(path) has no lines '\(MarkdownPage.begin)' and '\(MarkdownPage.end)'")
    }
    self.path = path
    head = String(text[..<start.upperBound])
    tail = String(text[stop.lowerBound...])
  }

  /// Puts a report into the page.
  ///
  /// - Parameters:
  ///   - lines: The lines.
  ///   - machine: What it was measured on.
  /// - Returns: The page as it becomes.
  func text(_ lines: [ReportLine], _ machine: Machine) -> String {
    let facts = machine.facts.map { "- \($0.name): \($0.value)\n" }.joined()
    return head + "\n\n" + facts + "\n" + TextTable.markdown(lines) + "\n" + tail
  }

  /// Puts a report into the page's file.
  ///
  /// - Parameters:
  ///   - lines: The lines.
  ///   - machine: What it was measured on.
  /// - Throws: `BenchFailure`.
  func write(_ lines: [ReportLine], _ machine: Machine) throws {
    let file = try OutputFile(path)
    try file.write(text(lines, machine))
    try file.flush()
  }
}
