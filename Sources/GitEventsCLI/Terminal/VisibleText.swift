/// Makes stored text safe to show: what would move the cursor, ring or reorder the line is spelled out.
///
/// Whoever may append could otherwise write to the terminal of whoever reads. Escaped are the control characters of
/// C0 and C1 (ESC among them), DEL, line and paragraph separators, and the controls of the bidirectional algorithm
/// (U+200E, U+200F, U+061C, U+202A–E, U+2066–9) with which a text can pretend to be another (CVE-2021-42574).
package enum VisibleText {
  /// Escapes a text that is to stay on its line.
  ///
  /// - Parameter text: Text from the store or from the user.
  /// - Returns: The text with each such character as `\n`, `\t` or `\u{1b}`.
  package static func line(_ text: String) -> String {
    escape(text, keepingNewlines: false)
  }

  /// Escapes a text that may have lines of its own, such as a payload.
  ///
  /// - Parameter text: Text from the store.
  /// - Returns: The text with its newlines and everything else of that kind escaped.
  package static func lines(_ text: String) -> String {
    escape(text, keepingNewlines: true)
  }

  /// Escapes a JSON text so that it stays the same JSON.
  ///
  /// - Parameter text: A canonical text, which has newlines and these characters inside of strings only.
  /// - Returns: The text with each such character, newlines aside, as `\u001b`.
  package static func json(_ text: String) -> String {
    escape(text, keepingNewlines: true) { scalar in
      let digits = String(scalar.value, radix: 16)
      return "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
    }
  }

  private static func escape(
    _ text: String, keepingNewlines: Bool, _ spelling: (Unicode.Scalar) -> String = spelling
  ) -> String {
    let isHarmless = text.utf8.allSatisfy { $0 >= 0x20 && $0 < 0x7F }
    if isHarmless { return text }
    var result = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      if scalar == "\n" && keepingNewlines || !mustBeEscaped(scalar) {
        result.append(scalar)
      } else {
        result.append(contentsOf: spelling(scalar).unicodeScalars)
      }
    }
    return String(result)
  }

  private static func mustBeEscaped(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0..<0x20, 0x7F..<0xA0, 0x061C, 0x200E, 0x200F, 0x2028...0x202E, 0x2066...0x2069: true
    default: false
    }
  }

  private static func spelling(_ scalar: Unicode.Scalar) -> String {
    switch scalar {
    case "\n": "\\n"
    case "\r": "\\r"
    case "\t": "\\t"
    default: "\\u{\(String(scalar.value, radix: 16))}"
    }
  }
}
