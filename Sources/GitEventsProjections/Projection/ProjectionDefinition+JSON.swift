package import GitEvents

extension ProjectionDefinition {
  /// Writes the definition as the payload of `projection.defined`.
  ///
  /// - Returns: The canonical text.
  /// - Throws: `invalidDefinition` where it is too large to be an event.
  package func text() throws(ProjectionError) -> JSONText {
    var line = JSONLineWriter()
    line.member("name", string: name)
    switch kind {
    case .merge: line.member("kind", string: "merge")
    case .jq(let program):
      line.member("kind", string: "jq")
      line.member("source", string: program)
    case .swift(let version):
      line.member("kind", string: "swift")
      line.member("definitionVersion", integer: version)
    }
    line.member("category", string: category)
    if !streams.isEmpty { line.member("streams", strings: streams) }
    if !types.isEmpty { line.member("types", strings: types) }
    line.member("snapshotEvery", integer: snapshotEvery)
    line.member("snapshotWhen", string: snapshotWhen)
    do {
      return try JSONText(line.finish())
    } catch {
      throw ProjectionError(
        .invalidDefinition, "the definition of \(name) cannot be recorded: \(error.message)",
        projection: name)
    }
  }

  /// Reads a definition back.
  ///
  /// - Parameter text: The payload of `projection.defined`.
  /// - Throws: `invalidDefinition` where it is of a kind, or has a member, that this program does not know: leaving
  ///   something out would give another state.
  package init(parsing text: JSONText) throws(ProjectionError) {
    guard case .object(let members) = JSONValue(text) else {
      throw ProjectionDefinition.unreadable("it is not an object")
    }
    var fields: [String: JSONValue] = [:]
    for member in members { fields[member.name.text] = member.value }
    guard case .string(let name)? = fields.removeValue(forKey: "name") else {
      throw ProjectionDefinition.unreadable("it has no name")
    }
    self.init(name: name.text, kind: .merge)
    kind = try ProjectionDefinition.kind(&fields)
    category = try ProjectionDefinition.string("category", &fields)
    streams = try ProjectionDefinition.strings("streams", &fields)
    types = try ProjectionDefinition.strings("types", &fields)
    snapshotEvery = try ProjectionDefinition.integer("snapshotEvery", &fields)
    snapshotWhen = try ProjectionDefinition.string("snapshotWhen", &fields)
    guard let unknown = fields.keys.sorted().first else { return }
    throw ProjectionDefinition.unreadable("this program does not know its member '\(unknown)'")
  }

  private static func kind(
    _ fields: inout [String: JSONValue]
  ) throws(ProjectionError) -> Kind {
    switch try string("kind", &fields) {
    case "merge": return .merge
    case "jq":
      guard let source = try string("source", &fields) else { throw unreadable("it has no source") }
      return .jq(program: source)
    case "swift":
      guard let version = try integer("definitionVersion", &fields) else {
        throw unreadable("it has no definitionVersion")
      }
      return .swift(version: version)
    default: throw unreadable("its kind is not known to this program")
    }
  }

  private static func string(
    _ name: String, _ fields: inout [String: JSONValue]
  ) throws(ProjectionError) -> String? {
    switch fields.removeValue(forKey: name) {
    case nil: return nil
    case .string(let value)?: return value.text
    default: throw unreadable("its \(name) is not a string")
    }
  }

  private static func integer(
    _ name: String, _ fields: inout [String: JSONValue]
  ) throws(ProjectionError) -> Int? {
    switch fields.removeValue(forKey: name) {
    case nil: return nil
    case .number(let value)?:
      guard let number = Int(value.text), number > 0 else { fallthrough }
      return number
    default: throw unreadable("its \(name) is not a whole number above 0")
    }
  }

  private static func strings(
    _ name: String, _ fields: inout [String: JSONValue]
  ) throws(ProjectionError) -> [String] {
    guard let value = fields.removeValue(forKey: name) else { return [] }
    guard case .array(let elements) = value else { throw unreadable("its \(name) is not a list") }
    return try elements.map { (element) throws(ProjectionError) in
      guard case .string(let text) = element else {
        throw unreadable("its \(name) holds something else than strings")
      }
      return text.text
    }
  }

  private static func unreadable(_ reason: String) -> ProjectionError {
    ProjectionError(
      .invalidDefinition, "a recorded projection cannot be used: \(reason)",
      hint: "use a newer git-events, or define the projection again")
  }
}
