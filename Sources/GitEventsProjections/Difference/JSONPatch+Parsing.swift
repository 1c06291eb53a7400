package import GitEvents

extension JSONPatch {
  /// Reads a patch.
  ///
  /// Members that an operation does not have are ignored, as section 4 says.
  ///
  /// - Parameter text: An array of operations.
  /// - Throws: A ``JSONPatchError``.
  package init(parsing text: JSONText) throws(JSONPatchError) {
    guard case .array(let elements) = JSONValue(text) else {
      throw JSONPatchError(operation: nil, reason: .notAnArray)
    }
    operations = []
    for (index, element) in elements.enumerated() {
      do {
        operations.append(try Operation(element))
      } catch {
        throw JSONPatchError(operation: index, reason: error)
      }
    }
  }
}

extension JSONPatch.Operation {
  /// Reads an operation.
  fileprivate init(_ value: JSONValue) throws(JSONPatchError.Reason) {
    guard case .object(let members) = value else { throw .notAnObject }
    func pointer(_ name: JSONString) throws(JSONPatchError.Reason) -> JSONPointer {
      guard case .string(let text)? = members[name] else { throw .memberMissing(name.text) }
      do {
        return try JSONPointer(parsing: text.text)
      } catch {
        throw .badPointer(member: name.text, error)
      }
    }
    func operand() throws(JSONPatchError.Reason) -> JSONValue {
      guard let value = members["value"] else { throw .memberMissing("value") }
      return value
    }
    guard case .string(let name)? = members["op"] else { throw .memberMissing("op") }
    switch name {
    case "add": self = .add(try pointer("path"), try operand())
    case "remove": self = .remove(try pointer("path"))
    case "replace": self = .replace(try pointer("path"), try operand())
    case "move": self = .move(from: try pointer("from"), to: try pointer("path"))
    case "copy": self = .copy(from: try pointer("from"), to: try pointer("path"))
    case "test": self = .test(try pointer("path"), try operand())
    default: throw .unknownOperation
    }
  }
}
