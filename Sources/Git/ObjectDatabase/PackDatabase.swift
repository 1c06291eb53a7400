import CGit2

/// Owns a libgit2 object database that sees packs only.
///
/// Its packs are those that were there when it was made: a miss does not look again, because the owner of this
/// value decides when to open another. libgit2's loose backend is never added (it has memory bugs).
struct PackDatabase: ~Copyable {
  private let database: OpaquePointer

  /// Opens the packs of some `objects` folders.
  ///
  /// The corresponding C functions are `git_odb_new`, `git_odb_backend_pack` and `git_odb_add_backend`.
  ///
  /// - Parameter objectDirectories: The folders, the one to ask first in front.
  /// - Throws: `library`.
  init(objectDirectories: [String]) throws(GitError) {
    var database: OpaquePointer?
    try git("git_odb_new") { git_odb_new(&database) }
    guard let database else {
      throw .library(call: "git_odb_new", status: 0, message: "no object database was made")
    }
    do throws(GitError) {
      for (index, directory) in objectDirectories.enumerated() {
        var backend: UnsafeMutablePointer<git_odb_backend>?
        try git("git_odb_backend_pack") { git_odb_backend_pack(&backend, directory) }
        // Without it a lookup that misses does not list the folder of packs again.
        backend?.pointee.refresh = nil
        try git("git_odb_add_backend") {
          git_odb_add_backend(database, backend, Int32(clamping: objectDirectories.count - index))
        }
      }
    } catch {
      git_odb_free(database)
      throw error
    }
    self.database = database
  }

  deinit { git_odb_free(database) }

  /// Reads one object, whose bytes libgit2 hashes and compares with its name.
  ///
  /// The corresponding C functions are `git_odb_read_header`, which reads no content, and `git_odb_read`.
  ///
  /// - Parameters:
  ///   - id: The object's name.
  ///   - limit: The largest content, in bytes, that the caller will take.
  /// - Returns: The object, or nil where no pack holds it.
  /// - Throws: `oversizedObject`, `library`.
  borrowing func object(_ id: ObjectID, limit: Int) throws(GitError) -> GitObject? {
    var name = id.libgit2
    var size = 0
    var kind = GIT_OBJECT_INVALID
    let known = try gitFinds("git_odb_read_header") {
      git_odb_read_header(&size, &kind, database, &name)
    }
    guard known else { return nil }
    guard size >= 0, size <= limit else {
      throw .oversizedObject(id, bytes: size < 0 ? Int.max : size, limit: limit)
    }
    var object: OpaquePointer?
    let found = try gitFinds("git_odb_read") { git_odb_read(&object, database, &name) }
    guard found, let object else { return nil }
    defer { git_odb_object_free(object) }
    guard let kind = ObjectKind(git_odb_object_type(object)) else {
      throw .damagedObject(id, reason: "its kind is unknown")
    }
    let bytes = UnsafeRawBufferPointer(
      start: git_odb_object_data(object), count: git_odb_object_size(object))
    return GitObject(id: id, kind: kind, bytes: [UInt8](bytes))
  }

  /// Says whether some pack's index names an object.
  ///
  /// The corresponding C function is `git_odb_exists_ext`.
  ///
  /// - Parameter id: The object's name.
  /// - Returns: True where one does.
  /// - Throws: `library`.
  borrowing func contains(_ id: ObjectID) throws(GitError) -> Bool {
    var name = id.libgit2
    let flags = GIT_ODB_LOOKUP_NO_REFRESH.rawValue
    return try git("git_odb_exists_ext") { git_odb_exists_ext(database, &name, flags) } == 1
  }

  /// Collects the objects whose names begin with some digits.
  ///
  /// The corresponding C function is `git_odb_exists_prefix`, which says no more than "several": those are told
  /// apart by asking with each further digit.
  ///
  /// - Parameters:
  ///   - prefix: 4 to 40 lower-case hexadecimal digits.
  ///   - limit: When so many are found, no more are looked for.
  ///   - names: Where they are added.
  /// - Throws: `library`.
  borrowing func collect(
    beginningWith prefix: [UInt8], limit: Int, into names: inout Set<ObjectID>
  ) throws(GitError) {
    guard names.count < limit else { return }
    let padding = [UInt8](repeating: UInt8(ascii: "0"), count: 40 - prefix.count)
    guard let padded = ObjectID(hex: prefix + padding) else { return }
    var key = padded.libgit2
    var found = git_oid()
    let match = try gitMatches("git_odb_exists_prefix") {
      git_odb_exists_prefix(&found, database, &key, prefix.count)
    }
    switch match {
    case .none: return
    case .one: names.insert(ObjectID(found))
    case .several:
      for digit in "0123456789abcdef".utf8 where prefix.count < 40 {
        try collect(beginningWith: prefix + [digit], limit: limit, into: &names)
      }
    }
  }
}
