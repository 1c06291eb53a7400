/// The four kinds of object, with the numbers that packs give them.
package enum ObjectKind: UInt8, Sendable, CaseIterable {
  case commit = 1
  case tree = 2
  case blob = 3
  case tag = 4

  /// The word that stands in a loose object's header.
  package var name: String { String(decoding: word, as: UTF8.self) }

  /// The bytes of that word.
  var word: UnsafeBufferPointer<UInt8> {
    let word: StaticString =
      switch self {
      case .commit: "commit"
      case .tree: "tree"
      case .blob: "blob"
      case .tag: "tag"
      }
    return UnsafeBufferPointer(start: word.utf8Start, count: word.utf8CodeUnitCount)
  }
}

/// One object as it was read: its name has been checked against its bytes.
package struct GitObject: Sendable, Equatable {
  package let id: ObjectID
  package let kind: ObjectKind
  /// The content, without git's header.
  package let bytes: [UInt8]
  /// Where the object lies that was stored next.
  package let neighbour: ObjectPlace

  /// Makes an object.
  ///
  /// - Parameters:
  ///   - id: Its name.
  ///   - kind: Its kind.
  ///   - bytes: Its content.
  ///   - neighbour: Where the object lies that was stored next, where that is known.
  package init(
    id: ObjectID, kind: ObjectKind, bytes: [UInt8], neighbour: ObjectPlace = .unknown
  ) {
    self.id = id
    self.kind = kind
    self.bytes = bytes
    self.neighbour = neighbour
  }
}
