/// What every event store can do, on disk or in memory.
///
/// A program that takes `any EventStoring` is tested against the store in memory of `GitEventsTesting`, which passes
/// the same contract suite as the store on disk.
public protocol EventStoring: Sendable {
  /// Appends a batch: all of it or nothing.
  ///
  /// - Parameter batch: Events for any number of streams, and streams to check.
  /// - Returns: An outcome for each event, in order.
  /// - Throws: `wrongExpectedVersion`, `eventIDReused`, `invalidInput`, `busy`, `diskFull`, `io`, `damaged`,
  ///   `clockSkew`: nothing was written. `outcomeUnknown`: retry with the same ids.
  func append(_ batch: AppendBatch) throws(EventStoreError) -> AppendResult

  /// Reads one stream.
  ///
  /// - Parameters:
  ///   - stream: The stream.
  ///   - direction: Oldest or newest first.
  ///   - versions: Only these versions; nil for all.
  /// - Returns: A cursor that reads as it is asked.
  /// - Throws: `streamNotFound`, `damaged`, `io`.
  func read(
    _ stream: StreamName, _ direction: ReadDirection, versions: ClosedRange<Int>?
  ) throws(EventStoreError) -> EventCursor

  /// Reads every event of the store.
  ///
  /// - Parameters:
  ///   - order: By position or in global order.
  ///   - direction: Oldest or newest first.
  ///   - position: Only events at later positions; 0 for all.
  /// - Returns: A cursor that reads as it is asked, over what the store held when it was made.
  /// - Throws: `damaged`, `io`.
  func readAll(
    _ order: ReadOrder, _ direction: ReadDirection, after position: Int
  ) throws(EventStoreError) -> EventCursor

  /// Lists the streams in order of their names.
  ///
  /// - Returns: A cursor that reads as it is asked.
  /// - Throws: `io`, `damaged`.
  func streams() throws(EventStoreError) -> StreamCursor

  /// The position of the newest event: how many events this replica has accepted.
  ///
  /// - Returns: 0 for a store without events.
  /// - Throws: `damaged`, `io`.
  func position() throws(EventStoreError) -> Int
}

/// Which end of a sequence comes first.
public enum ReadDirection: Sendable, Hashable {
  /// Oldest first.
  case forward
  /// Newest first.
  case backward
}

/// The two orders over all streams.
public enum ReadOrder: Sendable, Hashable {
  /// The order in which this replica accepted the events: for consumers, which must miss nothing.
  case position
  /// By time of recording, then id: the same on every clone.
  case global
}
