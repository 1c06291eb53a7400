extension JSONValue {
  /// The value of an object's member; nil where it is not an object or has no such member.
  ///
  /// - Parameter name: The member's name.
  package subscript(name: String) -> JSONValue? {
    guard case .object(let members) = self else { return nil }
    return members[JSONString(name)]
  }

  /// What a string says; nil for any other value.
  package var string: String? {
    guard case .string(let string) = self else { return nil }
    return string.text
  }
}
