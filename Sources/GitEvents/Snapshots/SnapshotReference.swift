package import Git

/// A snapshot as the name of its tag tells of it: nothing of it has been read.
package struct SnapshotReference: Sendable, Hashable {
  package let projection: ProjectionName
  package let stream: StreamName
  package let version: Int
  /// The full name of the tag's ref.
  package let name: String
  /// Where the ref points.
  package let target: ObjectID

  /// Takes a listed ref.
  ///
  /// - Parameter reference: The ref. Nil is the answer where no snapshot has such a name, and where the ref is damaged.
  package init?(_ reference: ListedReference) {
    guard let said = StoreLayout.snapshot(of: reference.name),
      let target = try? reference.target.get()
    else { return nil }
    projection = said.projection
    stream = said.stream
    version = said.version
    name = reference.name
    self.target = target
  }

  /// The order of listings: by projection and stream, the highest version first.
  static func precedes(_ left: SnapshotReference, _ right: SnapshotReference) -> Bool {
    if left.projection != right.projection { return left.projection < right.projection }
    if left.stream != right.stream { return left.stream < right.stream }
    return left.version > right.version
  }
}
