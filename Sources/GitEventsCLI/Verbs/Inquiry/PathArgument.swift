import GitEvents
import GitEventsProjections

/// A place in a state as a user writes it: jq's spelling, of which the first dot may be missing.
struct PathArgument {
  /// The path.
  let path: JSONPath

  /// Reads a path.
  ///
  /// - Parameter text: The path.
  /// - Throws: A `Failure` with status 2 that points at what is wrong.
  init(_ text: String) throws(Failure) {
    let isDotted = text.hasPrefix(".")
    do {
      path = try JSONPath(parsing: isDotted ? text : ".\(text)")
    } catch {
      let offset = max(0, error.offset - (isDotted ? 0 : 1))
      let before = VisibleText.line(String(decoding: text.utf8.prefix(offset), as: UTF8.self))
      throw Failure.invalid(
        "'\(text)' is not a path: it stops being one at byte \(offset)",
        hint: """
          \(VisibleText.line(text))
          \(String(repeating: " ", count: before.count))^
          write names and indexes only, like .items[0].qty or .["odd name"]
          """
      ).with("offset", .integer(offset))
    }
  }

  /// Says that a state has nothing at the path, and what it has nearby.
  ///
  /// - Parameters:
  ///   - state: The state.
  ///   - point: Of which point it is the state.
  /// - Returns: The failure, with status 4.
  func missing(in state: JSONValue, _ point: StreamPoint) -> Failure {
    var known = JSONPath()
    for component in path.components {
      let next = JSONPath(known.components + [component])
      guard next.value(in: state) != nil else { break }
      known = next
    }
    return Failure(
      .notFound, "path-not-found",
      "the state of \(point.stream)@\(point.version) has nothing at \(path)",
      hint: PathArgument.contents(of: known, in: state)
    ).with("stream", .text(point.stream.text)).with("path", .text(path.description))
  }

  /// The most members that a hint lists.
  private static let most = 12

  private static func contents(of place: JSONPath, in state: JSONValue) -> String {
    switch place.value(in: state) {
    case .object(let members)? where !members.isEmpty:
      let names = members.prefix(most).map { JSONPath([.name($0.name)]).description }
      let more = members.count > most ? " and \(members.count - most) more" : ""
      return "\(place) has the members \(names.joined(separator: ", "))\(more)"
    case .array(let elements)? where !elements.isEmpty:
      return "\(place) is a list: its elements are [0] to [\(elements.count - 1)]"
    case .object?: return "\(place) is an empty object"
    case .array?: return "\(place) is an empty list"
    case let leaf?: return "\(place) is \(kind(leaf)): nothing is below it"
    case nil: return "the state is empty"
    }
  }

  private static func kind(_ leaf: JSONValue) -> String {
    switch leaf {
    case .null: "null"
    case .bool: "true or false"
    case .number: "a number"
    default: "a text"
    }
  }
}
