/// Builds one JSON object on one line.
///
/// Members stand in the order in which they were written. The writer does not look for duplicates.
package struct JSONLineWriter: Sendable {
  private var line: [UInt8] = [UInt8(ascii: "{")]
  private var depth = 1
  private var needsComma = false

  /// Creates a writer of an object without members.
  package init() {}

  /// Writes a string; without one, nothing.
  ///
  /// - Parameters:
  ///   - name: The member's name.
  ///   - string: Its value.
  package mutating func member(_ name: String, string: String?) {
    guard let string else { return }
    begin(name)
    append(string)
  }

  /// Writes a list of strings.
  ///
  /// - Parameters:
  ///   - name: The member's name.
  ///   - strings: Its elements.
  package mutating func member(_ name: String, strings: [String]) {
    begin(name)
    line.append(UInt8(ascii: "["))
    for (index, string) in strings.enumerated() {
      if index > 0 { line.append(UInt8(ascii: ",")) }
      append(string)
    }
    line.append(UInt8(ascii: "]"))
  }

  /// Writes an integer; without one, nothing.
  ///
  /// - Parameters:
  ///   - name: The member's name.
  ///   - integer: Its value.
  package mutating func member(_ name: String, integer: Int?) {
    guard let integer else { return }
    begin(name)
    line.append(contentsOf: String(integer).utf8)
  }

  /// Writes `true` or `false`.
  ///
  /// - Parameters:
  ///   - name: The member's name.
  ///   - bool: Its value.
  package mutating func member(_ name: String, bool: Bool) {
    begin(name)
    line.append(contentsOf: (bool ? "true" : "false").utf8)
  }

  /// Writes a stored text; without one, nothing.
  ///
  /// - Parameters:
  ///   - name: The member's name.
  ///   - text: Its value.
  package mutating func member(_ name: String, text: JSONText?) {
    guard let text else { return }
    member(name, raw: text.compact())
  }

  /// Writes a value that is JSON already.
  ///
  /// - Parameters:
  ///   - name: The member's name.
  ///   - raw: A valid JSON text on one line.
  package mutating func member(_ name: String, raw: [UInt8]) {
    begin(name)
    line.append(contentsOf: raw)
  }

  /// Begins a nested object, whose members are what is written until ``endObject()``.
  ///
  /// - Parameter name: The member's name.
  package mutating func beginObject(_ name: String) {
    begin(name)
    line.append(UInt8(ascii: "{"))
    depth += 1
    needsComma = false
  }

  /// Ends the innermost nested object.
  package mutating func endObject() {
    guard depth > 1 else { return }
    depth -= 1
    line.append(UInt8(ascii: "}"))
    needsComma = true
  }

  /// Ends whatever is open.
  ///
  /// - Returns: The line, without a newline.
  package consuming func finish() -> [UInt8] {
    line.append(contentsOf: repeatElement(UInt8(ascii: "}"), count: depth))
    return line
  }

  private mutating func begin(_ name: String) {
    if needsComma { line.append(UInt8(ascii: ",")) }
    needsComma = true
    append(name)
    line.append(UInt8(ascii: ":"))
  }

  private mutating func append(_ string: String) {
    line.append(JSONEscape.quotationMark)
    let bytes = Array(string.utf8)
    var start = 0
    for index in bytes.indices where JSONEscape.isMandatory(bytes[index]) {
      line.append(contentsOf: bytes[start..<index])
      JSONEscape.appendEscape(of: bytes[index], to: &line)
      start = index + 1
    }
    line.append(contentsOf: bytes[start...])
    line.append(JSONEscape.quotationMark)
  }
}
