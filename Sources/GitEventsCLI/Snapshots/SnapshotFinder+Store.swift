import GitEvents
import GitEventsProjections

extension SnapshotFinder {
  /// Finds the snapshot that a name means.
  ///
  /// - Parameters:
  ///   - text: `PROJECTION/STREAM/VERSION`, with or without what stands before it in git's names.
  ///   - store: The store.
  /// - Returns: Its tag.
  /// - Throws: Status 4 where there is none, 2 where the text is no such name.
  static func named(_ text: String, in store: EventStore) throws -> SnapshotReference {
    guard let name = reference(text) else {
      throw Failure.invalid(
        "'\(text)' is not the name of a snapshot",
        hint: "write PROJECTION/STREAM/VERSION, as git events snapshot list shows it")
    }
    let found = try store.snapshotReferences(of: name.stream, projection: name.projection)
    guard let reference = found.first(where: { $0.version == name.version }) else {
      throw notFound(
        "there is no snapshot '\(text)'",
        hint: "git events snapshot list \(name.stream) shows those that there are")
    }
    return reference
  }

  /// Finds the snapshot that a point of a stream means.
  ///
  /// - Parameters:
  ///   - point: The point.
  ///   - selection: The snapshots of the stream.
  /// - Returns: The tag of the only one there, or of the one by merge.
  /// - Throws: Status 4 where there is none, 2 where there are several.
  static func one(
    at point: StreamPoint, of selection: SnapshotSelection
  ) throws -> SnapshotReference {
    let here = selection.references.filter { $0.version == point.version }
    if let only = here.first, here.count == 1 { return only }
    let merge = ProjectionDefinition.merge.name
    if let merged = here.first(where: { $0.projection.text == merge }) { return merged }
    guard let first = here.first else {
      let versions = Set(selection.references.map(\.version)).sorted(by: >).prefix(5)
      throw notFound(
        "there is no snapshot of \(point.stream)@\(point.version)",
        hint: versions.isEmpty
          ? "git events snapshot create \(point.stream)@\(point.version) makes one"
          : "there are some at version \(versions.map(String.init).joined(separator: ", "))")
    }
    let names = here.map(\.projection.text).joined(separator: ", ")
    throw Failure.invalid(
      "\(point.stream)@\(point.version) has snapshots by \(names)",
      hint: "say which: --projection \(first.projection)")
  }

  private static func notFound(_ message: String, hint: String) -> Failure {
    Failure(.notFound, "snapshot-not-found", VisibleText.line(message), hint: hint)
  }
}
