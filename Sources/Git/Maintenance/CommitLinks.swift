/// What a commit points at, read from its first lines alone.
struct CommitLinks {
  let tree: ObjectID
  let firstParent: ObjectID?

  /// Reads a commit; fails where it does not begin as commits do.
  ///
  /// - Parameter bytes: The commit's content.
  init?(_ bytes: [UInt8]) {
    guard let tree = CommitLinks.id(after: "tree ", in: bytes[...]) else { return nil }
    self.tree = tree
    firstParent = CommitLinks.id(after: "parent ", in: bytes.dropFirst("tree ".count + 41))
  }

  /// What a tag names.
  ///
  /// - Parameter bytes: The tag's content.
  /// - Returns: Nil where it does not begin as tags do.
  static func target(ofTag bytes: [UInt8]) -> ObjectID? { id(after: "object ", in: bytes[...]) }

  /// What a tree lists, in its order.
  ///
  /// - Parameter bytes: The tree's content.
  /// - Returns: The entries up to the first that is none.
  static func children(ofTree bytes: [UInt8]) -> [(id: ObjectID, isTree: Bool)] {
    var children: [(id: ObjectID, isTree: Bool)] = []
    var rest = bytes[...]
    while let end = rest.firstIndex(of: 0), rest.endIndex - end > ObjectID.byteCount {
      let name = rest[(end + 1)...].prefix(ObjectID.byteCount)
      guard let id = ObjectID(bytes: name) else { break }
      children.append((id, rest.starts(with: "40000 ".utf8)))
      rest = rest[name.endIndex...]
    }
    return children
  }

  private static func id(after word: String, in bytes: ArraySlice<UInt8>) -> ObjectID? {
    guard bytes.starts(with: word.utf8) else { return nil }
    return ObjectID(hex: bytes.dropFirst(word.utf8.count).prefix(2 * ObjectID.byteCount))
  }
}
