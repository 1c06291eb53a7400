/// Takes new objects: a pack that is being built, or a buffer whose objects go to the log first.
package protocol ObjectSink: ~Copyable {
  /// Takes an object.
  ///
  /// - Parameters:
  ///   - kind: Its kind.
  ///   - content: Its bytes, without git's header.
  /// - Returns: Its name.
  /// - Throws: `library`; `malformed` where there is no room for it.
  @discardableResult
  mutating func add(_ kind: ObjectKind, _ content: [UInt8]) throws(GitError) -> ObjectID
}

extension PackBuilder: ObjectSink {}

/// Collects objects as they are.
package struct ObjectBuffer: ObjectSink {
  /// The objects, each once, in the order in which they came.
  package private(set) var objects: [GitObject] = []
  private var known: Set<ObjectID> = []

  package init() {}

  @discardableResult
  package mutating func add(
    _ kind: ObjectKind, _ content: [UInt8]
  ) throws(GitError) -> ObjectID {
    let id = try ObjectHasher.id(of: kind, content)
    if known.insert(id).inserted { objects.append(GitObject(id: id, kind: kind, bytes: content)) }
    return id
  }
}
