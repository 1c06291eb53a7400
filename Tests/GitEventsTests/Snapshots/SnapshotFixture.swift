import Git
import GitEvents
import GitEventsTesting
import Testing

/// The projection of most of these tests.
let totals = try! ProjectionName("totals")

/// A blob's name that stands for a definition.
let definition = ObjectID(hex: String(repeating: "d", count: 40))!

extension EventStore {
  /// The commit of a version of a stream.
  func commit(_ stream: String, _ version: Int) throws -> ObjectID {
    try #require(read(stream, versions: version...version).first).commit.object
  }

  /// Keeps a state of a stream at one of its versions.
  @discardableResult
  func snapshot(
    _ stream: String, _ version: Int, _ state: String = "{}",
    by projection: ProjectionName = totals,
    definition: ObjectID? = definition, skipped: String? = nil
  ) throws -> (snapshot: Snapshot, isNew: Bool, recovery: RecoveryReport?) {
    try record(
      NewSnapshot(
        stream: StreamName(stream), version: version, event: commit(stream, version),
        projection: projection, definition: definition, skipped: skipped, state: JSONText(state)))
  }

  /// The only snapshot of the store, read from its tag.
  func onlySnapshot() throws -> Snapshot {
    let references = try snapshotReferences()
    try #require(references.count == 1)
    return try snapshot(references[0])
  }

  func snapshotNames() throws -> [String] {
    try snapshotReferences().map { StoreLayout.tagName(of: $0.name) }
  }
}
