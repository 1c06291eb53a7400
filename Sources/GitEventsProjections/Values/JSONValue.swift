package import GitEvents

/// A JSON value that can be taken apart and changed in place.
///
/// Equality is exact: numbers by the digits with which they were written, strings and names by code
/// points.
package enum JSONValue: Sendable, Hashable {
  case null
  case bool(Bool)
  case number(JSONNumber)
  case string(JSONString)
  case array([JSONValue])
  case object(JSONMembers)

  /// Reads a stored text.
  ///
  /// Takes linear time and recurses as deep as the text is nested, which the limits of ``JSONText``
  /// bound.
  ///
  /// - Parameter text: The text.
  package init(_ text: JSONText) {
    var parser = JSONValueParser(text.bytes)
    self = parser.value(depth: 0)
  }

  /// An object without members.
  package static let emptyObject = JSONValue.object(JSONMembers())

  /// Whether the value has no values inside: a scalar, or an object or array that is empty.
  package var isLeaf: Bool {
    switch self {
    case .null, .bool, .number, .string: true
    case .array(let elements): elements.isEmpty
    case .object(let members): members.isEmpty
    }
  }

  /// Whether the value is neither an object nor an array.
  package var isScalar: Bool {
    switch self {
    case .null, .bool, .number, .string: true
    case .array, .object: false
    }
  }

  /// A member's value; nil where there is none or the value is no object.
  ///
  /// - Parameter name: The member's name.
  package subscript(name: JSONString) -> JSONValue? {
    guard case .object(let members) = self else { return nil }
    return members[name]
  }
}
