import CGit2

/// Names objects: SHA-1 with collision detection.
package enum ObjectHasher {
  /// Computes the name that an object has.
  ///
  /// The corresponding C function is `git_odb_hash`. It is called without starting libgit2, which would cost a
  /// short-lived process 4 ms: for a valid kind it allocates nothing and reads no global state (checked in the
  /// sources of 1.5.1: `git_odb__hashobj`, `git_hash_vec`, `hash/collisiondetect.c`, whose global initialiser is
  /// empty). Only its error path needs the library, so a failure is repeated with libgit2 started.
  ///
  /// - Parameters:
  ///   - kind: The object's kind.
  ///   - bytes: Its content, without git's header.
  /// - Returns: The name.
  /// - Throws: `library` where the bytes are an attack on SHA-1.
  package static func id(of kind: ObjectKind, _ bytes: [UInt8]) throws(GitError) -> ObjectID {
    var name = git_oid()
    let hash: (UnsafeRawBufferPointer) -> Int32 = { content in
      git_odb_hash(&name, content.baseAddress, content.count, kind.libgit2)
    }
    if bytes.withUnsafeBytes(hash) < 0 {
      try git("git_odb_hash") { bytes.withUnsafeBytes(hash) }
    }
    return ObjectID(name)
  }
}

extension ObjectKind {
  /// The kind as libgit2 numbers it: as packs do.
  var libgit2: git_object_t { git_object_t(rawValue: Int32(rawValue)) }
}

extension ObjectID {
  /// Takes a name over from libgit2.
  ///
  /// - Parameter name: libgit2's.
  init(_ name: git_oid) {
    self = withUnsafeBytes(of: name) { bytes in
      // A tuple of 20 bytes is never empty, so its buffer has an address.
      bytes.baseAddress.map(ObjectID.init(raw:)) ?? .zero
    }
  }
}
