import GitEvents
import GitEventsProjections

extension Context {
  /// Reads what is noted about events, to mark them where they are shown.
  ///
  /// - Parameter store: The store.
  /// - Returns: The notes; none, and a warning, where the store's own stream cannot be read: the events still can.
  /// - Throws: `Failure`, `ClosedPipe`, where the warning cannot be written.
  func marks(_ store: EventStore) throws -> StoreNotes {
    do {
      return try StoreNotes(of: store)
    } catch {
      try ReplayMessages(context: self).warn(
        "what is noted about the events is not shown: \(error.message)")
      return StoreNotes()
    }
  }
}
