import GitEvents
import GitEventsProjections

/// The snapshots that a verb is about, and the definitions by which they are judged.
struct SnapshotSelection {
  let store: EventStore
  let notes: StoreNotes
  let definitions: KnownDefinitions
  /// Their tags: by projection and stream, the highest version first.
  let references: [SnapshotReference]

  /// Selects snapshots.
  ///
  /// - Parameters:
  ///   - context: What the verb may use of the world.
  ///   - store: The store.
  ///   - stream: The name of the stream; nil for all.
  ///   - projection: The name of the projection, or the file of its program; nil for all.
  /// - Throws: Status 4 for a stream that neither is there nor has snapshots; 2 for what can be no name.
  init(_ context: Context, _ store: EventStore, stream: String?, projection: String?) throws {
    self.store = store
    notes = try StoreNotes(of: store)
    var files: [ProjectionDefinition] = []
    var name: ProjectionName?
    if let projection {
      if ProjectionFinder.isFile(projection) {
        files = [try ProjectionFinder(context: context, notes: notes).definition(projection)]
      }
      name = try ProjectionName(files.first?.name ?? projection)
    }
    definitions = KnownDefinitions(notes, adding: files)
    let streamName = try stream.map { try StreamName($0.after(prefix: "stream:") ?? $0) }
    references = try store.snapshotReferences(of: streamName, projection: name)
    if references.isEmpty, let streamName, try store.version(of: streamName) == 0,
      try store.snapshotReferences(of: streamName).isEmpty
    {
      throw try EventFinder(store: store, now: context.clock.now())
        .unknownStream(streamName.text)
    }
  }

  /// Looks at all of them.
  func examined() throws -> [ExaminedSnapshot] {
    try SnapshotExaminer(store, notes, definitions).examine(references)
  }
}
