import GitEvents
import GitEventsProjections

extension EventStore {
  /// Every snapshot with its standing: by projection and stream, the highest version first.
  func examined() throws -> [ExaminedSnapshot] {
    let notes = try StoreNotes(of: self)
    return try SnapshotExaminer(self, notes, KnownDefinitions(notes))
      .examine(snapshotReferences())
  }

  /// Every snapshot computed again: by projection and stream, the lowest version first.
  func verified() throws -> [SnapshotVerification] {
    let notes = try StoreNotes(of: self)
    var all: [SnapshotVerification] = []
    let verifier = SnapshotVerifier(self, notes, KnownDefinitions(notes), ReplayOptions())
    try verifier.verify(snapshotReferences()) { all.append($0) }
    return all
  }

  /// The names of all snapshots, without what they begin with.
  func snapshotNames() throws -> [String] {
    try snapshotReferences().map { String(StoreLayout.tagName(of: $0.name).dropFirst(10)) }
  }
}
