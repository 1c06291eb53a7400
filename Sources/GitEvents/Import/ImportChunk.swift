import Git

/// Events that an import adds together: all of them, or those before the first that is refused.
///
/// An `ImportEncoder` makes it ahead, on any thread, with everything that does not depend on the store.
package struct ImportChunk: Sendable {
  /// What is looked at of an event to plan and to encode it, apart from the event: copying that takes as long as both.
  struct Detail: Sendable {
    let stream: StreamName
    /// What stands for the stream in a table.
    let streamKey: Int
    let expected: ExpectedVersion
    var id: EventID?
    /// What stands for the id in a table.
    var key: UInt64
    var occurred: OccurredTime?
    /// The tree of the payload.
    let tree: ObjectID
  }

  /// The events as they were brought; what the details say counts.
  private var events: [EventData]
  private(set) var details: [Detail]
  /// When and by whom another store recorded events, where that is kept, by their places.
  fileprivate let records: [Int: KeptRecord]

  /// The blobs and trees of the payloads, ready for a pack.
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
    _ events: [EventData], _ details: [Detail], _ records: [Int: KeptRecord],
    _ entries: PackEntries, _ frames: EventCommitFrames, recorder: Actor, isPlain: Bool,
    isWhole: Bool
  ) {
    self.events = events
    self.details = details
    self.records = records
    self.entries = entries
    self.frames = frames
    self.recorder = recorder
    self.isPlain = isPlain
    self.isWhole = isWhole
  }

  /// How many events there are.
  package var count: Int { events.count }

  /// Which event it is.
  ///
  /// - Parameter index: The event.
  /// - Returns: Its stream, and its id, where it has one yet.
  package func identity(_ index: Int) -> (stream: StreamName, id: EventID?) {
    (details[index].stream, details[index].id)
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
    var data = events[index]
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
    for index in 0..<chunk.count {
      let (event, detail) = (chunk.data(index), chunk.details[index])
      if let record = chunk.records[index] {
        append(event, to: detail.stream, expecting: detail.expected, keeping: record)
      } else {
        append(event, to: detail.stream, expecting: detail.expected)
      }
    }
  }
}
