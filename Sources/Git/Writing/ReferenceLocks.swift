#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Locks refs as git does: `<ref>.lock`, made where none is, renamed over the ref to move it.
package struct ReferenceLocks: Sendable {
  /// How long to wait for a `git pack-refs` that is passing by.
  package static let patience: Duration = .seconds(5)

  /// What a lock that is held becomes, while it is written.
  static let temporaryName = "ref.new"

  private let root: WritableFolder
  private let temporary: WritableFolder

  /// Names the folder that refs are relative to.
  ///
  /// - Parameters:
  ///   - commonDirectory: The repository's common directory.
  ///   - temporary: The folder for temporary files, on the same file system.
  package init(commonDirectory: WritableFolder, temporary: WritableFolder) {
    self.root = commonDirectory
    self.temporary = temporary
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
    let file = try acquire(name, synced: synced) { (path) throws(GitError) in
      try OpenFile(path, O_WRONLY | O_CREAT | O_EXCL)
    }
    taken()
    try file.write(target.hexBytes + [UInt8(ascii: "\n")])
    if synced { try file.sync() }
  }

  /// Takes a ref's lock without saying yet where the ref goes.
  ///
  /// - Parameters:
  ///   - name: The full name of the ref.
  ///   - mark: What the lock is to be a name of; where that cannot be, it is a file of its own with the same text.
  ///   - taken: Called as soon as the lock is this caller's, who gives it back whatever this throws later.
  /// - Throws: `busy` where another process keeps the lock; `system`.
  func hold(_ name: String, as mark: HeldMark, taken: () -> Void) throws(GitError) {
    let isNamed = try acquire(name, synced: false) { (path) throws(GitError) in
      try mark.giveName(path)
    }
    if isNamed { return taken() }
    let file = try acquire(name, synced: false) { (path) throws(GitError) in
      try OpenFile(path, O_WRONLY | O_CREAT | O_EXCL)
    }
    taken()
    try file.write(HeldMark.text)
  }

  /// Makes a lock that is held one that says where the ref goes.
  ///
  /// - Parameters:
  ///   - name: The full name of the ref.
  ///   - target: The value.
  ///   - synced: Whether the value is on disk when this returns.
  /// - Throws: `system`.
  package func fill(_ name: String, _ target: ObjectID, synced: Bool) throws(GitError) {
    try replace(name, by: target.hexBytes + [UInt8(ascii: "\n")], synced: synced)
  }

  /// Makes a lock again one that says nothing of where the ref goes.
  ///
  /// - Parameter name: The full name of the ref.
  /// - Throws: `system`.
  package func empty(_ name: String) throws(GitError) {
    try replace(name, by: HeldMark.text, synced: false)
  }

  /// Puts another file in a lock's place: what it was may be the lock of other refs, too.
  private func replace(_ name: String, by text: [UInt8], synced: Bool) throws(GitError) {
    let path = temporary.path(of: ReferenceLocks.temporaryName)
    try temporary.create(durably: false)
    try temporary.remove(ReferenceLocks.temporaryName)
    let file = try OpenFile(path, O_WRONLY | O_CREAT | O_EXCL)
    try file.write(text)
    if synced { try file.sync() }
    try root.adopt(path, as: name + ".lock")
  }

  /// Makes a lock as soon as nobody else has it.
  private func acquire<Lock: ~Copyable>(
    _ name: String, synced: Bool, _ make: (String) throws(GitError) -> Lock
  ) throws(GitError) -> Lock {
    let path = lockPath(name)
    let deadline = ContinuousClock.now + ReferenceLocks.patience
    while true {
      do {
        return try make(path)
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
