/// A JSON Patch: operations that make one value of another, in order (RFC 6902).
package struct JSONPatch: Sendable, Hashable {
  /// The operations.
  package var operations: [Operation]

  /// Creates a patch.
  ///
  /// - Parameter operations: The operations.
  package init(operations: [Operation] = []) { self.operations = operations }

  /// One operation.
  package enum Operation: Sendable, Hashable {
    /// Adds a member, or an element before the one at an index, or the last one of an array.
    case add(JSONPointer, JSONValue)
    /// Removes what is at a place.
    case remove(JSONPointer)
    /// Puts a value in the place of another.
    case replace(JSONPointer, JSONValue)
    /// Takes a value from one place to another.
    case move(from: JSONPointer, to: JSONPointer)
    /// Puts a copy of one place's value in another place.
    case copy(from: JSONPointer, to: JSONPointer)
    /// Demands that a value is at a place.
    case test(JSONPointer, JSONValue)

    /// What stands in the member `op`.
    package var name: JSONString {
      switch self {
      case .add: "add"
      case .remove: "remove"
      case .replace: "replace"
      case .move: "move"
      case .copy: "copy"
      case .test: "test"
      }
    }
  }
}
