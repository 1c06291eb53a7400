import Git
import GitEvents
import GitEventsSync

#if canImport(System)
  import System
#else
  import SystemPackage
#endif

extension Context {
  /// The remote that a command is about.
  ///
  /// - Parameter name: Its name; nil for the one that `git push` would use.
  /// - Returns: The connection.
  /// - Throws: A `Failure` or an `EventStoreError` where there is no such remote.
  func remote(_ name: String?) async throws -> RemoteConnection {
    let name = if let name { name } else { try await DefaultRemote.find(self) }
    return try remote(named: name, of: try repository())
  }

  /// A remote of a repository that need not be the current one.
  ///
  /// - Parameters:
  ///   - name: The remote's name.
  ///   - repository: The repository.
  /// - Returns: The connection.
  /// - Throws: `invalidInput` where there is no such remote.
  func remote(named name: String, of repository: Repository) throws -> RemoteConnection {
    try RemoteConnection(
      name, of: repository, variables: GitProgram(surroundings: surroundings).variables,
      settings: gitSettings, messages: isJSON ? nil : messages.fileDescriptor.rawValue,
      showsProgress: !isJSON && messages.isTerminal)
  }

  /// Which streams the repository takes from a remote.
  ///
  /// - Parameter remote: The remote.
  /// - Returns: All, unless it was cloned with some.
  /// - Throws: A `GitError`.
  func selection(of remote: RemoteConnection) throws -> StreamSelection {
    StreamSelection(
      try repository().configuration.all("events.remote.\(remote.name).streams"))
  }
}
