/// Follows the tail of a store: every event once, in the order in which this replica accepted them.
///
/// Begins with what is there and goes on with what any process appends. Ends when the task is cancelled.
public struct Subscription: AsyncSequence, Sendable {
  /// What the sequence yields.
  public typealias Element = RecordedEvent

  private let store: any EventStoring
  private let position: Int
  private let interval: Duration

  init(_ store: any EventStoring, after position: Int, interval: Duration) {
    self.store = store
    self.position = position
    self.interval = interval
  }

  /// Begins to follow.
  ///
  /// - Returns: The iterator.
  public func makeAsyncIterator() -> Iterator {
    Iterator(store, after: position, interval: interval)
  }

  /// Reads events as they are asked for, and waits where there is none.
  public struct Iterator: AsyncIteratorProtocol {
    private let store: any EventStoring
    private let interval: Duration
    private var position: Int
    private var cursor: EventCursor?

    init(_ store: any EventStoring, after position: Int, interval: Duration) {
      self.store = store
      self.position = position
      self.interval = interval
    }

    /// Waits for the next event.
    ///
    /// - Returns: The event, or nil once the task is cancelled.
    /// - Throws: `EventStoreError` with `damaged` or `io`.
    public mutating func next() async throws -> RecordedEvent? {
      while !Task.isCancelled {
        if let event = try cursor?.next() {
          position = event.position ?? position
          return event
        }
        cursor = nil
        let end = try store.position()
        if end > position {
          cursor = try store.readAll(.position, .forward, after: position)
          if let event = try cursor?.next() {
            position = event.position ?? position
            return event
          }
          // Whatever was there is in its stream no more.
          position = end
        }
        do {
          try await Task.sleep(for: interval)
        } catch {
          return nil
        }
      }
      return nil
    }
  }
}

extension EventStoring {
  /// Follows the tail of the store.
  ///
  /// - Parameters:
  ///   - position: The position of the last event that the caller has seen; 0 for none.
  ///   - interval: How often the ledger is looked at when there is nothing new.
  /// - Returns: The events after that position and, as they are appended, all that follow.
  public func subscribe(
    after position: Int = 0, every interval: Duration = .milliseconds(50)
  ) -> Subscription {
    Subscription(self, after: position, interval: interval)
  }
}
