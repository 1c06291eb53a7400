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

  /// What stands before the name of a blob.
  private static let dataEntry = Array("100644 \(StoreLayout.File.data)\0".utf8)
  private static let metadataEntry = Array("100644 \(StoreLayout.File.metadata)\0".utf8)

  /// Reads the tree of an event that has a payload, perhaps metadata, and nothing else, as nearly all have.
  ///
  /// - Parameter bytes: The content of the tree object.
  /// - Returns: The blobs; nil where the tree holds anything else.
  package static func blobs(in bytes: [UInt8]) -> (data: ObjectID, metadata: ObjectID?)? {
    let end = dataEntry.count + ObjectID.byteCount
    guard bytes.starts(with: dataEntry), let data = ObjectID(in: bytes, at: dataEntry.count) else {
      return nil
    }
    if bytes.count == end { return (data, nil) }
    guard bytes.count == end + metadataEntry.count + ObjectID.byteCount,
      bytes[end...].starts(with: metadataEntry),
      let metadata = ObjectID(in: bytes, at: end + metadataEntry.count)
    else { return nil }
    return (data, metadata)
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
