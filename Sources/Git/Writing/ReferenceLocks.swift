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
    let file = try open(name, synced: synced)
    taken()
    try file.write(target.hexBytes + [UInt8(ascii: "\n")])
    if synced { try file.sync() }
  }

  /// What the lock of a ref says that is held for appends that are only logged yet.
  static let heldMark = Array("git-events: held\n".utf8)

  /// Takes a ref's lock without saying yet where the ref goes.
  ///
  /// - Parameters:
  ///   - name: The full name of the ref.
  ///   - taken: Called as soon as the lock is this caller's, who gives it back whatever this throws later.
  /// - Throws: `busy` where another process keeps the lock; `system`.
  package func hold(_ name: String, taken: () -> Void) throws(GitError) {
    let file = try open(name, synced: false)
    taken()
    try file.write(ReferenceLocks.heldMark)
  }

  /// Writes the ref's next value into a lock that is held.
  ///
  /// - Parameters:
  ///   - name: The full name of the ref.
  ///   - target: The value; longer than the mark, of which nothing is left.
  ///   - synced: Whether the value is on disk when this returns.
  /// - Throws: `system`.
  package func fill(_ name: String, _ target: ObjectID, synced: Bool) throws(GitError) {
    let file = try OpenFile(lockPath(name), O_WRONLY)
    try file.write(target.hexBytes + [UInt8(ascii: "\n")])
    if synced { try file.sync() }
  }

  /// Makes a lock again one that says nothing of where the ref goes.
  ///
  /// - Parameter name: The full name of the ref.
  /// - Throws: `system`.
  package func empty(_ name: String) throws(GitError) {
    let file = try OpenFile(lockPath(name), O_WRONLY)
    try file.write(ReferenceLocks.heldMark)
    try file.truncate(to: ReferenceLocks.heldMark.count)
  }

  private func open(_ name: String, synced: Bool) throws(GitError) -> OpenFile {
    let path = lockPath(name)
    let deadline = ContinuousClock.now + ReferenceLocks.patience
    while true {
      do {
        return try OpenFile(path, O_WRONLY | O_CREAT | O_EXCL)
      } catch {
        switch error {
        case .system(_, _, EEXIST): break
        // `git pack-refs` removes the folder of a nested ref that it leaves empty.
        case .system(_, _, ENOENT): try folder(of: name).create(durably: synced)
        default: throw error
        }
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

  /// Returns once the folder of a ref, with the renames in it, would survive a power loss.
  ///
  /// - Parameter folder: The folder. Where it is gone, `git pack-refs` has packed the refs that were in it, and the
  ///   whole file system is synced.
  /// - Throws: `system`.
  package func sync(_ folder: WritableFolder) throws(GitError) {
    do {
      try folder.sync()
    } catch {
      guard case .system("open", _, ENOENT) = error else { throw error }
      try OpenFile(root.path, O_RDONLY | O_DIRECTORY).syncEverything()
    }
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
