package import Git

/// The tree of an event: its payload and, where there is some, its metadata.
package enum PayloadTree {
  /// Writes the tree.
  ///
  /// - Parameters:
  ///   - data: The blob of the payload.
  ///   - metadata: The blob of the metadata.
  /// - Returns: The content of the tree object.
  /// - Throws: `malformed`, never for these names.
  package static func encode(
    data: ObjectID, metadata: ObjectID?
  ) throws(GitError) -> [UInt8] {
    var entries = [try TreeEntry(mode: .file, name: StoreLayout.File.data, id: data)]
    if let metadata {
      entries.append(try TreeEntry(mode: .file, name: StoreLayout.File.metadata, id: metadata))
    }
    return try TreeObject(entries).serialized()
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
