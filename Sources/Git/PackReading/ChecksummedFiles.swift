import Crypto

/// The files of an object database that end with the SHA-1 of all that comes before: packs, and what git derives from them.
///
/// The sources are git's `gitformat-pack` and `gitformat-commit-graph`.
package struct ChecksummedFiles {
  private static let endings = [".pack", ".idx", ".rev", ".bitmap", ".mtimes", ".graph"]
  private static let names = ["multi-pack-index", "commit-graph"]
  private static let folders = ["pack", "info", "info/commit-graphs"]
  /// So much is read at once.
  private static let piece = 1 << 20

  private let directories: [String]

  /// Names the files.
  ///
  /// - Parameter location: The repository; its alternates count as its own.
  package init(_ location: RepositoryLocation) {
    directories = [location.objectsDirectory] + location.alternateObjectsDirectories
  }

  /// Lists the files.
  ///
  /// - Returns: Their paths, in order; a folder that is not there has none.
  /// - Throws: `system`.
  package func list() throws(GitError) -> [String] {
    var found: [String] = []
    for directory in directories {
      for name in ChecksummedFiles.folders {
        guard let folder = try? Folder("\(directory)/\(name)") else { continue }
        for entry in try folder.entries() {
          guard let file = String(validating: entry.name, as: UTF8.self),
            !file.hasPrefix("tmp_"), ChecksummedFiles.isOne(file)
          else { continue }
          found.append("\(directory)/\(name)/\(file)")
        }
      }
    }
    return found.sorted()
  }

  private static func isOne(_ file: String) -> Bool {
    names.contains(file) || endings.contains { file.hasSuffix($0) }
      // git names a bitmap of several packs so.
      || file.hasPrefix("multi-pack-index-")
  }

  /// Lists the objects that are files of their own.
  ///
  /// - Returns: Their names.
  package func looseObjects() -> [ObjectID] {
    directories.flatMap { LooseObjects($0).list().map(\.id) }
  }

  /// Checks a file against its checksum.
  ///
  /// - Parameter path: The file.
  /// - Returns: What is wrong with it, as a clause; nil where nothing is, and where it is not there any more.
  /// - Throws: `system`.
  package static func problem(with path: String) throws(GitError) -> String? {
    let file: ReadableFile
    do throws(ReadableFile.Obstacle) {
      file = try ReadableFile(following: path)
    } catch {
      switch error {
      case .missing: return nil
      case .unfit(let reason): return reason
      case .failed(let error): throw error
      }
    }
    let content = file.count - ObjectID.byteCount
    guard content > 0 else { return "is cut short" }
    var hash = Insecure.SHA1()
    var offset = 0
    while offset < content {
      let bytes = try file.bytes(at: offset, count: min(piece, content - offset))
      if bytes.isEmpty { return "is cut short" }
      bytes.withUnsafeBytes { hash.update(bufferPointer: $0) }
      offset += bytes.count
    }
    let checksum = try file.bytes(at: content, count: ObjectID.byteCount)
    return hash.finalize().elementsEqual(checksum)
      ? nil : "does not have the checksum that it ends with"
  }
}
