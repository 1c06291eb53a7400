/// The four kinds of object, with the numbers that packs give them.
package enum ObjectKind: UInt8, Sendable, CaseIterable {
  case commit = 1
  case tree = 2
  case blob = 3
  case tag = 4

  /// The word that stands in a loose object's header.
  package var name: String {
    switch self {
    case .commit: "commit"
    case .tree: "tree"
    case .blob: "blob"
    case .tag: "tag"
    }
  }
}

/// One object as it was read: its name has been checked against its bytes.
package struct GitObject: Sendable, Equatable {
  package let id: ObjectID
  package let kind: ObjectKind
  /// The content, without git's header.
  package let bytes: [UInt8]

  package init(id: ObjectID, kind: ObjectKind, bytes: [UInt8]) {
    self.id = id
    self.kind = kind
    self.bytes = bytes
  }
}
