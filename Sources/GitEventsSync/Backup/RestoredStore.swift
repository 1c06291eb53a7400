package import Git
package import GitEvents

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A store that was made of backups and has no name yet.
package final class RestoredStore {
  private let scratch: ScratchFolder
  private let directory: String
  /// The folder that will be the store's.
  package let path: String
  /// Its git folder.
  package let gitDirectory: String
  /// The store's folder, once it is published.
  package let publishedGitDirectory: String
  /// How many streams' refs were made of the ledgers, because the backup did not bring them.
  package internal(set) var rebuiltStreams = 0
  /// What stands in the way of a stream that its ledger names, a line each.
  package internal(set) var conflicts: [String] = []
  /// Refs that were left out, because no store and no project has any use for them.
  package internal(set) var leftOut: [String] = []

  init(in scratch: ScratchFolder, as directory: String, isBare: Bool) {
    self.scratch = scratch
    self.directory = directory
    path = scratch.path(of: "store")
    gitDirectory = isBare ? path : path + "/.git"
    publishedGitDirectory = isBare ? directory : directory + "/.git"
  }

  /// Opens the repository as it is now.
  ///
  /// - Returns: The repository.
  /// - Throws: `io`, `damaged`.
  package func repository() throws(EventStoreError) -> Repository {
    try onGit { () throws(GitError) in try Repository.open(gitDirectory: gitDirectory) }
  }

  /// Gives the store its name, once all of it is on disk.
  ///
  /// - Throws: `diskFull`, `permissionDenied`, `io`; also where something has got the name meanwhile.
  package func publish() throws(EventStoreError) {
    try onGit { () throws(GitError) in
      try OpenFile(path, O_RDONLY | O_DIRECTORY).syncEverything()
      try ReplacedPath(directory).replace(by: path)
    }
  }
}
