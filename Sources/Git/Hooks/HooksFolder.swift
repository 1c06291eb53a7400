#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A folder of git's hooks, in which hooks are put before those that are there, and taken away again.
///
/// Each step leaves the old hook or the new one in place, after a crash too: there is no moment without a guard.
package struct HooksFolder: Sendable {
  /// Where hooks are kept that were there before.
  package static let chainedName = "git-events-chained"

  /// A hook that is there.
  package struct Hook: Sendable, Equatable {
    /// The file's content; nil where it is a symbolic link, a folder, or larger than any honest hook.
    package let bytes: [UInt8]?
    /// Whether git would run it.
    package let isExecutable: Bool
  }

  private static let largest = 1 << 20

  /// What stands before the version in the second line of a script of this program.
  ///
  /// - Parameter name: The hook's name.
  /// - Returns: The beginning of the line.
  package static func mark(of name: String) -> String { "# git-events hook \(name), version " }

  /// Whether a hook is one of this program's, as it says itself.
  ///
  /// - Parameters:
  ///   - hook: The hook.
  ///   - name: Its name.
  /// - Returns: Whether it bears the mark.
  static func isOurs(_ hook: Hook, _ name: String) -> Bool {
    let lines = hook.bytes?.split(separator: UInt8(ascii: "\n"), maxSplits: 2) ?? []
    return lines.count > 1 && lines[1].starts(with: mark(of: name).utf8)
  }

  private let folder: WritableFolder
  private let chained: WritableFolder

  /// Names the folder.
  ///
  /// - Parameter path: Where it is; it need not be there.
  package init(_ path: String) {
    folder = WritableFolder(path)
    chained = WritableFolder(folder.path(of: HooksFolder.chainedName))
  }

  /// Where the folder is.
  package var path: String { folder.path }

  /// The path of a hook.
  ///
  /// - Parameter name: The hook's name.
  /// - Returns: The path.
  package func path(of name: String) -> String { folder.path(of: name) }

  /// Where the folder is once links are followed; the deepest part of it that there is, where it is not.
  package var realPath: String {
    var rest: [String] = []
    var path = folder.path
    while true {
      if let real = Paths.real(path) {
        return ([real == "/" ? "" : real] + rest.reversed()).joined(separator: "/")
      }
      let parent = Paths.parent(path)
      if parent == path { return folder.path }
      rest.append(Paths.lastComponent(path))
      path = parent
    }
  }

  /// Looks at a hook.
  ///
  /// - Parameter name: The hook's name.
  /// - Returns: Nil where there is none.
  /// - Throws: `system`.
  package func hook(_ name: String) throws(GitError) -> Hook? {
    try HooksFolder.hook(folder.path(of: name))
  }

  /// Looks at the hook that was there before.
  ///
  /// - Parameter name: The hook's name.
  /// - Returns: Nil where there is none.
  /// - Throws: `system`.
  package func chainedHook(_ name: String) throws(GitError) -> Hook? {
    try HooksFolder.hook(chained.path(of: name))
  }

  private static func hook(_ path: String) throws(GitError) -> Hook? {
    guard let status = try FileStatus.of(path) ?? (SmallFile.isLink(path) ? .other : nil) else {
      return nil
    }
    let isExecutable = status != .folder && access(path, X_OK) == 0
    guard status == .file, !SmallFile.isLink(path) else {
      return Hook(bytes: nil, isExecutable: isExecutable)
    }
    let bytes = try OpenFile(path, O_RDONLY).read(limit: largest + 1)
    return Hook(bytes: bytes.count > largest ? nil : bytes, isExecutable: isExecutable)
  }

  /// Puts a hook in place; what has its name is replaced.
  ///
  /// - Parameters:
  ///   - name: The hook's name.
  ///   - bytes: Its content.
  /// - Throws: `system`: what was there is there still.
  package func write(_ name: String, _ bytes: [UInt8]) throws(GitError) {
    try folder.create(durably: true)
    try ReplacedFile(folder.path(of: name)).write(bytes, mode: 0o777)
  }

  /// Keeps a hook that is there for later: it has two names until another is put in its place.
  ///
  /// - Parameter name: The hook's name.
  /// - Throws: `system`.
  package func setAside(_ name: String) throws(GitError) {
    try chained.refuseSymbolicLink()
    try chained.create(durably: true)
    let (from, to) = (folder.path(of: name), chained.path(of: name))
    if let target = HooksFolder.target(ofLink: from) {
      // A relative link starts from the folder that it is in.
      let path = target.hasPrefix("/") ? target : "../" + target
      try system("symlink", to) { symlink(path, to) }
    } else {
      try keep(from, name)
    }
    try chained.sync()
  }

  /// Gives a hook its second name; copies it where the file system knows no second names.
  private func keep(_ from: String, _ name: String) throws(GitError) {
    let to = chained.path(of: name)
    do {
      try system("link", to) { link(from, to) }
    } catch {
      if case .system(_, _, EEXIST) = error { throw error }
      let bytes = try OpenFile(from, O_RDONLY).read(limit: .max)
      try ReplacedFile(to).write(bytes, mode: access(from, X_OK) == 0 ? 0o777 : 0o666)
    }
  }

  /// Puts the hook that was there before back in place, or removes the one in place where there was none.
  ///
  /// - Parameter name: The hook's name.
  /// - Returns: Whether one was put back.
  /// - Throws: `system`.
  package func restore(_ name: String) throws(GitError) -> Bool {
    guard try chainedHook(name) != nil else {
      try folder.remove(name)
      try folder.sync()
      return false
    }
    let kept = chained.path(of: name)
    if let target = HooksFolder.target(ofLink: kept), target.hasPrefix("../") {
      let temporary = folder.path(of: "\(name).\(getpid()).new")
      try system("symlink", temporary) { symlink(String(target.dropFirst(3)), temporary) }
      try folder.adopt(temporary, as: name)
      try chained.remove(name)
    } else {
      try folder.adopt(kept, as: name)
    }
    try folder.sync()
    try chained.sync()
    if try chained.entries().isEmpty { _ = rmdir(chained.path) }
    return true
  }

  /// What a symbolic link names, as `readlink` says it; nil for anything else.
  private static func target(ofLink path: String) -> String? {
    guard SmallFile.isLink(path) else { return nil }
    var bytes = [CChar](repeating: 0, count: 4096)
    let count = readlink(path, &bytes, bytes.count)
    return count > 0
      ? String(decoding: bytes[..<count].map(UInt8.init(bitPattern:)), as: UTF8.self) : nil
  }
}
