package import GitEvents

extension JSONPatch {
  /// The patch in the store's form of JSON.
  package var text: JSONText { value.text }

  /// The patch as a JSON value, an array of objects.
  package var value: JSONValue { .array(operations.map(\.value)) }
}

extension JSONPatch.Operation {
  /// The operation as an object.
  fileprivate var value: JSONValue {
    var members = JSONMembers()
    members.set("op", to: .string(name))
    switch self {
    case .add(let path, let value), .replace(let path, let value), .test(let path, let value):
      members.set("path", to: path.value)
      members.set("value", to: value)
    case .remove(let path):
      members.set("path", to: path.value)
    case .move(let source, let path), .copy(let source, let path):
      members.set("from", to: source.value)
      members.set("path", to: path.value)
    }
    return .object(members)
  }
}

extension JSONPointer {
  /// The pointer as a JSON string.
  fileprivate var value: JSONValue { .string(JSONString(description)) }
}
