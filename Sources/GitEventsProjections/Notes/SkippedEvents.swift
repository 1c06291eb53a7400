import Git
package import GitEvents

/// The events that projections leave out.
package struct SkippedEvents: Sendable {
  private var streams: [StreamName: [EventID: LeftOut]] = [:]

  /// Where an event was when it was noted, and why.
  private struct LeftOut {
    let version: Int
    let commit: String
    let note: StoreNotes.Note
  }

  package init() {}

  /// Whether nothing is left out.
  package var isEmpty: Bool { streams.isEmpty }

  mutating func insert(_ target: NoteTarget, _ note: StoreNotes.Note) {
    streams[target.reference.stream, default: [:]][target.reference.id] = LeftOut(
      version: target.version, commit: target.commit, note: note)
  }

  mutating func remove(_ target: NoteTarget) {
    streams[target.reference.stream]?[target.reference.id] = nil
    if streams[target.reference.stream]?.isEmpty == true {
      streams[target.reference.stream] = nil
    }
  }

  /// Why an event is left out.
  ///
  /// - Parameter event: The event.
  /// - Returns: Nil where it is not.
  package func note(on event: EventReference) -> StoreNotes.Note? {
    streams[event.stream]?[event.id]?.note
  }

  /// Whether an event is left out.
  package func contains(_ stream: StreamName, _ id: EventID) -> Bool {
    streams[stream]?[id] != nil
  }

  /// The events of a stream that are left out.
  ///
  /// - Parameters:
  ///   - stream: The stream.
  ///   - version: The last version of interest.
  /// - Returns: Their versions when they were noted, ascending, with the notes.
  package func events(
    of stream: StreamName, through version: Int
  ) -> [(version: Int, note: StoreNotes.Note)] {
    (streams[stream] ?? [:]).values.filter { $0.version <= version }
      .map { ($0.version, $0.note) }.sorted { $0.version < $1.version }
  }

  /// What the state of a stream depends on besides its events.
  ///
  /// - Parameters:
  ///   - stream: The stream.
  ///   - version: The version of the state.
  ///   - isThere: Whether the stream's event of a version is that commit.
  /// - Returns: Nil where nothing is left out; else the number of events and the name of the blob that lists their ids,
  ///   the same whenever the same events are left out.
  /// - Throws: `io`.
  package func key(
    of stream: StreamName, through version: Int,
    isThere: (Int, String) throws(EventStoreError) -> Bool
  ) throws(EventStoreError) -> String? {
    guard let events = streams[stream] else { return nil }
    var ids: [String] = []
    for (id, event) in events {
      // An event keeps its id where it is recorded again, but not its version: one that is no longer where it was when
      // it was noted may be anywhere.
      if event.version > version, try isThere(event.version, event.commit) { continue }
      ids.append(id.text)
    }
    return try SkippedEvents.key(ids)
  }

  /// What a state over several streams depends on besides its events.
  ///
  /// - Returns: Nil where nothing is left out.
  /// - Throws: `io`.
  package func key() throws(EventStoreError) -> String? {
    // No stream's name and no id holds a line break.
    try SkippedEvents.key(
      streams.flatMap { stream, events in events.keys.map { "\(stream.text)\n\($0.text)" } })
  }

  private static func key(_ lines: [String]) throws(EventStoreError) -> String? {
    if lines.isEmpty { return nil }
    let text = lines.sorted().map { $0 + "\n" }.joined()
    let name = try onGit { () throws(GitError) in try ObjectHasher.id(of: .blob, Array(text.utf8)) }
    return "\(lines.count) \(name.hex)"
  }
}
