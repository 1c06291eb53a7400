import Testing

@testable import GitEventsAudit

@Suite struct PrincipalPatternsTests {
  @Test(arguments: [
    ("ada@example.org", "ada@example.org", true), ("ada@example.org", "Ada@example.org", false),
    ("*", "anything", true), ("*", "", true), ("?", "", false), ("?", "a", true), ("", "", true),
    ("*@example.org", "ada@example.org", true), ("*@example.org", "ada@example.org.x", false),
    ("a*b*c", "axxbxxc", true), ("a*b*c", "axxbxx", false), ("a?c", "abc", true),
    ("a?c", "ac", false), ("x,y,z", "y", true), ("x,y,z", "w", false), ("!x,*", "x", false),
    ("*,!x", "x", false), ("!x", "y", false), ("!x*,*", "xy", false), ("!x*,*", "yx", true),
    ("**a", "bba", true), ("*a*", "bbb", false),
  ])
  func patternsMatchAsInOpenSSH(_ patterns: String, _ name: String, _ isMatch: Bool) {
    #expect(PrincipalPatterns(patterns).match(name) == isMatch)
  }

  /// A pattern that makes a naive matcher run for ages.
  @Test func aHostilePatternEnds() {
    let pattern = String(repeating: "*a", count: 500) + "b"
    #expect(!PrincipalPatterns(pattern).match(String(repeating: "a", count: 5000)))
  }
}
