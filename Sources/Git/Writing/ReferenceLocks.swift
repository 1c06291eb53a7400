#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Locks refs as git does: `<ref>.lock`, made where none is, renamed over the ref to move it.
package struct ReferenceLocks: Sendable {
  /// How long to wait for a `git pack-refs` that is passing by.
  package static let patience: Duration = .seconds(5)

  private let root: WritableFolder

  /// Names the folder that refs are relative to.
  ///
  /// - Parameter commonDirectory: The repository's common directory.
  package init(commonDirectory: WritableFolder) {
    self.root = commonDirectory
  }

  /// Takes a ref's lock and writes the ref's next value into it.
  ///
  /// - Parameters:
  ///   - name: The full name of the ref.
  ///   - target: The value.
  ///   - synced: Whether the value is on disk when this returns.
  ///   - taken: Called as soon as the lock is this caller's, who gives it back whatever this throws later.
  /// - Throws: `busy` where another process keeps the lock; `system`.
  package func take(
    _ name: String, _ target: ObjectID, synced: Bool, taken: () -> Void
  ) throws(GitError) {
    let file = try open(name)
    taken()
    try file.write(target.hexBytes + [UInt8(ascii: "\n")])
    if synced { try file.sync() }
  }

  private func open(_ name: String) throws(GitError) -> OpenFile {
    let path = lockPath(name)
    let deadline = ContinuousClock.now + ReferenceLocks.patience
    while true {
      do {
        return try OpenFile(path, O_WRONLY | O_CREAT | O_EXCL)
      } catch {
        guard case .system(_, _, EEXIST) = error else { throw error }
      }
      if ContinuousClock.now >= deadline { throw .busy(path: path) }
      usleep(UInt32.random(in: 500...3000))
    }
  }

  /// Moves a ref to the value in its lock, which is gone then.
  ///
  /// - Parameter name: The full name of the ref.
  /// - Throws: `system`.
  package func commit(_ name: String) throws(GitError) {
    try root.adopt(lockPath(name), as: name)
  }

  /// Gives a lock back and leaves the ref as it was.
  ///
  /// - Parameter name: The full name of the ref.
  /// - Returns: Whether there was a lock.
  /// - Throws: `system`.
  @discardableResult
  package func release(_ name: String) throws(GitError) -> Bool {
    try root.remove(name + ".lock")
  }

  /// The folder that holds a ref's file.
  ///
  /// - Parameter name: The full name of the ref.
  /// - Returns: The folder.
  package func folder(of name: String) -> WritableFolder {
    WritableFolder(root.path(of: name.split(separator: "/").dropLast().joined(separator: "/")))
  }

  private func lockPath(_ name: String) -> String { root.path(of: name + ".lock") }
}
