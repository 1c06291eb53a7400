import Git

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Lends a new folder to a test and removes it, with all that is in it, afterwards.
public struct TemporaryDirectory: Sendable {
  /// The folder's absolute path, symbolic links resolved, without a slash at its end.
  public let path: String

  /// The folder in which temporary folders are made: `TMPDIR`, or `/tmp`.
  public static var systemFolder: String {
    guard let value = getenv("TMPDIR") else { return "/tmp" }
    let path = String(cString: value)
    return path.hasPrefix("/") ? path : "/tmp"
  }

  /// Makes a folder, lends it, and removes it whether or not the body throws.
  ///
  /// - Parameters:
  ///   - parent: The folder to make it in.
  ///   - isolation: The actor to stay on.
  ///   - body: What happens in it; the folder is valid only during the execution of the closure.
  /// - Returns: What the body returns.
  /// - Throws: What the body throws, or a failure to make the folder.
  public static func with<Result>(
    in parent: String = systemFolder,
    isolation: isolated (any Actor)? = #isolation,
    _ body: (TemporaryDirectory) async throws -> Result
  ) async throws -> Result {
    let suffix = String(UInt64.random(in: .min ... .max), radix: 36)
    let name = parent + "/git-events-" + suffix
    try system("mkdir", name) { mkdir(name, 0o700) }
    defer { remove(name) }
    guard let resolved = realpath(name, nil) else {
      throw GitError.system(call: "realpath", path: name, errno: errno)
    }
    defer { free(resolved) }
    return try await body(TemporaryDirectory(path: String(cString: resolved)))
  }

  private init(path: String) { self.path = path }

  /// Names a folder that somebody else made and removes, such as a mounted disk.
  ///
  /// - Parameter path: Its absolute path.
  package init(existing path: String) { self.path = path }

  /// Joins a relative path to the folder's.
  ///
  /// - Parameter relative: The path inside.
  /// - Returns: The absolute path.
  public func path(_ relative: String) -> String { path + "/" + relative }

  /// Removes a file, or a folder with all that is in it, following no symbolic link.
  ///
  /// - Parameter path: What is removed; failures are passed over.
  private static func remove(_ path: String) {
    if unlink(path) == 0 { return }
    chmod(path, 0o700)
    if let folder = try? Folder(path), let entries = try? folder.entries() {
      for entry in entries { remove(path + "/" + String(decoding: entry.name, as: UTF8.self)) }
    }
    rmdir(path)
  }
}
