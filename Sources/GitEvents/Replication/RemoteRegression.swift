package import Git

/// What a remote had and has no more: nothing of a store is ever taken back, so somebody did that by hand.
package struct RemoteRegression: Sendable {
  /// What is gone or was set back, a line each.
  package private(set) var problems: [String] = []

  private let reader: EventReader

  /// Compares what a remote has with what it had.
  ///
  /// - Parameters:
  ///   - known: What it had when it was last asked.
  ///   - view: What it has.
  ///   - objects: Reads what is here and what was fetched.
  /// - Throws: `damaged`, `io`.
  package init(
    from known: RemoteView, to view: RemoteView, reading objects: any ObjectReading
  ) throws(EventStoreError) {
    reader = EventReader(objects)
    for (stream, old) in known.streams.sorted(by: { $0.key.text < $1.key.text }) {
      guard let new = view.streams[stream] else {
        problems.append("stream \(stream) is gone")
        continue
      }
      if new != old { try compare(stream, old, new) }
    }
    for (replica, old) in known.ledgers.sorted(by: { $0.key < $1.key }) {
      guard let new = view.ledgers[replica] else {
        problems.append("the ledger of \(replica) is gone")
        continue
      }
      if new != old { try compare(replica, old, new) }
    }
  }

  /// What to say of it; nil where nothing was taken back.
  package func error(_ remote: String) -> EventStoreError? {
    guard let first = problems.first else { return nil }
    let more = problems.count > 1 ? " (and \(problems.count - 1) more)" : ""
    return EventStoreError(
      .damaged, "\(remote) has less than it had: \(first)\(more)",
      hint: "nothing was taken over; what it had is here: find out who changed it, "
        + "then push it there again")
  }

  private mutating func compare(
    _ stream: StreamName, _ old: ObjectID, _ new: ObjectID
  ) throws(EventStoreError) {
    let commit = try reader.commit(old, of: stream)
    let head = StreamHead(version: commit.version, commit: old, time: commit.time)
    if case .behind = try StreamMeeting(of: stream, here: head, there: new, reader) { return }
    let version = try reader.commit(new, of: stream).version
    problems.append(
      "stream \(stream) is at version \(version), commit \(new), which does not follow from "
        + "version \(commit.version), commit \(old)")
  }

  private mutating func compare(
    _ replica: String, _ old: ObjectID, _ new: ObjectID
  ) throws(EventStoreError) {
    let position = try reader.ledgerCommit(old).position
    var next: ObjectID? = new
    while let id = next {
      if id == old { return }
      let commit = try reader.ledgerCommit(id)
      // Entries without new events have the position of the one before.
      if commit.position < position { break }
      next = commit.previous
    }
    problems.append("the ledger of \(replica) does not go on from commit \(old)")
  }
}
