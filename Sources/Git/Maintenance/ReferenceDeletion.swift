/// Deletes refs through the `git` command, which alone removes them from `packed-refs` without losing others.
package struct ReferenceDeletion: Sendable {
  private let git: GitChild
  private let paths: StorePaths

  /// Names the repository.
  ///
  /// - Parameters:
  ///   - location: The repository.
  ///   - paths: Where the store keeps its refs.
  package init(_ location: RepositoryLocation, _ paths: StorePaths) {
    git = GitChild(location)
    self.paths = paths
  }

  /// Deletes refs, all or none.
  ///
  /// - Parameter references: Full names with where each must point now; nothing but derived refs.
  /// - Throws: `malformed` for another ref; `command` where git fails or a ref has moved.
  package func run(_ references: [(name: String, target: ObjectID)]) async throws(GitError) {
    if references.isEmpty { return }
    var input: [UInt8] = []
    for (name, target) in references {
      guard ReferenceName.isValid(name), paths.isDerived(name) else {
        throw .malformed(what: "deletion", reason: "\(name) is not a ref that can be made again")
      }
      input += Array("delete \(name)\0\(target)\0".utf8)
    }
    // What a repository's own hooks would run is not asked for: a hook may be another user's.
    try await git.run(
      "update-ref", ["--no-deref", "--stdin", "-z"], configuration: ["core.hooksPath=/dev/null"],
      input: input)
  }
}
