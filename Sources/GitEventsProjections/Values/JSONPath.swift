import GitEvents

/// A place in a JSON value that knows names from indexes; for people, as jq writes it:
/// `.items[3].qty`.
package struct JSONPath: Sendable, Hashable {
  /// One step of the way.
  package enum Component: Sendable, Hashable {
    /// To an object's member.
    case name(JSONString)
    /// To an array's element.
    case index(Int)
  }

  /// The way from the whole value.
  package var components: [Component]

  /// Creates a path.
  ///
  /// - Parameter components: The way; none for the whole value.
  package init(_ components: [Component] = []) { self.components = components }

  /// The same place as a JSON pointer.
  package var pointer: JSONPointer {
    JSONPointer(
      tokens: components.map { component in
        switch component {
        case .name(let name): name
        case .index(let index): JSONString(String(index))
        }
      })
  }

  /// Finds the value at this place.
  ///
  /// - Parameter root: The value to look in.
  /// - Returns: What is there; nil where there is nothing.
  package func value(in root: JSONValue) -> JSONValue? {
    var value = root
    for component in components {
      switch (component, value) {
      case (.name(let name), .object(let members)):
        guard let member = members[name] else { return nil }
        value = member
      case (.index(let index), .array(let elements)):
        guard elements.indices.contains(index) else { return nil }
        value = elements[index]
      default: return nil
      }
    }
    return value
  }
}

extension JSONPath: CustomStringConvertible {
  /// The path as a jq program: `.items[3]["odd name"]`, and `.` for the whole value.
  package var description: String {
    var text = JSONPathText()
    for component in components {
      switch component {
      case .name(let name): text.append(name: name)
      case .index(let index): text.append(bracketed: String(index).utf8)
      }
    }
    return text.description
  }
}
