import Foundation
import GitEvents
import Testing

@testable import GitEventsAudit

@Suite struct RuleTests {
  /// The guide tells of every rule, and says which are warnings.
  @Test func theGuideKnowsEveryRule() throws {
    let here = URL(fileURLWithPath: #filePath)
    let guide = here.deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appendingPathComponent("Docs/Auditing.md")
    let text = try String(contentsOf: guide, encoding: .utf8)
    let warnings = try #require(text.split(separator: "\n").first { $0.contains("but warnings") })
    for rule in VerificationRule.allCases {
      #expect(text.contains("| `\(rule.rawValue)` |"))
      #expect(warnings.contains("`\(rule.rawValue)`") == (rule.severity == .warning))
      #expect(rule.meaning.hasSuffix("."))
    }
  }

  /// Whatever a store says, it stays text.
  @Test func aPageHoldsNoMarkupOfTheStore() throws {
    let name = "<script>alert(1)</script>&\"'\u{1b}[2J\u{202E}"
    var report = VerificationReport(
      storeID: name, time: AuditFixture.now,
      findings: [
        VerificationFinding(.ledgerChain, name, expected: name, subject: name, count: 3)
      ],
      errors: 3, warnings: 0, counts: .init(), ledgers: [], unknown: [], gaps: [.authorship])
    report.counts.events = 7
    let html = AuditPage(report, repeatedBy: name, program: name).html
    #expect(!html.contains("<script"))
    #expect(!html.unicodeScalars.contains("\u{1b}"))
    #expect(!html.unicodeScalars.contains("\u{202E}"))
    #expect(
      html.contains("&lt;script&gt;alert(1)&lt;/script&gt;&amp;&quot;&#39;\\u{1b}[2J\\u{202e}"))
    #expect(html.contains("not proven"))
    #expect(!html.contains("http://") && !html.contains("https://"))
  }
}
