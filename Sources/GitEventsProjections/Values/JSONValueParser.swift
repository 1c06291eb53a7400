/// Reads canonical text, which is known to be valid: it steps over what must stand where it stands.
struct JSONValueParser {
  private let bytes: [UInt8]
  private var index = 0

  /// Creates a parser at a text's first byte.
  ///
  /// - Parameter bytes: The bytes of a ``JSONText``.
  init(_ bytes: [UInt8]) { self.bytes = bytes }

  /// Reads a value and stops just past it.
  ///
  /// - Parameter depth: The number of open containers.
  /// - Returns: The value.
  mutating func value(depth: Int) -> JSONValue {
    switch bytes[index] {
    case UInt8(ascii: "\""):
      return .string(string())
    case UInt8(ascii: "{"):
      return .object(JSONMembers(sorted: members(depth: depth + 1)))
    case UInt8(ascii: "["):
      return .array(elements(depth: depth + 1))
    case UInt8(ascii: "t"):
      index += 4
      return .bool(true)
    case UInt8(ascii: "f"):
      index += 5
      return .bool(false)
    case UInt8(ascii: "n"):
      index += 4
      return .null
    default:
      let start = index
      // A comma or a newline ends a number; digits, signs, `.` and letters are neither.
      while bytes[index] != UInt8(ascii: ","), bytes[index] != 0x0A { index += 1 }
      return .number(JSONNumber(literal: CompactBytes(bytes, start..<index)))
    }
  }

  private mutating func string() -> JSONString {
    let start = index + 1
    index = start
    while bytes[index] != UInt8(ascii: "\"") {
      index += bytes[index] == UInt8(ascii: "\\") ? 2 : 1
    }
    let end = index
    index += 1
    return JSONString(contents: CompactBytes(bytes, start..<end))
  }

  private mutating func members(depth: Int) -> [JSONMember] {
    var members: [JSONMember] = []
    index += 1
    guard bytes[index] == 0x0A else {
      index += 1
      return members
    }
    // Growing from nothing costs more than the few bytes that small objects leave unused.
    members.reserveCapacity(4)
    while true {
      // A newline and the indentation, then a name, a colon and one space.
      index += 1 + 2 * depth
      let name = string()
      index += 2
      members.append(JSONMember(name: name, value: value(depth: depth)))
      guard continues(depth: depth) else { return members }
    }
  }

  private mutating func elements(depth: Int) -> [JSONValue] {
    var elements: [JSONValue] = []
    index += 1
    guard bytes[index] == 0x0A else {
      index += 1
      return elements
    }
    while true {
      index += 1 + 2 * depth
      elements.append(value(depth: depth))
      guard continues(depth: depth) else { return elements }
    }
  }

  /// Steps over a comma, or over a container's end on its own line.
  ///
  /// - Returns: Whether it was a comma.
  private mutating func continues(depth: Int) -> Bool {
    if bytes[index] == UInt8(ascii: ",") {
      index += 1
      return true
    }
    index += 2 * depth
    return false
  }
}
