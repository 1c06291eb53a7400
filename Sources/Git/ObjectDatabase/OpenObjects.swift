#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Owns the open packs of all `objects` folders, and knows the folders for their loose objects.
struct OpenObjects: ~Copyable {
  /// The names of all packs, as they were listed before any was opened.
  let packNames: Set<String>
  private let packs: PackDatabase
  private let loose: [LooseObjectReader]

  /// Opens the packs of a folder and of its alternates.
  ///
  /// - Parameters:
  ///   - objectsDirectory: The repository's own folder.
  ///   - alternates: Further folders beside those that `info/alternates` lists.
  /// - Throws: `library`.
  init(_ objectsDirectory: String, alternates: [String]) throws(GitError) {
    let directories = ObjectDirectories.list(from: objectsDirectory, alternates: alternates)
    packNames = OpenObjects.packNames(in: directories)
    packs = try PackDatabase(objectDirectories: directories)
    loose = directories.map(LooseObjectReader.init(objectsDirectory:))
  }

  /// Lists the packs of a repository as they are now.
  ///
  /// - Parameters:
  ///   - objectsDirectory: The repository's own folder.
  ///   - alternates: Further folders.
  /// - Returns: The names of their files; what cannot be listed has none.
  static func packNames(_ objectsDirectory: String, alternates: [String]) -> Set<String> {
    packNames(in: ObjectDirectories.list(from: objectsDirectory, alternates: alternates))
  }

  private static func packNames(in directories: [String]) -> Set<String> {
    var names: Set<String> = []
    for directory in directories {
      guard let folder = try? Folder(directory + "/pack"), let entries = try? folder.entries()
      else { continue }
      for entry in entries where entry.name.suffix(4).elementsEqual(".idx".utf8) {
        names.insert(directory + "/" + String(decoding: entry.name, as: UTF8.self))
      }
    }
    return names
  }

  /// Tells a pack that may not be read from one that is not there, which libgit2 does not.
  ///
  /// - Parameter names: The paths of packs' indexes.
  /// - Throws: `system` with `EACCES`.
  static func refuseUnreadable(_ names: Set<String>) throws(GitError) {
    for index in names.sorted() {
      for path in [index, index.dropLast("idx".count) + "pack"]
      where access(path, R_OK) != 0 && errno == EACCES {
        throw .system(call: "open", path: path, errno: EACCES)
      }
    }
  }

  /// Reads one object: a sound copy wins over a damaged one.
  ///
  /// - Parameters:
  ///   - id: The object's name.
  ///   - limit: The largest content, in bytes, that the caller will take.
  /// - Returns: The object, or nil where there is none.
  /// - Throws: `damagedObject` where all copies are damaged; `oversizedObject`, `system`.
  borrowing func object(_ id: ObjectID, limit: Int) throws(GitError) -> GitObject? {
    var failure: GitError?
    do throws(GitError) {
      if let object = try packs.object(id, limit: limit) { return object }
    } catch {
      switch error {
      case .oversizedObject: throw error
      case .library(_, _, let message): failure = .damagedObject(id, reason: message)
      default: failure = error
      }
    }
    for reader in loose {
      do throws(GitError) {
        if let object = try reader.object(id, limit: limit) { return object }
      } catch {
        if case .oversizedObject = error { throw error }
        failure = failure ?? error
      }
    }
    if let failure { throw failure }
    return nil
  }

  /// Says whether an object is there.
  ///
  /// - Parameter id: The object's name.
  /// - Returns: True where a pack's index or a loose file has the name.
  /// - Throws: `library`, `system`, `damagedObject`.
  borrowing func contains(_ id: ObjectID) throws(GitError) -> Bool {
    if try packs.contains(id) { return true }
    for reader in loose where try reader.contains(id) { return true }
    return false
  }

  /// Collects the objects whose names begin with some digits.
  ///
  /// - Parameters:
  ///   - prefix: 4 to 40 lower-case hexadecimal digits.
  ///   - limit: At most so many.
  /// - Returns: The names in order.
  /// - Throws: `library`, `system`.
  borrowing func names(
    beginningWith prefix: [UInt8], limit: Int
  ) throws(GitError) -> [ObjectID] {
    var names: Set<ObjectID> = []
    try packs.collect(beginningWith: prefix, limit: limit, into: &names)
    let digits = String(decoding: prefix, as: UTF8.self)
    for reader in loose { names.formUnion(try reader.names(beginningWith: digits)) }
    return Array(names.sorted().prefix(limit))
  }
}
