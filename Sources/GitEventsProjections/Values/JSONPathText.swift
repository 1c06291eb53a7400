/// Builds a path in jq's spelling.
package struct JSONPathText: CustomStringConvertible {
  private var bytes: [UInt8] = [UInt8(ascii: ".")]

  /// Creates the path of the whole value.
  package init() {}

  /// Adds the way to a member: `.name`, or `["odd name"]` where the name is not an identifier.
  ///
  /// - Parameter name: The member's name.
  package mutating func append(name: JSONString) {
    guard Self.isIdentifier(name) else {
      bytes.append(UInt8(ascii: "["))
      name.append(to: &bytes)
      bytes.append(UInt8(ascii: "]"))
      return
    }
    if bytes.count > 1 { bytes.append(UInt8(ascii: ".")) }
    name.contents.append(to: &bytes)
  }

  /// Adds something in brackets, as indexes are written.
  ///
  /// - Parameter content: What stands in the brackets.
  package mutating func append(bracketed content: some Sequence<UInt8>) {
    bytes.append(UInt8(ascii: "["))
    bytes.append(contentsOf: content)
    bytes.append(UInt8(ascii: "]"))
  }

  /// The path.
  package var description: String { String(decoding: bytes, as: UTF8.self) }

  /// Whether a name needs no quotation marks: ASCII letters, digits and `_`, no digit first.
  static func isIdentifier(_ name: JSONString) -> Bool {
    guard name.contents.count > 0, !isDigit(name.contents[0]) else { return false }
    return (0..<name.contents.count).allSatisfy { isIdentifierByte(name.contents[$0]) }
  }

  /// Whether a byte may stand in a name without quotation marks.
  static func isIdentifierByte(_ byte: UInt8) -> Bool {
    let isLetter = (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
    return isLetter || isDigit(byte) || byte == UInt8(ascii: "_")
  }

  /// Whether a byte is a decimal digit.
  static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }
}
