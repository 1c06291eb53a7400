/// Where the parts of a repository are; absolute paths without a slash at their ends.
package struct RepositoryLocation: Sendable, Equatable {
  /// The folder of what belongs to one worktree: `.git`, or `.git/worktrees/<name>`.
  package let gitDirectory: String
  /// The folder of what all worktrees share; the same as `gitDirectory` without further worktrees.
  package let commonDirectory: String
  /// The folder of the checked-out files; nil for a bare repository.
  package let workTree: String?
  /// The folder of objects; elsewhere than in the common folder only where the caller said so.
  package let objectsDirectory: String
  /// Folders of objects beside those that `info/alternates` lists.
  package let alternateObjectsDirectories: [String]

  /// True for a repository without checked-out files.
  package var isBare: Bool { workTree == nil }

  /// Puts a location together.
  ///
  /// - Parameters:
  ///   - gitDirectory: The folder of what belongs to one worktree.
  ///   - commonDirectory: The folder of what all worktrees share.
  ///   - workTree: The folder of the checked-out files, or nil.
  ///   - objectsDirectory: The folder of objects, or nil for the common folder's.
  ///   - alternateObjectsDirectories: Further folders of objects.
  package init(
    gitDirectory: String, commonDirectory: String, workTree: String?,
    objectsDirectory: String? = nil, alternateObjectsDirectories: [String] = []
  ) {
    self.gitDirectory = gitDirectory
    self.commonDirectory = commonDirectory
    self.workTree = workTree
    self.objectsDirectory = objectsDirectory ?? commonDirectory + "/objects"
    self.alternateObjectsDirectories = alternateObjectsDirectories
  }
}
