package import Git

/// Finds events by their ids: by reading history, or through an index that a floor above injects.
package protocol EventIDLookup: Sendable {
  /// Finds the commits of events.
  ///
  /// - Parameters:
  ///   - ids: The ids to look for.
  ///   - tip: The tip of the ledger that the answer must be true for.
  /// - Returns: The commits of those that exist; nil where the answer cannot be trusted for that tip, so that another
  ///   way must be taken.
  /// - Throws: `damaged`, `io`.
  func commits(
    of ids: Set<EventID>, at tip: ObjectID?
  ) throws(EventStoreError) -> [EventID: ObjectID]?
}
