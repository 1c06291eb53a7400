package import Git

/// The tree of an event: its payload and, where there is some, its metadata.
package enum PayloadTree {
  /// Writes the tree.
  ///
  /// - Parameters:
  ///   - data: The blob of the payload.
  ///   - metadata: The blob of the metadata.
  /// - Returns: The content of the tree object.
  package static func encode(data: ObjectID, metadata: ObjectID?) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(96)
    append(StoreLayout.File.data, data, to: &bytes)
    if let metadata { append(StoreLayout.File.metadata, metadata, to: &bytes) }
    return bytes
  }

  /// An entry of a tree, as `git mktree` writes that of an ordinary file; the names are in git's order.
  private static func append(_ name: String, _ id: ObjectID, to bytes: inout [UInt8]) {
    bytes.append(contentsOf: "100644 ".utf8)
    bytes.append(contentsOf: name.utf8)
    bytes.append(0)
    id.append(to: &bytes)
  }

  /// The tree that an event's payload makes, without storing anything.
  ///
  /// - Parameter event: The event.
  /// - Returns: The name of the tree.
  /// - Throws: `library`.
  package static func id(of event: EventData) throws(GitError) -> ObjectID {
    let data = try ObjectHasher.id(of: .blob, event.data.bytes)
    var metadata: ObjectID?
    if let text = event.metadata { metadata = try ObjectHasher.id(of: .blob, text.bytes) }
    return try ObjectHasher.id(of: .tree, encode(data: data, metadata: metadata))
  }
}
