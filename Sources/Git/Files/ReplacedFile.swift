#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A file that is written as a whole: a reader, and whoever comes behind a crash, finds the old one or the new one.
package struct ReplacedFile {
  private let folder: WritableFolder
  private let name: String

  /// Names the file.
  ///
  /// - Parameter path: The file; it need not be there.
  package init(_ path: String) {
    let parts = path.split(separator: "/", omittingEmptySubsequences: false)
    name = parts.last.map(String.init) ?? path
    let parent = parts.dropLast().joined(separator: "/")
    folder = WritableFolder(parent.isEmpty ? (path.hasPrefix("/") ? "/" : ".") : parent)
  }

  /// Makes the folder that the file is in, where it is missing.
  ///
  /// - Throws: `system`.
  package func makeFolder() throws(GitError) { try folder.create(durably: false) }

  /// The path of a file beside it.
  ///
  /// - Parameter ending: What is put behind its name.
  /// - Returns: The path.
  package func neighbour(_ ending: String) -> String { folder.path(of: name + ending) }

  /// Writes the file, durably.
  ///
  /// - Parameters:
  ///   - bytes: What it holds from now on.
  ///   - mode: Its permissions, less the process's mask.
  /// - Throws: `system`: it holds what it held before.
  package func write(_ bytes: [UInt8], mode: UInt32 = 0o666) throws(GitError) {
    let temporary = neighbour(".\(getpid()).new")
    do throws(GitError) {
      let file = try OpenFile(temporary, O_WRONLY | O_CREAT | O_TRUNC, mode: mode)
      try file.write(bytes)
      try file.sync()
      try folder.adopt(temporary, as: name)
    } catch {
      _ = unlink(temporary)
      throw error
    }
    try folder.sync()
  }
}
