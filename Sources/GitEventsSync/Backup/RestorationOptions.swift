import Git
package import GitEvents

/// What kind of repository a restored store becomes, and how git is run for it.
package struct RestorationOptions: Sendable {
  /// Whether the repository is bare.
  package var isBare = false
  /// What git finds in its environment; nil for what this process has.
  package var variables: [String: String]?
  /// Is told what is being done.
  package var progress: @Sendable (BackupStage) -> Void = { _ in }
  /// How a repository is read that is restored.
  package let reading: EventStoreOptions

  /// Makes a repository with a folder for files.
  ///
  /// - Parameter reading: How a repository is read that is restored.
  package init(reading: EventStoreOptions) { self.reading = reading }

  /// What runs git in a repository.
  func git(in gitDirectory: String) -> GitChild {
    var git = GitChild(gitDirectory: gitDirectory)
    git.variables = variables
    return git
  }
}
