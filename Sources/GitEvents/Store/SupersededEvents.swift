package import Git

/// The events that rebases took out of their streams, gathered while a ledger is read from its newest entry down.
///
/// They stay in the ledger that first told of them, and are in no stream any more.
package struct SupersededEvents: Sendable {
  /// Their versions, by their commits.
  private var versions: [ObjectID: Int] = [:]
  /// Those of which no older line has told yet, by the stream as a component of a ref.
  private var untold: [String: Set<ObjectID>] = [:]

  /// Begins without events.
  package init() {}

  /// Whether there are none.
  package var isEmpty: Bool { versions.isEmpty }

  /// Whether an event was taken out of its stream.
  ///
  /// - Parameter id: The event's commit.
  /// - Returns: True where a rebase says so.
  package func contains(_ id: ObjectID) -> Bool { versions[id] != nil }

  /// Notes what a line takes out of its stream.
  ///
  /// - Parameters:
  ///   - line: The line; most take nothing out.
  ///   - reader: Reads the repository.
  /// - Returns: The events with their commits, newest first.
  /// - Throws: `damaged` where the line does not say what history says; `io`.
  @discardableResult
  package mutating func add(
    _ line: LedgerLine, _ reader: EventReader
  ) throws(EventStoreError) -> [(id: ObjectID, commit: EventCommit)] {
    guard let old = line.superseded, let stream = line.stream else { return [] }
    var events: [(id: ObjectID, commit: EventCommit)] = []
    var walk = StreamWalk(
      reader, stream, from: old.head, version: old.after, downTo: old.before + 1)
    while let (id, commit) = try walk.step() {
      events.append((id, commit))
      versions[id] = commit.version
      untold[line.component, default: []].insert(id)
    }
    return events
  }

  /// Takes a line that told of such events.
  ///
  /// - Parameters:
  ///   - line: A line of an older entry.
  ///   - reader: Reads the repository.
  /// - Returns: Nil where its newest event is none of them. Else the version below which the line tells of events that
  ///   stayed: that of its first event where all were taken out.
  /// - Throws: `damaged` where the line does not say what history says; `io`.
  package mutating func take(
    _ line: LedgerLine, _ reader: EventReader
  ) throws(EventStoreError) -> Int? {
    guard let version = versions[line.head], let stream = line.stream else { return nil }
    guard version == line.after else {
      throw EventStoreError(
        .damaged,
        "the ledger calls commit \(line.head) of \(stream) version \(line.after), "
          + "and it is version \(version)", stream: stream, commit: CommitID(line.head))
    }
    var walk = StreamWalk(
      reader, stream, from: line.head, version: line.after, downTo: line.before + 1)
    var lowest = line.after
    while let (id, commit) = try walk.step(), versions[id] != nil {
      untold[line.component]?.remove(id)
      lowest = commit.version - 1
    }
    return lowest
  }

  /// The streams of which events were taken out that no older line told of, as components of refs.
  package var untoldStreams: [String] { untold.filter { !$0.value.isEmpty }.keys.sorted() }
}
