import Git

/// Makes a chunk of events ahead of the import that records them, on any thread: names and compresses payloads, and
/// writes what is known of the commits.
package struct ImportEncoder: ~Copyable {
  /// So many texts of metadata are remembered: many events have the same.
  private static let remembered = 1024

  private let recorder: Actor
  private var deflater: Deflater
  private var events: [ImportChunk.Event] = []
  private var trees: [ObjectID] = []
  private var entries = PackEntries()
  private var frames = EventCommitFrames()
  private var metadata: [JSONText: ObjectID] = [:]
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
    _ event: EventData, to stream: StreamName, expecting expected: ExpectedVersion,
    keeping record: KeptRecord? = nil
  ) throws(EventStoreError) {
    do throws(GitError) {
      let data = try entries.add(.blob, event.data.bytes, &deflater)
      let metadata = try addMetadata(event.metadata)
      let tree = PayloadTree.encode(data: data, metadata: metadata)
      trees.append(try entries.add(.tree, tree, &deflater))
    } catch {
      throw EventStoreError(error)
    }
    events.append(
      ImportChunk.Event(
        data: event, stream: stream, expected: expected, record: record,
        streamKey: stream.hashValue))
    if isPlain { isPlain = record == nil && addFrame(event, stream, expected) }
  }

  private mutating func addMetadata(_ text: JSONText?) throws(GitError) -> ObjectID? {
    guard let text else { return nil }
    if let known = metadata[text] { return known }
    let id = try entries.add(.blob, text.bytes, &deflater)
    if metadata.count < ImportEncoder.remembered { metadata[text] = id }
    return id
  }

  /// Begins the commit of an event.
  ///
  /// - Returns: False where the event cannot be recorded: what is wrong is said when its turn comes.
  private mutating func addFrame(
    _ event: EventData, _ stream: StreamName, _ expected: ExpectedVersion
  ) -> Bool {
    if Proposal.problem(with: event, stream, expected, false) != nil { return false }
    do throws(GitError) {
      try frames.add(
        stream, event.type, (event.actor ?? recorder, recorder), schema: event.schema,
        [.correlation: event.correlation, .causation: event.causation])
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
    isPlain = false
    isWhole = false
  }

  /// Answers with what was added.
  ///
  /// - Returns: The chunk.
  package consuming func finish() -> ImportChunk {
    ImportChunk(
      events, trees, entries, frames, recorder: recorder, isPlain: isPlain, isWhole: isWhole)
  }
}
