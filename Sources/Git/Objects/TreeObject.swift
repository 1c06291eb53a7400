/// A tree's content as plain values, in git's order.
package struct TreeObject: Sendable, Equatable {
  package let entries: [TreeEntry]

  /// Makes a tree; the entries are put in git's order.
  ///
  /// - Parameter entries: In any order.
  /// - Throws: `malformed` where two have one name.
  package init(_ entries: [TreeEntry]) throws(GitError) {
    let names = Set(entries.map(\.nameBytes))
    guard names.count == entries.count else {
      throw .malformed(what: "tree", reason: "two entries have one name")
    }
    self.entries = entries.sorted(by: TreeEntry.precedes)
  }

  /// Parses a tree strictly: what it accepts, it gives back byte for byte.
  ///
  /// - Parameter bytes: The content, without git's header.
  /// - Throws: `malformed`, for whatever git itself does not write; entries out of order included.
  package init(parsing bytes: [UInt8]) throws(GitError) {
    var entries: [TreeEntry] = []
    var names: Set<[UInt8]> = []
    var rest = bytes[...]
    while !rest.isEmpty {
      let entry = try TreeObject.entry(&rest)
      if let last = entries.last, !TreeEntry.precedes(last, entry) {
        throw .malformed(what: "tree", reason: "its entries are out of order")
      }
      // A file `a` and a folder `a` may stand apart, with `a-b` between them.
      if entry.mode == .folder || !names.isEmpty {
        if names.isEmpty { names.formUnion(entries.map(\.nameBytes)) }
        guard names.insert(entry.nameBytes).inserted else {
          throw .malformed(what: "tree", reason: "two entries have one name")
        }
      }
      entries.append(entry)
    }
    self.entries = entries
  }

  private static func entry(_ rest: inout ArraySlice<UInt8>) throws(GitError) -> TreeEntry {
    guard let space = rest.prefix(7).firstIndex(of: UInt8(ascii: " ")),
      let mode = TreeEntry.Mode(octal: rest[..<space])
    else { throw .malformed(what: "tree", reason: "an entry's mode is unknown") }
    rest = rest[(space + 1)...]
    guard let end = rest.firstIndex(of: 0) else {
      throw .malformed(what: "tree", reason: "an entry's name has no end")
    }
    let name = Array(rest[..<end])
    guard TreeEntry.isFit(name) else {
      throw .malformed(what: "tree", reason: "an entry's name is no single component")
    }
    rest = rest[(end + 1)...]
    guard let id = ObjectID(bytes: rest.prefix(ObjectID.byteCount)) else {
      throw .malformed(what: "tree", reason: "an entry is cut short")
    }
    rest = rest.dropFirst(ObjectID.byteCount)
    return TreeEntry(mode: mode, nameBytes: name, id: id)
  }

  /// Looks an entry up by its name.
  ///
  /// - Parameter name: One component.
  /// - Returns: The entry, or nil where there is none.
  package func entry(named name: String) -> TreeEntry? {
    entries.first { $0.nameBytes.elementsEqual(name.utf8) }
  }

  /// Writes the tree as git stores it.
  ///
  /// - Returns: The content, without git's header.
  package func serialized() -> [UInt8] {
    var bytes: [UInt8] = []
    for entry in entries {
      bytes.append(contentsOf: entry.mode.text.utf8)
      bytes.append(UInt8(ascii: " "))
      bytes.append(contentsOf: entry.nameBytes)
      bytes.append(0)
      bytes.append(contentsOf: entry.id.bytes)
    }
    return bytes
  }
}
