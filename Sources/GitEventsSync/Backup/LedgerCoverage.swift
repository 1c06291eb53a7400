import Git
import GitEvents

/// Tells which heads of streams a ledger reaches.
///
/// A ledger has the heads of its entries as parents. So whoever has its tip has them all, and a bundle need not ask for each:
/// git looks for every commit that a bundle goes on from with a walk that takes the longer the more there are.
struct LedgerCoverage {
  private let reader: EventReader

  /// Reads a repository.
  ///
  /// - Parameter objects: The repository.
  init(_ objects: any ObjectReading) { reader = EventReader(objects) }

  /// The fewest refs that lead to all that some refs lead to.
  ///
  /// - Parameters:
  ///   - references: The refs, ledgers among them.
  ///   - known: Ledger commits behind which nothing need be looked for.
  /// - Returns: The refs without those streams that one of the ledgers names.
  /// - Throws: `io`.
  func tips(
    of references: [NamedReference], stoppingAt known: Set<ObjectID> = []
  ) throws(EventStoreError) -> [NamedReference] {
    let isStream = { (reference: NamedReference) in
      reference.name.hasPrefix(StoreLayout.streamPrefix)
    }
    var missing = Set(references.filter(isStream).map(\.target))
    for ledger in references where ledger.name.hasPrefix(StoreLayout.ledgerPrefix) {
      do throws(EventStoreError) {
        try find(&missing, by: ledger.target, stoppingAt: known)
      } catch {
        // What a damaged ledger does not tell is given to git itself.
        guard error.code == .damaged else { throw error }
      }
    }
    return references.filter { !isStream($0) || missing.contains($0.target) }
  }

  private func find(
    _ missing: inout Set<ObjectID>, by tip: ObjectID, stoppingAt known: Set<ObjectID>
  ) throws(EventStoreError) {
    var next: ObjectID? = tip
    while let id = next, !known.contains(id), !missing.isEmpty {
      let entry = try LedgerEntry(id, reader)
      for line in entry.lines { missing.remove(line.head) }
      next = entry.previous
    }
  }
}
