import Git

/// What is noted on events, read as it is asked for.
package final class ReviewNotes {
  /// The largest note that is read.
  static let longestNote = 16 << 20

  private let lookup: NotesLookup
  private let objects: any ObjectReading
  /// Notes of many events are often one blob.
  private var last: (blob: ObjectID, note: EventNote)?

  /// Reads where the notes are; nil where nothing is noted.
  ///
  /// - Parameter store: The store.
  /// - Throws: `damaged`, `io`.
  package init?(of store: EventStore) throws(EventStoreError) {
    let target = try onGit { () throws(GitError) in
      try store.repository.reference(StoreLayout.notesReference)
    }
    guard let target else { return nil }
    objects = store.repository
    lookup = NotesLookup(try NotesCommit.read(target, objects).tree, objects)
  }

  /// What is noted on an event.
  ///
  /// - Parameter commit: The event's commit.
  /// - Returns: Nil where nothing is.
  /// - Throws: `damaged`, `io`.
  package func note(on commit: CommitID) throws(EventStoreError) -> EventNote? {
    let blobs = try onGit { () throws(GitError) in try lookup.blobs(of: commit.object) }
    var note: EventNote?
    for blob in blobs {
      let next = try read(blob)
      note = note?.union(next) ?? next
    }
    return note
  }

  private func read(_ blob: ObjectID) throws(EventStoreError) -> EventNote {
    if let last, last.blob == blob { return last.note }
    let note = EventNote(parsing: try ReviewNotes.bytes(of: blob, objects))
    last = (blob, note)
    return note
  }

  /// Reads the bytes of a note.
  static func bytes(
    of blob: ObjectID, _ objects: any ObjectReading
  ) throws(EventStoreError) -> [UInt8] {
    try onGit { () throws(GitError) in
      try objects.object(blob, limit: longestNote)
    }.bytes
  }
}
