import Git
package import GitEvents

/// What a repository's settings say of a remote that holds its store.
package struct RemoteSettings: Sendable {
  private let remote: RemoteConnection

  /// Makes the settings of a remote.
  ///
  /// - Parameter remote: The remote.
  package init(_ remote: RemoteConnection) { self.remote = remote }

  /// Has a plain `git fetch` bring what the remote has of the store, without ever following it back.
  ///
  /// - Parameter patterns: Patterns of the streams that are wanted; none for all.
  /// - Throws: `io`.
  package func configure(_ patterns: [String]) async throws(EventStoreError) {
    let fetched = remote.repository.configuration.all("remote.\(remote.name).fetch")
    for pattern in patterns {
      try await add("events.remote.\(remote.name).streams", pattern)
    }
    // Refspecs cannot say which streams are wanted: those are asked for by their names.
    guard patterns.isEmpty else { return }
    for refspec in RemoteRefspecs(remote.name).fetched where !fetched.contains(refspec) {
      try await add("remote.\(remote.name).fetch", refspec)
    }
  }

  private func add(_ key: String, _ value: String) async throws(EventStoreError) {
    do throws(GitError) {
      try await remote.git(isHeard: false).run("config", ["--local", "--add", key, value])
    } catch {
      throw EventStoreError(error)
    }
  }
}
