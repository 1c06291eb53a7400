/// What can go wrong on floor 1, with what was tried.
///
/// The floors above turn these into their own codes; nothing here knows of events or exit codes.
package enum GitError: Error, Sendable, Equatable {
  /// A C function of libgit2 answered with a negative status.
  case library(call: String, status: Int32, message: String)

  /// A system call failed.
  case system(call: String, path: String, errno: Int32)

  /// No repository at or above a path.
  case noRepository(path: String)

  /// The repository is of a kind that this program does not write: `feature` names it, `hint` says what to do.
  case unsupportedRepository(feature: String, hint: String)

  /// An object that something names is not in the object database.
  case missingObject(ObjectID)

  /// An object's bytes are not what its name or its header says.
  case damagedObject(ObjectID, reason: String)

  /// An object is larger than the reader agreed to.
  case oversizedObject(ObjectID, bytes: Int, limit: Int)

  /// A ref's file holds no object name, is a symbolic link, or is a folder.
  case damagedReference(name: String, reason: String)

  /// A text that should have been a ref name, a commit, a tree … is not.
  case malformed(what: String, reason: String)

  /// Another process holds a lock for longer than the caller would wait.
  case busy(path: String)

  /// A ref was not where the caller expected it under its lock.
  case referenceMoved(name: String, expected: ObjectID?, actual: ObjectID?)

  /// The `git` command ended with an error.
  case command(arguments: [String], status: Int32, message: String)
}
