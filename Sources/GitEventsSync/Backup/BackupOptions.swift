import Git

/// What is taken into a backup, and how git is run for it.
package struct BackupOptions: Sendable {
  /// Whether branches, tags and notes of the project are taken, too, that the store lives beside.
  package var takesProject = false
  /// Whether nothing is written to the repository, also where that could be.
  package var onlyReads = false
  /// Whether a file of the same name is replaced.
  package var replaces = false
  /// What git finds in its environment; nil for what this process has.
  package var variables: [String: String]?
  /// Is told what is being done.
  package var progress: @Sendable (BackupStage) -> Void = { _ in }

  /// Takes the store alone, and replaces nothing.
  package init() {}

  /// What runs git in a repository.
  func git(in gitDirectory: String) -> GitChild {
    var git = GitChild(gitDirectory: gitDirectory)
    git.variables = variables
    return git
  }
}
