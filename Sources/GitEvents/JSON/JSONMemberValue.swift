/// A member's value in a line of JSON: valid, known by its kind, and not yet turned into anything.
package struct JSONMemberValue: Sendable {
  /// The seven kinds of JSON value.
  package enum Kind: Sendable, Hashable {
    /// What kind a value is; see RFC 8259, section 3.
    case object, array, string, number, `true`, `false`, null
  }

  /// What kind of value it is.
  package let kind: Kind
  /// Where it is in the line.
  package let range: Range<Int>
  let line: [UInt8]
  let limits: JSONLimits
  /// Whether a string has escapes in the line.
  let isEscaped: Bool
  /// The canonical text of an object or array.
  let canonical: JSONText?

  /// Decodes a string.
  ///
  /// - Returns: The string's value.
  /// - Throws: ``JSONError/Reason/wrongType`` if it is none.
  package func string() throws(JSONError) -> String {
    guard kind == .string else { throw wrongType() }
    guard isEscaped else {
      return String(decoding: line[range.lowerBound + 1..<range.upperBound - 1], as: UTF8.self)
    }
    var scanner = JSONScanner(line, position: range.lowerBound)
    var contents: [UInt8] = []
    _ = try scanner.string(into: &contents)
    return String(decoding: JSONEscape.decoded(contents[...]), as: UTF8.self)
  }

  /// Reads an integer, which must be written as one: neither `1.0` nor `1e3`.
  ///
  /// - Returns: The integer.
  /// - Throws: ``JSONError/Reason/wrongType`` if it is none, ``JSONError/Reason/integerOverflow`` if
  ///   it needs more than 64 bits.
  package func integer() throws(JSONError) -> Int {
    guard kind == .number else { throw wrongType() }
    let isNegative = line[range.lowerBound] == UInt8(ascii: "-")
    var value = 0
    for byte in line[isNegative ? range.dropFirst() : range[...]] {
      guard byte >= 0x30, byte <= 0x39 else { throw wrongType() }
      let digit = Int(byte - 0x30)
      let (shifted, overflow) = value.multipliedReportingOverflow(by: 10)
      let (next, carry) =
        isNegative
        ? shifted.subtractingReportingOverflow(digit) : shifted.addingReportingOverflow(digit)
      if overflow || carry {
        throw JSONError(offset: range.lowerBound, reason: .integerOverflow)
      }
      value = next
    }
    return value
  }

  /// Brings the value into canonical form.
  ///
  /// - Returns: The value as a text of its own.
  /// - Throws: ``JSONError/Reason/tooLarge`` if it is a scalar past the limit.
  package func text() throws(JSONError) -> JSONText {
    if let canonical { return canonical }
    var formatter = JSONFormatter(line, limits: limits)
    formatter.scanner.position = range.lowerBound
    return JSONText(trusted: try formatter.value())
  }

  /// The error for a value of a kind that the caller cannot take.
  ///
  /// - Returns: ``JSONError/Reason/wrongType`` at the value's offset.
  package func wrongType() -> JSONError {
    JSONError(offset: range.lowerBound, reason: .wrongType)
  }
}
