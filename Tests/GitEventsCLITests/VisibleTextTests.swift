import GitEvents
import GitEventsCLI
import Testing

struct VisibleTextTests {
  @Test(arguments: [
    ("plain", "plain"), ("Größe 漢字 👩‍🚀", "Größe 漢字 👩‍🚀"), ("\u{1b}[31mred", "\\u{1b}[31mred"),
    ("a\nb\tc\rd", "a\\nb\\tc\\rd"), ("\u{9b}31m", "\\u{9b}31m"), ("\u{7f}", "\\u{7f}"),
    ("a\u{202e}b", "a\\u{202e}b"), ("a\u{2066}b\u{2069}", "a\\u{2066}b\\u{2069}"),
    ("\u{2028}", "\\u{2028}"), ("\u{0}", "\\u{0}"), ("\r\n", "\\r\\n"),
  ])
  func controlCharactersAreSpelledOut(_ text: String, _ expected: String) {
    #expect(VisibleText.line(text) == expected)
  }

  @Test func everyControlCharacterIsEscaped() {
    for value in Array(0..<0x20) + Array(0x7F..<0xA0) + Array(0x202A...0x202E)
      + Array(0x2066...0x2069)
    {
      let scalar = Unicode.Scalar(UInt32(value))
      let text = VisibleText.line(scalar.map { String(Character($0)) } ?? "")
      #expect(text.utf8.allSatisfy { $0 >= 0x20 && $0 < 0x7F })
    }
  }

  @Test func payloadsKeepTheirLines() {
    #expect(VisibleText.lines("a\n\u{1b}b\n") == "a\n\\u{1b}b\n")
  }

  @Test(arguments: [
    ("order.*", "order.placed", true), ("*.placed", "order.placed", true), ("*", "", true),
    ("o?der", "order", true), ("[a-o]rder", "order", true), ("[!a-o]rder", "order", false),
    ("order", "orders", false), ("*a*b*c", "xxaxxbxxc", true), ("*a*b*c", "xxaxxcxxb", false),
    ("\\*", "*", true), ("\\*", "a", false), ("[abc", "[abc", true), ("a[]]b", "a]b", true),
  ])
  func globMatches(_ pattern: String, _ text: String, _ expected: Bool) {
    #expect(Glob(pattern).matches(text) == expected)
  }

  @Test func globIsNotExponential() {
    let pattern = String(repeating: "*a", count: 30) + "b"
    #expect(!Glob(pattern).matches(String(repeating: "a", count: 2000)))
  }
}
