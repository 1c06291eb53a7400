import GitEvents

/// What is noted with git notes on the events that are shown, reviews above all.
final class ReviewMarks {
  private let context: Context
  private let store: EventStore
  private var notes: ReviewNotes?
  private var isOpen = false

  /// Reads nothing yet.
  ///
  /// - Parameters:
  ///   - context: Where a warning goes.
  ///   - store: The store.
  init(_ context: Context, _ store: EventStore) {
    self.context = context
    self.store = store
  }

  /// What is noted on an event.
  ///
  /// - Parameter event: The event.
  /// - Returns: Nil where nothing is; nil, and one warning, where the notes cannot be read: the events still can.
  /// - Throws: `Failure`, `ClosedPipe`, where the warning cannot be written.
  func note(on event: RecordedEvent) throws -> EventNote? {
    do throws(EventStoreError) {
      if !isOpen {
        isOpen = true
        notes = try ReviewNotes(of: store)
      }
      return try notes?.note(on: event.commit)
    } catch {
      notes = nil
      try ReplayMessages(context: context).warn("reviews are not shown: \(error.message)")
      return nil
    }
  }
}
