package import Git
import GitEvents

/// The refs of another repository, as far as they are known here: what it said itself of those that are to move there, and
/// what it had when it was last asked.
package struct KnownOfRemote: ReferenceReading {
  private let repository: any ReferenceReading
  /// The name of the remote; nil where it has none under which anything was noted.
  private let remote: String?
  private let said: [String: ObjectID?]

  /// Puts together what is known.
  ///
  /// - Parameters:
  ///   - remote: The name of the remote, or an address.
  ///   - moves: What is to move there.
  ///   - repository: Reads the refs of this repository.
  package init(
    _ remote: String, moving moves: [IncomingMove], in repository: any ReferenceReading
  ) {
    self.repository = repository
    let prefix = StoreLayout.remoteLedgerPrefix(of: remote)
    self.remote = ReferenceName.isValid(String(prefix.dropLast())) ? remote : nil
    said = Dictionary(moves.map { ($0.reference, $0.old) }) { first, _ in first }
  }

  package func reference(_ name: String) throws(GitError) -> ObjectID? {
    if let old = said[name] { return old }
    guard let remote else { return nil }
    if name.hasPrefix(StoreLayout.streamPrefix) {
      return try repository.reference(
        StoreLayout.remoteStreamPrefix(of: remote)
          + name.dropFirst(StoreLayout.streamPrefix.count))
    }
    guard name.hasPrefix(StoreLayout.ledgerPrefix) else { return nil }
    return try repository.reference(
      StoreLayout.remoteLedgerPrefix(of: remote) + name.dropFirst(StoreLayout.ledgerPrefix.count))
  }

  package func references(
    under prefix: String, after: String?, limit: Int
  ) throws(GitError) -> [ListedReference] {
    var found: [String: ListedReference] = [:]
    let places = [
      (StoreLayout.streamPrefix, remote.map(StoreLayout.remoteStreamPrefix)),
      (StoreLayout.ledgerPrefix, remote.map(StoreLayout.remoteLedgerPrefix)),
    ]
    for (own, noted) in places where own == prefix {
      guard let noted else { continue }
      for reference in try repository.references(under: noted, after: nil, limit: .max) {
        let name = own + reference.name.dropFirst(noted.count)
        found[name] = ListedReference(name: name, target: reference.target)
      }
    }
    for (name, old) in said where name.hasPrefix(prefix) {
      found[name] = old.map { ListedReference(name: name, target: .success($0)) }
    }
    let names = found.keys.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    let rest = after.map { after in
      names.drop { !after.utf8.lexicographicallyPrecedes($0.utf8) }
    }
    return (rest ?? names[...]).prefix(limit).compactMap { found[$0] }
  }
}
