#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

extension Folder {
  /// Removes an entry with all that is in it; a symbolic link is removed and never followed.
  ///
  /// - Parameter name: The entry's name.
  /// - Throws: `system`.
  package borrowing func removeTree(_ name: String) throws(GitError) {
    do throws(ReadableFile.Obstacle) {
      let inner = try folder(name)
      let entries: [Entry]
      do throws(GitError) { entries = try inner.entries() } catch { throw .failed(error) }
      for entry in entries {
        guard let text = String(validating: entry.name, as: UTF8.self) else { continue }
        do throws(GitError) {
          if entry.kind == .folder {
            try inner.removeTree(text)
          } else {
            try system("unlink", inner.path + "/" + text) { unlinkat(inner.descriptor, text, 0) }
          }
        } catch {
          throw .failed(error)
        }
      }
    } catch {
      switch error {
      case .failed(let error): throw error
      // No folder: a file, a link, or nothing.
      case .missing, .unfit:
        _ = remove(name)
        return
      }
    }
    try system("rmdir", path + "/" + name) { unlinkat(descriptor, name, AT_REMOVEDIR) }
  }
}
