import GitEvents
import GitEventsProjections

/// A point in the history of a stream.
struct StreamPoint: Hashable {
  let stream: StreamName
  /// The version; 0 for the state before the first event.
  let version: Int
}

extension EventFinder {
  /// Finds a point in the history of a stream.
  ///
  /// - Parameters:
  ///   - text: A moment: a stream (its newest event), a point of one (`@0` too), an event's id, a commit or a snapshot;
  ///     `stream:`, `id:`, `commit:`, `snapshot:` in front say which is meant.
  ///   - time: The newest event at that time is meant; only for a stream without a point.
  /// - Returns: The point.
  /// - Throws: Status 4 where there is none, also for a time before the first event; 2 where the text cannot name any.
  func point(_ text: String, asOf time: Timestamp? = nil) throws -> StreamPoint {
    if let name = text.after(prefix: "snapshot:") {
      if time != nil { throw EventFinder.twoMoments(text) }
      return try snapshotPoint(name)
    }
    switch try resolve(text) {
    case .event(let event):
      if time != nil { throw EventFinder.twoMoments(text) }
      guard try self.event(of: event.stream, event.version).commit == event.commit else {
        throw Failure.notFound(
          .eventNotFound, "commit \(event.commit) is not in the stream \(event.stream)",
          hint: "git events log \(event.stream) lists what is")
      }
      return StreamPoint(stream: event.stream, version: event.version)
    case .stream(let stream, let moment):
      if time != nil, moment != nil { throw EventFinder.twoMoments(text) }
      let head = try store.version(of: stream)
      guard let moment = moment ?? time.map({ .time($0) }) else {
        return StreamPoint(stream: stream, version: head)
      }
      let version = try self.version(moment, of: stream, head: head)
      if version == 0, case .time(let time) = moment { throw try before(time, stream) }
      return StreamPoint(stream: stream, version: version)
    }
  }

  private func before(_ time: Timestamp, _ stream: StreamName) throws -> Failure {
    let first = try event(of: stream, 1)
    return Failure.notFound(
      .eventNotFound, "there was no \(stream) at \(time): its first event is of \(first.time)",
      hint: "\(stream)@0 is the state before the first event"
    ).with("stream", .text(stream.text))
  }

  private static func twoMoments(_ text: String) -> Failure {
    .invalid("--as-of and '\(text)' both name a moment", hint: "give one of them")
  }

  private func snapshotPoint(_ name: String) throws -> StreamPoint {
    guard let reference = SnapshotFinder.reference(name) else {
      throw Failure.invalid(
        "'\(name)' is not the name of a snapshot", hint: "write snapshot:PROJECTION/STREAM/VERSION")
    }
    guard
      try store.snapshotReferences(of: reference.stream, projection: reference.projection)
        .contains(where: { $0.version == reference.version })
    else {
      throw Failure.notFound(
        .eventNotFound, "there is no snapshot '\(name)'",
        hint: "git events snapshot list \(reference.stream) lists them")
    }
    return StreamPoint(stream: reference.stream, version: reference.version)
  }
}
