#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Writes the `packed-refs` of a repository that nobody else has to do with yet.
package struct PackedReferencesFile {
  private static let name = "packed-refs"

  private let folder: WritableFolder

  /// Names the repository.
  ///
  /// - Parameter gitDirectory: Its git folder.
  package init(in gitDirectory: String) {
    folder = WritableFolder(gitDirectory)
  }

  /// Writes all refs that there are.
  ///
  /// - Parameters:
  ///   - references: The refs, in git's order.
  ///   - peeled: What annotated tags lead to: git asks no object for what stands in the file.
  /// - Throws: `system`.
  package func write(
    _ references: [NamedReference], peeled: [ObjectID: ObjectID] = [:]
  ) throws(GitError) {
    var bytes = Array("# pack-refs with: peeled fully-peeled sorted \n".utf8)
    bytes.reserveCapacity(bytes.count + 80 * references.count)
    for reference in references {
      reference.target.appendHex(to: &bytes)
      bytes.append(UInt8(ascii: " "))
      bytes += reference.name.utf8
      bytes.append(10)
      guard let object = peeled[reference.target] else { continue }
      bytes.append(UInt8(ascii: "^"))
      object.appendHex(to: &bytes)
      bytes.append(10)
    }
    try ReplacedFile(folder.path(of: PackedReferencesFile.name)).write(bytes)
  }
}
