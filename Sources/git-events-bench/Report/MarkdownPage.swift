/// A page of documentation in which a run replaces what stands between two marks.
enum MarkdownPage {
  private static let begin = "<!-- git-events-bench: begin -->"
  private static let end = "<!-- git-events-bench: end -->"

  /// Puts a report into a page.
  ///
  /// - Parameters:
  ///   - lines: The lines.
  ///   - machine: What it was measured on.
  ///   - page: The page as it is.
  /// - Returns: The page as it becomes.
  /// - Throws: `BenchFailure` where the marks are missing.
  static func replacing(
    _ lines: [ReportLine], _ machine: Machine, in page: String
  ) throws -> String {
    guard let start = range(of: begin, in: page), let stop = range(of: end, in: page),
      start.upperBound <= stop.lowerBound
    else { throw BenchFailure("the page has no lines '\(begin)' and '\(end)'") }
    let facts = machine.facts.map { "- \($0.name): \($0.value)\n" }.joined()
    return page[..<start.upperBound] + "\n\n" + facts + "\n" + TextTable.markdown(lines) + "\n"
      + page[stop.lowerBound...]
  }

  private static func range(of mark: String, in page: String) -> Range<String.Index>? {
    page.ranges(of: mark).first
  }
}
