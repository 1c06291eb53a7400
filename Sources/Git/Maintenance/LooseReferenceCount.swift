/// Counts the refs of a repository that are files of their own.
enum LooseReferenceCount {
  /// No ref lies deeper, unless the folders were made to be walked for ever.
  private static let deepest = 32

  /// Counts them.
  ///
  /// - Parameter commonDirectory: The folder that holds `refs`.
  /// - Returns: How many files there are but for locks; what cannot be listed counts as nothing.
  static func count(in commonDirectory: String) -> Int {
    guard let folder = try? Folder(commonDirectory), let references = try? folder.folder("refs")
    else { return 0 }
    return count(references, depth: 0)
  }

  private static func count(_ folder: borrowing Folder, depth: Int) -> Int {
    guard depth < deepest, let entries = try? folder.entries() else { return 0 }
    var total = 0
    for entry in entries {
      switch entry.kind {
      case .file: if !entry.name.suffix(5).elementsEqual(".lock".utf8) { total += 1 }
      case .folder:
        guard let name = String(validating: entry.name, as: UTF8.self),
          let inner = try? folder.folder(name)
        else { continue }
        total += count(inner, depth: depth + 1)
      case .symbolicLink, .other: break
      }
    }
    return total
  }
}
