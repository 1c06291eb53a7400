/// The members of one JSON object, as a line of JSON Lines holds it.
///
/// The whole line is validated, nested values included, and objects and arrays are brought into
/// canonical form on the way; strings and numbers stay in the line until they are asked for. Offsets
/// in errors are relative to the line.
package struct JSONObjectMembers: Sendable {
  /// A name and its value.
  package struct Member: Sendable {
    /// The decoded name.
    package let name: String
    /// Where the name's quotation mark is in the line.
    package let offset: Int
    /// The value.
    package let value: JSONMemberValue
  }

  /// The members in the line's order; no two have the same name.
  package let members: [Member]

  /// Splits a line.
  ///
  /// - Parameters:
  ///   - line: One JSON text, an object.
  ///   - limits: How large each of its objects and arrays may be, taken alone.
  /// - Throws: A ``JSONError`` for whatever makes the line invalid, or a nested value too large;
  ///   ``JSONError/Reason/wrongType`` if it is not an object.
  package init(_ line: [UInt8], limits: JSONLimits = .standard) throws(JSONError) {
    var formatter = JSONFormatter(line, limits: limits)
    try formatter.scanner.refuseByteOrderMark()
    var members: [Member] = []
    formatter.scanner.skipWhitespace()
    try Self.beginObject(&formatter.scanner)
    if formatter.scanner.current == UInt8(ascii: "}") {
      formatter.scanner.position += 1
    } else {
      members.reserveCapacity(10)
      repeat {
        members.append(try Self.member(&formatter, line: line, limits: limits))
      } while try Self.continues(&formatter.scanner)
    }
    try formatter.scanner.expectEnd()
    try Self.refuseDuplicates(members)
    self.members = members
  }

  private static func beginObject(_ scanner: inout JSONScanner) throws(JSONError) {
    if scanner.current != UInt8(ascii: "{") {
      let start = scanner.position
      throw scanner.current == nil
        ? scanner.unexpected() : JSONError(offset: start, reason: .wrongType)
    }
    scanner.position += 1
    scanner.skipWhitespace()
  }

  /// Reads a name, a colon and a value.
  private static func member(
    _ formatter: inout JSONFormatter, line: [UInt8], limits: JSONLimits
  ) throws(JSONError) -> Member {
    formatter.scanner.skipWhitespace()
    let offset = formatter.scanner.position
    let isEscaped = try formatter.scanner.string()
    let name = JSONMemberValue(
      kind: .string, range: offset..<formatter.scanner.position, line: line, limits: limits,
      isEscaped: isEscaped, canonical: nil)
    formatter.scanner.skipWhitespace()
    try formatter.scanner.expect(UInt8(ascii: ":"))
    formatter.scanner.skipWhitespace()
    return Member(
      name: try name.string(), offset: offset, value: try value(&formatter, line, limits))
  }

  private static func value(
    _ formatter: inout JSONFormatter, _ line: [UInt8], _ limits: JSONLimits
  ) throws(JSONError) -> JSONMemberValue {
    let start = formatter.scanner.position
    guard let first = formatter.scanner.current else { throw formatter.scanner.unexpected() }
    let kind = JSONMemberValue.Kind(first: first)
    var isEscaped = false
    var canonical: JSONText?
    switch kind {
    case .object, .array:
      canonical = JSONText(trusted: try formatter.value())
    case .string:
      isEscaped = try formatter.scanner.string()
    case .number, .true, .false, .null:
      try formatter.scanner.scalar(first)
    }
    return JSONMemberValue(
      kind: kind, range: start..<formatter.scanner.position, line: line, limits: limits,
      isEscaped: isEscaped, canonical: canonical)
  }

  /// Steps over what follows a member.
  ///
  /// - Returns: Whether it was a comma.
  private static func continues(_ scanner: inout JSONScanner) throws(JSONError) -> Bool {
    scanner.skipWhitespace()
    if scanner.current == UInt8(ascii: ",") {
      scanner.position += 1
      return true
    }
    try scanner.expect(UInt8(ascii: "}"))
    return false
  }

  // Names are compared as UTF-8: `String` takes differently normalised ones for equal.
  private static func refuseDuplicates(_ members: [Member]) throws(JSONError) {
    guard members.count > 1 else { return }
    if members.count <= 16 {
      for index in 1..<members.count {
        let name = members[index].name.utf8
        for earlier in 0..<index {
          let other = members[earlier].name.utf8
          if name.count == other.count, name.first == other.first, name.elementsEqual(other) {
            throw JSONError(offset: members[index].offset, reason: .duplicateName)
          }
        }
      }
      return
    }
    let names = members.map { (bytes: Array($0.name.utf8)[...], offset: $0.offset) }.sorted {
      let order = JSONNameOrder.compare($0.bytes, $1.bytes)
      return order < 0 || order == 0 && $0.offset < $1.offset
    }
    var duplicate: Int?
    for index in 1..<names.count where names[index - 1].bytes == names[index].bytes {
      duplicate = min(duplicate ?? names[index].offset, names[index].offset)
    }
    if let duplicate { throw JSONError(offset: duplicate, reason: .duplicateName) }
  }
}

extension JSONMemberValue.Kind {
  /// Creates the kind of the value that begins with a byte; anything unknown counts as a number.
  fileprivate init(first: UInt8) {
    switch first {
    case UInt8(ascii: "{"): self = .object
    case UInt8(ascii: "["): self = .array
    case JSONEscape.quotationMark: self = .string
    case UInt8(ascii: "t"): self = .true
    case UInt8(ascii: "f"): self = .false
    case UInt8(ascii: "n"): self = .null
    default: self = .number
    }
  }
}
