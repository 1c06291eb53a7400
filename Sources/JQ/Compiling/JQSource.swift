/// A user's program, checked for what the text around it depends on.
///
/// The program stands in parentheses after our own definitions. So that nothing of it stands outside of them, every
/// bracket and string that it opens is closed in it, and none that it did not open. jq's own parser sees to the rest.
struct JQSource {
  /// Larger programs are refused: libjq compiles in the square of the length, and nothing can stop it.
  static let limit = 64 << 10

  /// The program, its lines ended by line feeds.
  let text: [UInt8]
  /// How many lines the program has.
  let lines: Int
  /// Whether the program cannot tell in what form a state is; see `JQFormSense`.
  let isBlindToForm: Bool

  /// Checks a program.
  ///
  /// - Parameter source: The program as it was given.
  /// - Throws: `syntax`.
  init(_ source: String) throws(JQError) {
    // jq 1.6 takes a carriage return for a mistake.
    text = Array(source.replacing("\r\n", with: "\n").utf8)
    guard text.count <= Self.limit else {
      throw .syntax(message: "the program is larger than \(Self.limit >> 10) KiB", line: nil)
    }
    var scanner = JQScanner(text)
    try scanner.scan()
    lines = scanner.line
    isBlindToForm = JQFormSense.isBlind(text)
    guard let first = scanner.firstWord else {
      throw .syntax(
        message: "the program is empty; the program that changes nothing is .", line: nil)
    }
    if ["import", "include", "module"].contains(String(decoding: text[first], as: UTF8.self)) {
      throw .syntax(
        message: "modules are not available: put the definitions into the program",
        line: 1 + text[..<first.lowerBound].count { $0 == UInt8(ascii: "\n") })
    }
  }
}
