import Git

/// A commit of the notes' own history.
struct NotesCommit {
  /// No commit of notes comes near this size.
  static let limit = 1 << 20

  let tree: ObjectID
  let parents: [ObjectID]
  let recorder: Actor
  let seconds: Int
  let message: String

  /// The name under which two clones make the same merge of the same notes.
  static let merger = Actor(storedName: "git-events", email: "")

  /// Writes the commit, without a signature.
  ///
  /// - Returns: The content of the commit object.
  /// - Throws: `malformed` where the recorder cannot stand in a commit.
  func encode() throws(GitError) -> [UInt8] {
    let signature = try Signature(name: recorder.name, email: recorder.email, seconds: seconds)
    return CommitObject(
      tree: tree, parents: parents, author: signature, committer: signature,
      message: Array((message + "\n").utf8)
    ).serialized()
  }

  /// Reads a commit of notes.
  ///
  /// - Parameters:
  ///   - id: The commit.
  ///   - objects: Reads the repository.
  /// - Returns: The commit as git has it.
  /// - Throws: `damaged`, `io`.
  static func read(
    _ id: ObjectID, _ objects: any ObjectReading
  ) throws(EventStoreError) -> CommitObject {
    let object = try onGit { () throws(GitError) in try objects.object(id, limit: limit) }
    do {
      guard object.kind == .commit else {
        throw GitError.malformed(what: "notes", reason: "\(id) is a \(object.kind.name)")
      }
      return try CommitObject(parsing: object.bytes)
    } catch {
      throw EventStoreError(
        .damaged, "\(StoreLayout.notesReference) does not lead to notes: \(id) is no sound commit",
        hint: "no event depends on it: `git log \(StoreLayout.notesReference)` shows its history",
        commit: CommitID(id))
    }
  }
}
