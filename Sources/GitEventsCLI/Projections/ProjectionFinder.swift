import GitEvents
import GitEventsProjections

/// Finds the projection that a user names: a file, one that the store defines, one that comes with the program, or merge.
struct ProjectionFinder {
  let context: Context
  let notes: StoreNotes

  /// A program of more than this is not one that somebody wrote.
  private static let limit = 1 << 20

  /// Finds a projection.
  ///
  /// - Parameter text: `FILE.jq`, or anything with a slash in it, is a file; else a name.
  /// - Returns: The definition.
  /// - Throws: Status 4 where there is none of that name; 2 where this program cannot use it.
  func definition(_ text: String?) throws -> ProjectionDefinition {
    guard let text, text != ProjectionDefinition.merge.name else { return .merge }
    if ProjectionFinder.isFile(text) { return try file(text) }
    if let defined = notes.projections[text] { return defined.definition }
    if let error = notes.unusable[text] { throw error }
    if let ready = ReadyMadeProjections.all.first(where: { $0.name == text }) {
      return ready.definition
    }
    throw unknown(text)
  }

  /// Whether a text names a file with a program.
  static func isFile(_ text: String) -> Bool { text.contains("/") || text.hasSuffix(".jq") }

  /// Reads a program.
  ///
  /// - Parameter path: The file.
  /// - Returns: Its text.
  /// - Throws: A `Failure` where it cannot be read or is no text.
  func source(_ path: String) throws -> String {
    let file = try Descriptor.reading(context.surroundings.path(path))
    defer { file.close() }
    let bytes = try file.readAll(limit: ProjectionFinder.limit)
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw Failure.invalid("'\(path)' is not a jq program: it is not UTF-8")
    }
    return text
  }

  private func file(_ path: String) throws -> ProjectionDefinition {
    let base = path.split(separator: "/").last.map(String.init) ?? path
    let name = base.hasSuffix(".jq") ? String(base.dropLast(3)) : base
    return ProjectionDefinition(name: name, kind: .jq(program: try source(path)))
  }

  /// The failure for a projection that is not there, with the names that may have been meant.
  func unknown(_ name: String) -> Failure {
    let known =
      notes.projections.keys.sorted() + ReadyMadeProjections.all.map(\.name)
      + [ProjectionDefinition.merge.name]
    let near = known.filter {
      NearNames.distance(name, $0, limit: NearNames.limit(for: name)) != nil
    }
    let hint =
      near.isEmpty
      ? "git events projection list shows them; a program in a file is named as FILE.jq"
      : "did you mean \(near.prefix(3).joined(separator: ", "))?"
    return Failure(
      .notFound, ProjectionError.Code.projectionNotFound.rawValue,
      "there is no projection '\(VisibleText.line(name))'", hint: hint)
  }
}
