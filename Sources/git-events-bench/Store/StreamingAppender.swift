import GitEvents

/// How a long-lived program appends: the one place that knows which writer the library has for it.
struct StreamingAppender: Sendable {
  private let store: EventStore

  /// Begins to append.
  ///
  /// - Parameter store: The store.
  /// - Throws: `EventStoreError`.
  init(_ store: EventStore) throws { self.store = store }

  /// Appends one event; when it returns, the event is durable.
  ///
  /// - Parameters:
  ///   - event: The event.
  ///   - stream: The stream.
  /// - Throws: `EventStoreError`.
  func append(_ event: EventData, to stream: StreamName) throws {
    _ = try store.append([event], to: stream)
  }

  /// Ends.
  ///
  /// - Throws: `EventStoreError`.
  func close() throws {}
}
