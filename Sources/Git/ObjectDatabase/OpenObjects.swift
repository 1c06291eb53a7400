#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The packs of all `objects` folders as they were listed at one moment, and the folders for their loose objects.
final class OpenObjects: Sendable {
  private let packs: PackSet
  private let loose: [LooseObjectReader]

  /// The paths of the packs' indexes, as they were listed before any was opened.
  var packNames: Set<String> { packs.names }

  /// Lists the packs of a folder and of its alternates.
  ///
  /// - Parameters:
  ///   - objectsDirectory: The repository's own folder.
  ///   - alternates: Further folders beside those that `info/alternates` lists.
  ///   - earlier: What was open before: packs that are still the same files are taken over.
  ///   - tools: What all packs share.
  init(
    _ objectsDirectory: String, alternates: [String], reusing earlier: OpenObjects?,
    _ tools: PackTools
  ) {
    let directories = ObjectDirectories.list(from: objectsDirectory, alternates: alternates)
    packs = PackSet(directories, reusing: earlier?.packs, tools)
    loose = directories.map(LooseObjectReader.init(objectsDirectory:))
  }

  /// Lists the packs of a repository as they are now.
  ///
  /// - Parameters:
  ///   - objectsDirectory: The repository's own folder.
  ///   - alternates: Further folders.
  /// - Returns: The paths of their indexes; what cannot be listed has none.
  static func packNames(_ objectsDirectory: String, alternates: [String]) -> Set<String> {
    PackSet.names(in: ObjectDirectories.list(from: objectsDirectory, alternates: alternates))
  }

  /// Tells a pack that may not be read from one that is not there.
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
  func object(_ id: ObjectID, limit: Int) throws(GitError) -> GitObject? {
    var failure: GitError?
    do throws(GitError) {
      if let object = try packs.object(id, limit: limit) { return object }
    } catch {
      if case .oversizedObject = error { throw error }
      failure = error
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

  /// Reads one object where it is thought to lie.
  ///
  /// - Parameters:
  ///   - id: The object's name.
  ///   - kind: Its kind.
  ///   - place: Where it may lie.
  ///   - limit: The largest content, in bytes, that the caller will take.
  /// - Returns: Nil where it is not there.
  func object(_ id: ObjectID, _ kind: ObjectKind, at place: ObjectPlace, limit: Int) -> GitObject? {
    packs.object(id, kind, at: place, limit: limit)
  }

  /// Says whether an object is there.
  ///
  /// - Parameter id: The object's name.
  /// - Returns: True where a pack's index or a loose file has the name.
  /// - Throws: `system`, `damagedObject`.
  func contains(_ id: ObjectID) throws(GitError) -> Bool {
    if packs.contains(id) { return true }
    for reader in loose where try reader.contains(id) { return true }
    return false
  }

  /// Collects the objects whose names begin with some digits.
  ///
  /// - Parameters:
  ///   - prefix: 4 to 40 lower-case hexadecimal digits.
  ///   - limit: At most so many.
  /// - Returns: The names in order.
  /// - Throws: `system`.
  func names(
    beginningWith prefix: [UInt8], limit: Int
  ) throws(GitError) -> [ObjectID] {
    var names = packs.names(beginningWith: prefix, limit: limit)
    let digits = String(decoding: prefix, as: UTF8.self)
    for reader in loose { names.formUnion(try reader.names(beginningWith: digits)) }
    return Array(names.sorted().prefix(limit))
  }
}
