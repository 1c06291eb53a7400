import Git

/// Makes a chunk of events ahead of the import that records them, on any thread: names and compresses payloads, and
/// writes what is known of the commits.
package struct ImportEncoder: ~Copyable {
  private let recorder: Actor
  private var deflater: Deflater
  private var events: [EventData] = []
  private var details: [ImportChunk.Detail] = []
  private var records: [Int: KeptRecord] = [:]
  private var entries = PackEntries()
  private var frames = EventCommitFrames()
  private var isPlain = true
  private var isWhole = true

  /// Sets the encoder up.
  ///
  /// - Parameter recorder: Who will record the events: the store's recorder.
  /// - Throws: `io`.
  package init(recorder: Actor) throws(EventStoreError) {
    self.recorder = recorder
    deflater = try onGit { () throws(GitError) in try Deflater(level: PackBuilder.usualLevel) }
  }

  /// How many events there are.
  package var count: Int { events.count }

  /// Adds an event.
  ///
  /// - Parameters:
  ///   - event: The event.
  ///   - stream: The stream that it goes to.
  ///   - expected: What the caller expects of the stream just before this event.
  ///   - record: When and by whom another store recorded it, where that is kept.
  /// - Throws: `io`.
  package mutating func add(
    _ event: consuming EventData, to stream: StreamName, expecting expected: ExpectedVersion,
    keeping record: KeptRecord? = nil
  ) throws(EventStoreError) {
    let tree: ObjectID
    do throws(GitError) {
      let data = try entries.add(.blob, event.data.bytes, &deflater)
      var metadata: ObjectID?
      if let text = event.metadata {
        metadata = try entries.addRepeated(.blob, text.bytes, &deflater)
      }
      tree = try entries.add(
        .tree, PayloadTree.encode(data: data, metadata: metadata), &deflater)
    } catch {
      throw EventStoreError(error)
    }
    if let record { records[count] = record }
    if isPlain { isPlain = record == nil && addFrame(event, stream, expected) }
    details.append(
      ImportChunk.Detail(
        stream: stream, streamKey: stream.hashValue, expected: expected, id: event.id,
        key: event.id.map(HistoryLookup.key) ?? 0, occurred: event.occurred, tree: tree))
    events.append(event)
  }

  /// Begins the commit of an event.
  ///
  /// - Returns: False where the event cannot be recorded: what is wrong is said when its turn comes.
  private mutating func addFrame(
    _ event: EventData, _ stream: StreamName, _ expected: ExpectedVersion
  ) -> Bool {
    if Proposal.problem(with: event, stream, expected, false) != nil { return false }
    do throws(GitError) {
      try frames.add(event, to: stream, recordedBy: recorder)
      return true
    } catch {
      return false
    }
  }

  /// Takes events back; their payloads stay, so that those of the chunk are encoded anew.
  ///
  /// - Parameter start: The first of them.
  package mutating func removeEvents(from start: Int) {
    if start == events.count { return }
    events.removeSubrange(start...)
    details.removeSubrange(start...)
    records = records.filter { $0.key < start }
    isPlain = false
    isWhole = false
  }

  /// Answers with what was added.
  ///
  /// - Returns: The chunk.
  package consuming func finish() -> ImportChunk {
    ImportChunk(
      events, details, records, entries, frames, recorder: recorder, isPlain: isPlain,
      isWhole: isWhole)
  }
}
