import Git

/// Events that an import adds together: all of them, or those before the first that is refused.
///
/// An `ImportEncoder` makes it ahead, on any thread, with everything that does not depend on the store.
package struct ImportChunk: Sendable {
  /// One event as it was brought.
  struct Event: Sendable {
    let data: EventData
    let stream: StreamName
    let expected: ExpectedVersion
    /// When and by whom another store recorded it, where that is kept.
    let record: KeptRecord?
    /// What stands for the stream in a table.
    let streamKey: Int
  }

  /// What is said of an event only when its turn comes: 48 bytes that can be changed without copying the event.
  struct Detail: Sendable {
    var id: EventID?
    /// What stands for the id in a table.
    var key: UInt64
    var occurred: OccurredTime?
  }

  private(set) var events: [Event] = []
  private var details: [Detail] = []

  /// The tree of each event's payload.
  private(set) var trees: [ObjectID] = []
  /// The blobs and trees, ready for a pack.
  let entries: PackEntries
  /// The commits, without what depends on their places.
  let frames: EventCommitFrames
  /// Who records them according to the frames.
  let recorder: Actor
  /// Whether nothing but the store's own events can stand in the way of any of them, and payloads and frames are those
  /// of the events and no others.
  private(set) var isPlain: Bool
  /// Whether the payloads are those of the events and no others.
  private(set) var isWhole: Bool

  init(
    _ events: [Event], _ trees: [ObjectID], _ entries: PackEntries, _ frames: EventCommitFrames,
    recorder: Actor, isPlain: Bool, isWhole: Bool
  ) {
    self.events = events
    details = events.map { event in
      let id = event.data.id
      return Detail(
        id: id, key: id.map(HistoryLookup.key) ?? 0, occurred: event.data.occurred)
    }
    self.trees = trees
    self.entries = entries
    self.frames = frames
    self.recorder = recorder
    self.isPlain = isPlain
    self.isWhole = isWhole
  }

  /// How many events there are.
  package var count: Int { events.count }

  /// What is said of an event only when its turn comes.
  ///
  /// - Parameter index: The event.
  /// - Returns: Its id and when it happened.
  func detail(_ index: Int) -> Detail { details[index] }

  /// Which event it is.
  ///
  /// - Parameter index: The event.
  /// - Returns: Its stream, and its id, where it has one yet.
  package func identity(_ index: Int) -> (stream: StreamName, id: EventID?) {
    (events[index].stream, details[index].id)
  }

  /// What stands for the ids; nil where an event has none yet.
  var keys: [UInt64]? {
    var keys: [UInt64] = []
    keys.reserveCapacity(details.count)
    for detail in details {
      if detail.id == nil { return nil }
      keys.append(detail.key)
    }
    return keys
  }

  /// Whether an event brought its id.
  var bringsIDs: Bool { details.contains { $0.id != nil } }

  /// Gives an event its id.
  ///
  /// - Parameters:
  ///   - id: The id.
  ///   - index: The event.
  package mutating func set(_ id: EventID, at index: Int) {
    details[index].id = id
    details[index].key = HistoryLookup.key(of: id)
  }

  /// Says when an event happened.
  ///
  /// - Parameters:
  ///   - time: The time.
  ///   - index: The event.
  package mutating func set(_ time: OccurredTime?, at index: Int) {
    details[index].occurred = time
  }

  /// The events before one that is refused.
  ///
  /// - Parameter end: How many.
  /// - Returns: A chunk of them alone.
  package func prefix(_ end: Int) -> ImportChunk {
    if end >= count { return self }
    var chunk = self
    chunk.events.removeSubrange(end...)
    chunk.details.removeSubrange(end...)
    chunk.isPlain = false
    chunk.isWhole = false
    return chunk
  }

  /// An event with all that is said of it.
  ///
  /// - Parameter index: The event.
  /// - Returns: The event.
  func data(_ index: Int) -> EventData {
    var data = events[index].data
    data.id = details[index].id
    data.occurred = details[index].occurred
    return data
  }

  /// The events as a batch.
  var batch: AppendBatch {
    var batch = AppendBatch()
    batch.append(self)
    return batch
  }
}

extension AppendBatch {
  /// Adds the events of a chunk.
  ///
  /// - Parameter chunk: The chunk.
  package mutating func append(_ chunk: ImportChunk) {
    for (index, event) in chunk.events.enumerated() {
      if let record = event.record {
        append(chunk.data(index), to: event.stream, expecting: event.expected, keeping: record)
      } else {
        append(chunk.data(index), to: event.stream, expecting: event.expected)
      }
    }
  }
}
