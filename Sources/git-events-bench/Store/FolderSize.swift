import Git

/// How much a folder holds.
enum FolderSize {
  /// Adds up the sizes of all files in a folder and below.
  ///
  /// - Parameter path: The folder.
  /// - Returns: The bytes.
  /// - Throws: Where it cannot be read.
  static func bytes(_ path: String) throws -> Int { try bytes(try Folder(path)) }

  private static func bytes(_ folder: borrowing Folder) throws -> Int {
    var sum = 0
    for entry in try folder.entries() {
      let name = String(decoding: entry.name, as: UTF8.self)
      switch entry.kind {
      case .folder: sum += name == "hooks" ? 0 : try bytes(try folder.folder(name))
      case .file: sum += try folder.file(name).count
      case .symbolicLink, .other: break
      }
    }
    return sum
  }
}
