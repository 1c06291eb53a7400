#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The file that names a replica together with its own inode, so that a copied repository notices that it is a copy.
package struct ReplicaFile: Sendable {
  static let name = "replica"

  private let folder: WritableFolder

  /// Names the folder that holds the file.
  ///
  /// - Parameter folder: The store's own folder in the repository.
  package init(in folder: WritableFolder) {
    self.folder = folder
  }

  /// Reads the replica's name.
  ///
  /// - Returns: Nil where there is no file, where it is garbled, or where it was copied here from elsewhere.
  /// - Throws: `system`.
  package func read() throws(GitError) -> String? {
    let bytes: [UInt8]
    let inode: UInt64
    do {
      let file = try OpenFile(folder.path(of: ReplicaFile.name), O_RDONLY)
      bytes = try file.read(limit: 256)
      inode = try file.inode()
    } catch {
      if case .system(_, _, ENOENT) = error { return nil }
      throw error
    }
    let parts = String(decoding: bytes, as: UTF8.self).split { $0 == " " || $0 == "\n" }
    guard parts.count == 2, UInt64(parts[1]) == inode, ReplicaFile.isName(parts[0]) else {
      return nil
    }
    return String(parts[0])
  }

  /// A name is one component of a ref.
  private static func isName(_ text: Substring) -> Bool {
    (1...64).contains(text.utf8.count)
      && text.utf8.allSatisfy { (0x30...0x39).contains($0) || (0x61...0x7A).contains($0) }
  }

  /// Writes a name, durably.
  ///
  /// - Parameter name: Lower-case letters and digits.
  /// - Throws: `system`.
  package func write(_ name: String) throws(GitError) {
    let temporary = WritableFolder(folder.path(of: "tmp"))
    try temporary.create(durably: false)
    try temporary.remove(ReplicaFile.name)
    let file = try OpenFile(temporary.path(of: ReplicaFile.name), O_WRONLY | O_CREAT | O_EXCL)
    try file.write(Array("\(name) \(try file.inode())\n".utf8))
    try file.sync()
    try folder.adopt(temporary.path(of: ReplicaFile.name), as: ReplicaFile.name)
    try folder.sync()
  }
}
