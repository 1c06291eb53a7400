/// Events for any number of streams that are appended together: all of them or none.
public struct AppendBatch: Sendable {
  /// One step of a batch.
  public enum Step: Sendable {
    /// Appends an event to a stream, which the caller expects to be as said before that event.
    case append(EventData, to: StreamName, expecting: ExpectedVersion)
    /// Only checks a stream: the append fails where it is not as expected when the batch begins.
    case check(StreamName, expecting: ExpectedVersion)
  }

  /// The steps in order.
  public var steps: [Step]

  /// What an import into an empty store keeps of events that another store recorded, by the place of the step.
  package var kept: [Int: KeptRecord] = [:]

  /// Makes a batch.
  ///
  /// - Parameter steps: The steps in order.
  public init(_ steps: [Step] = []) {
    self.steps = steps
  }

  /// Makes a batch of events for one stream.
  ///
  /// - Parameters:
  ///   - events: The events in order; none makes a batch that does nothing but check.
  ///   - stream: The stream.
  ///   - expected: What the caller expects of the stream before the first of them.
  public init(_ events: [EventData], to stream: StreamName, expecting expected: ExpectedVersion) {
    self.init()
    if events.isEmpty { check(stream, expecting: expected) }
    for (index, event) in events.enumerated() {
      append(event, to: stream, expecting: index == 0 ? expected : .any)
    }
  }

  /// Adds an event.
  ///
  /// - Parameters:
  ///   - event: The event.
  ///   - stream: The stream that it goes to.
  ///   - expected: What the caller expects of the stream just before this event: an earlier event of the same batch
  ///     counts.
  public mutating func append(
    _ event: EventData, to stream: StreamName, expecting expected: ExpectedVersion = .any
  ) {
    steps.append(.append(event, to: stream, expecting: expected))
  }

  /// Adds a check of a stream that the batch may not write to.
  ///
  /// - Parameters:
  ///   - stream: The stream.
  ///   - expected: What the caller expects of it.
  public mutating func check(_ stream: StreamName, expecting expected: ExpectedVersion) {
    steps.append(.check(stream, expecting: expected))
  }

  /// Adds an event that another store recorded, with what that store said of it.
  ///
  /// - Parameters:
  ///   - event: The event.
  ///   - stream: The stream that it goes to.
  ///   - expected: What the caller expects of the stream just before this event.
  ///   - record: When and by whom it was recorded.
  package mutating func append(
    _ event: EventData, to stream: StreamName, expecting expected: ExpectedVersion = .any,
    keeping record: KeptRecord
  ) {
    kept[steps.count] = record
    append(event, to: stream, expecting: expected)
  }
}

/// What an import keeps of an event that another store recorded.
package struct KeptRecord: Sendable, Hashable {
  package var time: Timestamp
  /// Nil for this store's recorder.
  package var recorder: Actor?

  package init(time: Timestamp, recorder: Actor?) {
    self.time = time
    self.recorder = recorder
  }
}
