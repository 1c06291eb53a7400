/// A member of an object.
package struct JSONMember: Sendable, Hashable {
  /// Its name.
  package let name: JSONString
  /// Its value.
  package var value: JSONValue

  /// Creates a member.
  ///
  /// - Parameters:
  ///   - name: Its name.
  ///   - value: Its value.
  package init(name: JSONString, value: JSONValue) {
    self.name = name
    self.value = value
  }
}
