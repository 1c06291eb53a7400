import GitEvents

/// Says what happened to a stream since the version that a writer expected.
enum SinceThen {
  /// The most events that a hint names.
  private static let most = 5

  /// Adds the events in between to the failure of a wrong expected version.
  ///
  /// - Parameters:
  ///   - error: What the store said.
  ///   - store: The store, which is read for the hint.
  ///   - now: The time now.
  /// - Returns: The failure.
  static func failure(_ error: EventStoreError, in store: EventStore, now: Timestamp) -> Failure {
    var failure = Failure(error)
    guard error.code == .wrongExpectedVersion, let stream = error.stream, let actual = error.actual
    else { return failure }
    switch error.expected {
    case .version(let expected):
      failure.message = "\(stream) is at version \(actual), not \(expected)"
      if actual == 0 {
        failure.message = "\(stream) does not exist, so it is not at version \(expected)"
      }
      if actual > expected { failure.hint = hint(stream, after: expected, to: actual, store, now) }
    case .noStream:
      failure.message = "\(stream) exists already, at version \(actual)"
      failure.hint = hint(stream, after: 0, to: actual, store, now)
    default: break
    }
    return failure
  }

  private static func hint(
    _ stream: StreamName, after expected: Int, to actual: Int, _ store: EventStore, _ now: Timestamp
  ) -> String? {
    let first = max(expected + 1, actual - most + 1)
    guard var cursor = try? store.read(stream, .forward, versions: first...actual),
      let events = try? cursor.collect(limit: most)
    else { return nil }
    var items = events.map { event in
      let time = RelativeTime.text(event.time, now: now)
      return "\(event.type)@\(event.version) by \(event.actor.name) (\(time))"
    }
    if first > expected + 1 { items.insert("\(first - expected - 1) earlier", at: 0) }
    return "since then: \(items.joined(separator: ", "))"
  }
}
