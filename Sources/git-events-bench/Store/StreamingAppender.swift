import GitEvents

/// How a long-lived program appends: through the library's streaming writer.
struct StreamingAppender: Sendable {
  private let writer: EventWriter

  /// Begins to append.
  ///
  /// - Parameter store: The store.
  init(_ store: EventStore) { writer = store.writer() }

  /// Appends one event; when it returns, the event is durable.
  ///
  /// - Parameter event: The event with its stream.
  /// - Throws: `EventStoreError`.
  func append(_ event: StreamEvent) throws {
    _ = try writer.append([event.data], to: event.stream)
  }

  /// Appends one event, for callers that are tasks; when it returns, the event is durable.
  ///
  /// - Parameter event: The event with its stream.
  /// - Throws: `EventStoreError`.
  func appendAsync(_ event: StreamEvent) async throws {
    _ = try await writer.append([event.data], to: event.stream)
  }

  /// Publishes everything that was acknowledged, and ends.
  ///
  /// - Throws: `EventStoreError`.
  func close() throws { try writer.close() }
}

/// An event that is ready to be appended.
struct StreamEvent: Sendable {
  let stream: StreamName
  let data: EventData

  /// Makes an event whose id the store gives, as it does for a client that brings none.
  ///
  /// - Parameters:
  ///   - generated: What the workload made.
  ///   - stream: The stream; nil for the workload's.
  /// - Throws: Never for what the workload makes.
  init(_ generated: GeneratedEvent, in stream: String? = nil) throws {
    self.stream = try StreamName(stream ?? generated.stream)
    var data = try generated.eventData()
    data.id = nil
    self.data = data
  }
}
