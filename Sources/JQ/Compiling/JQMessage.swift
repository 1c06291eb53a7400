import CJQ

/// Turns what libjq says into one short line.
enum JQMessage {
  private static let limit = 200

  /// Shortens a text to one line of at most 200 characters.
  ///
  /// - Parameter text: What libjq says, or a part of it.
  /// - Returns: The line, which holds no control characters.
  static func line(_ text: String) -> String {
    var line = String(
      String.UnicodeScalarView(
        text.unicodeScalars.prefix(limit + 1).map { $0.properties.isControl ? " " : $0 }))
    if line.unicodeScalars.count > limit {
      line = String(String.UnicodeScalarView(line.unicodeScalars.prefix(limit - 1))) + "…"
    }
    return line
  }

  /// Reads the first complaint of the compiler.
  ///
  /// libjq writes `jq: error: WHAT (Unix shell quoting issues?) at <top-level>, line N:` and the line itself; our
  /// own definitions are on line 1, before the program, so N is the program's own.
  ///
  /// - Parameters:
  ///   - complaint: What libjq said first.
  ///   - lines: How many lines the program has.
  /// - Returns: A `syntax` error.
  static func syntax(_ complaint: String, lines: Int) -> JQError {
    var what = complaint[...]
    var number: Int?
    if let place = complaint.firstRange(of: " at <top-level>, line ") {
      what = complaint[..<place.lowerBound]
      number = Int(complaint[place.upperBound...].prefix { $0.isNumber })
    }
    what = what.trimmingPrefix("jq: error: ")
    if let aside = what.firstRange(of: " (Unix shell quoting issues?)") {
      what = what[..<aside.lowerBound]
    }
    if let aside = what.firstRange(of: " (Windows cmd shell") { what = what[..<aside.lowerBound] }
    // Our own closing bracket is all that stands after the program.
    if let line = number, line > lines {
      return .syntax(message: "the program ends where it should go on", line: lines)
    }
    return .syntax(message: line(String(what)), line: number)
  }

  /// Reads what an evaluation ended with.
  ///
  /// - Parameter message: What the program gave to `error`, or jq's own words; it is consumed.
  /// - Returns: A line of text.
  static func failure(_ message: jv) -> String {
    if jv_get_kind(message) == JV_KIND_STRING {
      defer { jv_free(message) }
      return line(JQText.string(message))
    }
    if jv_get_kind(message) == JV_KIND_OBJECT {
      // What `break` throws where no label catches it.
      let label = jv_object_get(jv_copy(message), jv_string("__jq"))
      defer { jv_free(label) }
      if jv_is_valid(label) != 0 {
        jv_free(message)
        return "break"
      }
    }
    guard let text = try? JQText.bytes(of: message, limit: 1 << 16) else {
      return "an error that is too large to be shown"
    }
    return line(String(decoding: text, as: UTF8.self))
  }

  /// Reads what the parser says of a text, without the text.
  ///
  /// - Parameter message: The parser's message; it is consumed.
  /// - Returns: An `input` error.
  static func input(_ message: jv) -> JQError {
    defer { jv_free(message) }
    guard jv_get_kind(message) == JV_KIND_STRING else { return .input(message: "no JSON value") }
    let text = JQText.string(message)
    if let place = text.firstRange(of: " (while parsing '") {
      return .input(message: line(String(text[..<place.lowerBound])))
    }
    return .input(message: line(text))
  }
}

extension Unicode.Scalar.Properties {
  fileprivate var isControl: Bool {
    generalCategory == .control || generalCategory == .lineSeparator
      || generalCategory == .paragraphSeparator
  }
}
