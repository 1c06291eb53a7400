import Git

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A store that is made once and copied for every round.
package struct StoreTemplate: Sendable {
  /// The store; nothing is done to it any more.
  package let store: GitFixture

  /// Names the store.
  ///
  /// - Parameter store: A store that nobody writes to any more.
  package init(_ store: GitFixture) {
    self.store = store
  }

  /// Lends a copy and removes it.
  ///
  /// - Parameter body: What happens with it.
  /// - Returns: What the body returns.
  /// - Throws: What the body throws; `HostCommand.Failure` where the copy cannot be made.
  package func withCopy<Result: Sendable>(
    _ body: @Sendable (GitFixture) async throws -> Result
  ) async throws -> Result {
    try await TemporaryDirectory.with { directory in
      try await body(try await copy(into: directory, name: "store"))
    }
  }

  /// Copies the store.
  ///
  /// A replica knows by its file's inode that it was copied, and would draw another name; this copy stands for the
  /// store itself, so the inode is set right.
  ///
  /// - Parameters:
  ///   - directory: Where to.
  ///   - name: The copy's name in there.
  /// - Returns: The copy.
  /// - Throws: `HostCommand.Failure`.
  package func copy(into directory: TemporaryDirectory, name: String) async throws -> GitFixture {
    let copy = GitFixture(directory: directory, name: name, bare: store.path == store.gitDirectory)
    try await HostCommand.succeed("cp", "-R", "-p", store.path, copy.path)
    let path = copy.gitDirectory + "/git-events/replica"
    guard access(path, F_OK) == 0 else { return copy }
    let file = try OpenFile(path, O_RDWR)
    let text = String(decoding: try file.read(limit: 256), as: UTF8.self)
    guard let word = text.split(separator: " ").first else { return copy }
    let bytes = Array("\(word) \(try file.inode())\n".utf8)
    try file.write(bytes)
    try file.truncate(to: bytes.count)
    return copy
  }
}
