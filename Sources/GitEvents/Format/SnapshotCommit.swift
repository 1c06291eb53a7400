package import Git

/// The commit that a snapshot's tag is on: it puts a state behind the event at which the state was taken.
package struct SnapshotCommit: Sendable, Equatable {
  /// The event: the commit's only parent.
  package var event: ObjectID
  /// The tree with the state.
  package var tree: ObjectID
  package var recorder: Actor
  /// When the snapshot was made, in seconds since 1970.
  package var seconds: Int
  /// The whole message, without its line break: the subject of the tag.
  package var subject: String

  package init(
    event: ObjectID, tree: ObjectID, recorder: Actor, seconds: Int, subject: String
  ) {
    self.event = event
    self.tree = tree
    self.recorder = recorder
    self.seconds = seconds
    self.subject = subject
  }

  /// Writes the commit.
  ///
  /// - Returns: The content of the commit object.
  /// - Throws: `GitError.malformed` where the recorder or the time cannot stand in a commit.
  package func encode() throws(GitError) -> [UInt8] {
    let signature = try Signature(name: recorder.name, email: recorder.email, seconds: seconds)
    return CommitObject(
      tree: tree, parents: [event], author: signature, committer: signature,
      message: Array("\(subject)\n".utf8)
    ).serialized()
  }

  /// Reads a commit.
  ///
  /// - Parameter bytes: The content of the commit object.
  /// - Throws: `FormatError`, with what makes it not a snapshot's commit.
  package init(parsing bytes: [UInt8]) throws(FormatError) {
    let commit: CommitObject
    do {
      commit = try CommitObject(parsing: bytes)
    } catch {
      throw FormatError("its commit is not one that git would write")
    }
    guard let event = commit.parents.first, commit.parents.count == 1 else {
      throw FormatError("its commit has \(commit.parents.count) parents, not one")
    }
    guard commit.author == commit.committer else {
      throw FormatError("its commit has an author who is not the recorder")
    }
    guard commit.message.last == UInt8(ascii: "\n"),
      let subject = String(validating: commit.message.dropLast(), as: UTF8.self)
    else { throw FormatError("its commit's message is not one line of UTF-8") }
    self.init(
      event: event, tree: commit.tree,
      recorder: Actor(storedName: commit.author.name, email: commit.author.email),
      seconds: commit.author.seconds, subject: subject)
  }
}
