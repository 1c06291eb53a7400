extension StoreLayout {
  /// What a ref is for that only the store may move as it likes.
  package enum GuardedPlace: Sendable, Hashable {
    case stream
    case ledger(replica: String)
    case snapshot
    case notes
    /// It makes git show other objects than there are.
    case replacement
    /// It is where the store keeps its own, and nobody may put something; the reason is a clause.
    case foreign(reason: String)
  }

  /// Says what a ref is for.
  ///
  /// - Parameter reference: The full name of the ref.
  /// - Returns: Nil where it is none of the store's business: a branch, an ordinary tag.
  package static func guardedPlace(of reference: String) -> GuardedPlace? {
    if reference.hasPrefix(streamPrefix) { return .stream }
    if reference.hasPrefix(ledgerPrefix) {
      return .ledger(replica: String(reference.dropFirst(ledgerPrefix.count)))
    }
    if reference.hasPrefix(snapshotPrefix) { return .snapshot }
    if reference == notesReference { return .notes }
    if reference.hasPrefix(replacementPrefix) { return .replacement }
    if reference.hasPrefix(remotePrefix) {
      return .foreign(reason: "what another repository has is noted there, and never pushed")
    }
    // A file system may take them for the store's, and a ref of the folder's name is in the folder's way.
    let folded = reference.lowercased() + "/"
    let places = [
      streamPrefix, ledgerPrefix, snapshotPrefix, remotePrefix, notesReference + "/",
      replacementPrefix,
    ]
    return places.contains { folded.hasPrefix($0) }
      ? .foreign(reason: "it is in the way of the store's refs") : nil
  }
}
