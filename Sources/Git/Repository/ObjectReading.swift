/// Reads objects by name: from a repository on disk, or from memory in tests.
package protocol ObjectReading: Sendable {
  /// Reads one object and checks its bytes against its name.
  ///
  /// - Parameters:
  ///   - id: The object's name.
  ///   - limit: The largest content, in bytes, that the caller will take.
  /// - Returns: The object.
  /// - Throws: `missingObject`, `damagedObject`, `oversizedObject`, `library` or `system`.
  func object(_ id: ObjectID, limit: Int) throws(GitError) -> GitObject

  /// Reads one object that is thought to lie at a place, and checks its bytes against its name.
  ///
  /// - Parameters:
  ///   - id: The object's name.
  ///   - kind: The kind that it is thought to have; the object may have another.
  ///   - place: Where it may lie; it is looked up where it does not.
  ///   - limit: The largest content, in bytes, that the caller will take.
  /// - Returns: The object.
  /// - Throws: `missingObject`, `damagedObject`, `oversizedObject`, `library` or `system`.
  func object(
    _ id: ObjectID, _ kind: ObjectKind, at place: ObjectPlace, limit: Int
  ) throws(GitError) -> GitObject
}

extension ObjectReading {
  package func object(
    _ id: ObjectID, _ kind: ObjectKind, at place: ObjectPlace, limit: Int
  ) throws(GitError) -> GitObject {
    try object(id, limit: limit)
  }
}

/// Reads refs by full name, such as `refs/events/order-42`.
package protocol ReferenceReading: Sendable {
  /// Reads one direct ref.
  ///
  /// - Parameter name: The full name.
  /// - Returns: Where it points, or nil where there is none.
  /// - Throws: `damagedReference` for an empty, garbled, symbolic or symlinked ref; `system`.
  func reference(_ name: String) throws(GitError) -> ObjectID?

  /// Lists the refs below a prefix in byte order of their names.
  ///
  /// - Parameters:
  ///   - prefix: A folder of refs with its slash, such as `refs/events/`.
  ///   - after: Only names greater than this one, or all where nil.
  ///   - limit: At most so many, the first in order.
  /// - Returns: Names with what they point at; a damaged ref carries its error instead, so that one bad file does
  ///   not hide the others.
  /// - Throws: `system`, `damagedReference` for a packed-refs file that cannot be read at all.
  func references(
    under prefix: String, after: String?, limit: Int
  ) throws(GitError) -> [ListedReference]
}

/// A ref as a listing shows it.
package struct ListedReference: Sendable, Equatable {
  package let name: String
  package let target: Result<ObjectID, GitError>

  package init(name: String, target: Result<ObjectID, GitError>) {
    self.name = name
    self.target = target
  }
}
