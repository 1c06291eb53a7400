/// Reads events one at a time, as they are asked for.
///
/// A cursor holds no lock: a store may be appended to meanwhile, and the cursor goes on over what it began with.
public struct EventCursor {
  private let advance: () throws(EventStoreError) -> RecordedEvent?

  package init(_ advance: @escaping () throws(EventStoreError) -> RecordedEvent?) {
    self.advance = advance
  }

  /// Reads events whose commits are known, the later ones ahead on a second core.
  ///
  /// - Parameters:
  ///   - reader: Reads the repository.
  ///   - prepared: Events that come before, which are being read already; the first ones last.
  ///   - source: Says which event is the next.
  init(
    readingAhead reader: EventReader, behind prepared: [ReadAheadBatch] = [],
    _ source: @escaping () throws(EventStoreError) -> PendingEvent?
  ) {
    var ahead = ReadAhead(reader, behind: prepared, source)
    self.init { () throws(EventStoreError) in try ahead.next() }
  }

  /// Reads the next event.
  ///
  /// - Returns: The event, or nil behind the last.
  /// - Throws: `damaged` or `io`; what came before was whole.
  public mutating func next() throws(EventStoreError) -> RecordedEvent? {
    try advance()
  }

  /// Reads all that is left, or as many as asked.
  ///
  /// - Parameter limit: At most so many.
  /// - Returns: The events in order.
  /// - Throws: `damaged` or `io`.
  public mutating func collect(limit: Int = .max) throws(EventStoreError) -> [RecordedEvent] {
    var events: [RecordedEvent] = []
    while events.count < limit, let event = try next() { events.append(event) }
    return events
  }
}

/// Reads streams one at a time, as they are asked for, in order of their names.
public struct StreamCursor {
  private let advance: () throws(EventStoreError) -> StreamSummary?

  package init(_ advance: @escaping () throws(EventStoreError) -> StreamSummary?) {
    self.advance = advance
  }

  /// Reads the next stream.
  ///
  /// - Returns: The stream, or nil behind the last.
  /// - Throws: `damaged` or `io`.
  public mutating func next() throws(EventStoreError) -> StreamSummary? {
    try advance()
  }

  /// Reads all that is left, or as many as asked.
  ///
  /// - Parameter limit: At most so many.
  /// - Returns: The streams in order.
  /// - Throws: `damaged` or `io`.
  public mutating func collect(limit: Int = .max) throws(EventStoreError) -> [StreamSummary] {
    var streams: [StreamSummary] = []
    while streams.count < limit, let stream = try next() { streams.append(stream) }
    return streams
  }
}
