/// The locks that lie in a folder of refs and belong to nobody any more.
struct LockFiles {
  /// A repository that was made to be walked for ever is left after so many folders.
  private static let mostDepth = 8

  private let commonDirectory: WritableFolder
  private let isNested: Bool

  /// Names what is looked at.
  ///
  /// - Parameters:
  ///   - commonDirectory: The repository's common directory.
  ///   - isNested: Whether refs lie in folders within the folder, too.
  init(_ commonDirectory: WritableFolder, isNested: Bool) {
    self.commonDirectory = commonDirectory
    self.isNested = isNested
  }

  /// Removes old locks, and follows no symbolic link to one.
  ///
  /// - Parameters:
  ///   - name: The folder, from the common directory.
  ///   - seconds: Only those that were written before, in seconds since 1970.
  /// - Returns: The paths of what was removed, relative to the repository.
  /// - Throws: `system`.
  func remove(below name: String, olderThan seconds: Int64) throws(GitError) -> [String] {
    do throws(ReadableFile.Obstacle) {
      var folder = try Folder(commonDirectory.path)
      for component in name.split(separator: "/") {
        folder = try folder.folder(String(component))
      }
      var removed: [String] = []
      try remove(in: folder, name, seconds, depth: 0, &removed)
      return removed.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    } catch {
      return try LockFiles.nothing(error)
    }
  }

  private func remove(
    in folder: borrowing Folder, _ path: String, _ seconds: Int64, depth: Int,
    _ removed: inout [String]
  ) throws(ReadableFile.Obstacle) {
    let entries: [Folder.Entry]
    do throws(GitError) { entries = try folder.entries() } catch { throw .failed(error) }
    for entry in entries {
      // What is not UTF-8 is no lock of ours.
      guard let name = String(validating: entry.name, as: UTF8.self) else { continue }
      if entry.kind == .folder, isNested, depth < LockFiles.mostDepth {
        do throws(ReadableFile.Obstacle) {
          let inner = try folder.folder(name)
          try remove(in: inner, path + "/" + name, seconds, depth: depth + 1, &removed)
        } catch {
          guard case .failed = error else { continue }
          throw error
        }
      } else if entry.kind == .file, name.hasSuffix(".lock"),
        let time = folder.status(of: name)?.seconds, time < seconds, folder.remove(name)
      {
        removed.append(path + "/" + name)
      }
    }
  }

  /// A folder that is missing, or no folder, holds no lock of ours.
  private static func nothing(_ obstacle: ReadableFile.Obstacle) throws(GitError) -> [String] {
    if case .failed(let error) = obstacle { throw error }
    return []
  }
}
