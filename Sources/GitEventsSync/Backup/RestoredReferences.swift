import Git
import GitEvents

/// The refs that a bundle names, as far as a store or the project beside it has any use for them.
struct RestoredReferences {
  /// The refs, in git's order.
  let taken: [NamedReference]
  /// The names of the others.
  let leftOut: [String]
  /// What the bundle says that its repository's own `HEAD` was; nil where it does not.
  let head: ObjectID?

  private static let prefixes = [
    StoreLayout.streamPrefix, StoreLayout.ledgerPrefix, StoreLayout.branchPrefix,
    StoreLayout.tagPrefix, StoreLayout.notesPrefix,
  ]

  /// Takes the refs of a bundle.
  ///
  /// - Parameters:
  ///   - header: What the bundle says.
  ///   - name: What messages call it.
  /// - Throws: `damaged` for names that cannot stand beside each other.
  init(_ header: BundleHeader, _ name: String) throws(EventStoreError) {
    var taken: [NamedReference] = []
    var leftOut: [String] = []
    var head: ObjectID?
    for reference in header.references {
      if reference.name == "HEAD" {
        head = reference.target
      } else if Self.prefixes.contains(where: { reference.name.hasPrefix($0) }),
        ReferenceName.isValid(reference.name),
        !reference.name.hasPrefix(StoreLayout.streamPrefix)
          || StoreLayout.stream(of: reference.name) != nil
      {
        taken.append(reference)
      } else {
        leftOut.append(reference.name)
      }
    }
    taken.sort(by: NamedReference.precedes)
    let names = Set(taken.map(\.name))
    let isFolder = { (name: String) in
      var above = name[...]
      while let slash = above.lastIndex(of: "/") {
        above = above[..<slash]
        if names.contains(String(above)) { return true }
      }
      return false
    }
    if names.count < taken.count || taken.contains(where: { isFolder($0.name) }) {
      throw EventStoreError(
        .damaged, "'\(name)' names refs that cannot stand beside each other",
        hint: "it was not written by git or by git-events")
    }
    self.taken = taken
    self.leftOut = leftOut
    self.head = head
  }

  /// The refs with some of them set anew.
  ///
  /// - Parameter moves: Where those belong.
  /// - Returns: All refs, in git's order.
  func moving(_ moves: [NamedReference]) -> [NamedReference] {
    if moves.isEmpty { return taken }
    let moved = Set(moves.map(\.name))
    return (taken.filter { !moved.contains($0.name) } + moves).sorted(by: NamedReference.precedes)
  }
}
