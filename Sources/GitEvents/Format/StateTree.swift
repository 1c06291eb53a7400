package import Git

/// The tree of a snapshot: its state and nothing else.
package enum StateTree {
  /// Writes the tree.
  ///
  /// - Parameter state: The blob of the state.
  /// - Returns: The content of the tree object.
  /// - Throws: `malformed`, never for this name.
  package static func encode(state: ObjectID) throws(GitError) -> [UInt8] {
    try TreeObject([TreeEntry(mode: .file, name: StoreLayout.File.state, id: state)]).serialized()
  }

  /// Reads the tree.
  ///
  /// - Parameter bytes: The content of the tree object.
  /// - Returns: The blob of the state.
  /// - Throws: `FormatError` where the tree holds anything else.
  package static func state(parsing bytes: [UInt8]) throws(FormatError) -> ObjectID {
    let tree = try? TreeObject(parsing: bytes)
    guard let entry = tree?.entries.first, tree?.entries.count == 1,
      entry.name == StoreLayout.File.state, entry.mode == .file
    else { throw FormatError("its tree does not hold \(StoreLayout.File.state) alone") }
    return entry.id
  }
}
