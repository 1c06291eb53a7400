/// Lists the locks that lie among refs.
enum LockListing {
  /// A repository that was made to be walked for ever is left after so many folders.
  private static let deepest = 8

  /// Lists the locks below a folder, following no symbolic link.
  ///
  /// - Parameters:
  ///   - name: The folder, from the common directory.
  ///   - commonDirectory: The repository's common directory.
  /// - Returns: Their paths from there, in byte order; none where the folder cannot be listed.
  static func list(below name: String, in commonDirectory: WritableFolder) -> [String] {
    guard var folder = try? Folder(commonDirectory.path) else { return [] }
    for component in name.split(separator: "/") {
      guard let inner = try? folder.folder(String(component)) else { return [] }
      folder = inner
    }
    var found: [String] = []
    list(in: folder, name, depth: 0, &found)
    return found.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }

  private static func list(
    in folder: borrowing Folder, _ path: String, depth: Int, _ found: inout [String]
  ) {
    guard depth < deepest, let entries = try? folder.entries() else { return }
    for entry in entries {
      guard let name = String(validating: entry.name, as: UTF8.self) else { continue }
      if entry.kind == .folder, let inner = try? folder.folder(name) {
        list(in: inner, path + "/" + name, depth: depth + 1, &found)
      } else if entry.kind == .file, name.hasSuffix(".lock") {
        found.append(path + "/" + name)
      }
    }
  }
}
