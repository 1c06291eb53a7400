import Git
import GitEvents

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The file of a backup.
struct BackupFile {
  /// What the names of such files end in.
  static let ending = ".bundle"

  /// The file itself, behind all symbolic links.
  let path: String
  /// What it says of itself.
  let header: BundleHeader

  /// Reads what a file says of itself; the objects in it are not looked at.
  ///
  /// - Parameter file: The file.
  /// - Throws: `invalidInput` where there is no such file, or none that a store can be made of; `io`.
  init(_ file: NamedPath) throws(EventStoreError) {
    do throws(GitError) {
      self.path = try ResolvedPath.of(file.path)
      guard try FileStatus.of(self.path) == .file else {
        throw .malformed(what: "bundle", reason: "it is no file")
      }
      header = try BundleHeader(OpenFile(self.path, O_RDONLY))
    } catch {
      switch error {
      case .malformed(_, let reason):
        throw EventStoreError(
          .invalidInput, "'\(file.name)' cannot be taken as a backup: \(reason)",
          hint: "a backup is a git bundle: `git bundle list-heads FILE` shows what is in one")
      case .system(_, _, ENOENT), .system(_, _, ENOTDIR):
        throw EventStoreError(.invalidInput, "there is no file '\(file.name)'")
      default: throw EventStoreError(error)
      }
    }
  }

  /// The refs below a prefix.
  func references(below prefix: String) -> [NamedReference] {
    header.references.filter { $0.name.hasPrefix(prefix) }
  }
}
