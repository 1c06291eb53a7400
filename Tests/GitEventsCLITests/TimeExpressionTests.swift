import GitEvents
import GitEventsCLI
import Testing

struct TimeExpressionTests {
  private let now = Timestamp(rfc3339: "2026-03-31T05:06:07.5Z")

  @Test(arguments: [
    ("2026-11-21T05:00:00Z", "2026-11-21T05:00:00.000000Z"),
    ("2026-11-21T06:00:00.25+01:00", "2026-11-21T05:00:00.250000Z"),
    ("{2026-11-21T05:00:00Z}", "2026-11-21T05:00:00.000000Z"),
    ("2026-11-21", "2026-11-21T00:00:00.000000Z"),
    ("{now}", "2026-03-31T05:06:07.500000Z"),
    ("{yesterday}", "2026-03-30T05:06:07.500000Z"),
    ("today", "2026-03-31T00:00:00.000000Z"),
    ("{2 hours ago}", "2026-03-31T03:06:07.500000Z"),
    ("1.minute.ago", "2026-03-31T05:05:07.500000Z"),
    ("3 weeks ago", "2026-03-10T05:06:07.500000Z"),
    ("1 month ago", "2026-02-28T05:06:07.500000Z"),
    ("last year", "2025-03-31T05:06:07.500000Z"),
    ("2 years ago", "2024-03-31T05:06:07.500000Z"),
  ])
  func expressionMeansATime(_ text: String, _ expected: String) throws {
    let now = try #require(now)
    #expect(try TimeExpression.time(text, now: now).canonicalText == expected)
  }

  @Test(arguments: [
    "", "{}", "tomorrow", "2 ago", "two hours ago", "-1 hours ago", "2026-02-30", "2026-13-01",
    "2026-1-1", "2026-11-21T05:00:00", "99999999999999999999 days ago", "999999999 years ago",
    "{now", "1 fortnight ago", "2026-11-21T25:00:00Z",
  ])
  func whatIsNoTimeIsRefusedWithStatusTwo(_ text: String) throws {
    let now = try #require(now)
    let failure = #expect(throws: Failure.self) { try TimeExpression.time(text, now: now) }
    #expect(failure?.status == .invalid)
    #expect(failure?.hint != nil)
  }

  @Test(arguments: [
    (0, "just now"), (1, "1 s ago"), (60, "1 min ago"), (7200, "2 h ago"), (86_400, "1 day ago"),
    (20 * 86_400, "2 weeks ago"), (90 * 86_400, "3 months ago"), (800 * 86_400, "2 years ago"),
    (-5, "in the future"),
  ])
  func relativeTimeIsShort(_ seconds: Int, _ expected: String) throws {
    let now = try #require(now)
    let time = Timestamp(microseconds: now.microseconds - Int64(seconds) * 1_000_000)
    #expect(RelativeTime.text(time, now: now) == expected)
  }

  @Test(arguments: [
    ("@1700000000 +0100", "2023-11-14T22:13:20Z"), ("1700000000 -0500", "2023-11-14T22:13:20Z"),
    ("@0", "1970-01-01T00:00:00Z"), ("2026-11-21T05:00:00.5Z", "2026-11-21T05:00:00.5Z"),
    ("2026-11-21 06:00:00 +0100", "2026-11-21T05:00:00Z"),
  ])
  func gitDateIsRead(_ text: String, _ expected: String) {
    #expect(GitDate.parse(text)?.text == expected)
  }

  @Test(arguments: ["", "tomorrow", "1700000000 01:00", "@x", "2026-11-21", "1 2 3 4"])
  func whatIsNoGitDateIsNotGuessed(_ text: String) {
    #expect(GitDate.parse(text) == nil)
  }
}
