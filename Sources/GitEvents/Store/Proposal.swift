/// A batch whose every event keeps the rules of the format by itself; only the store can say the rest.
struct Proposal {
  /// One event, or one check.
  enum Step {
    case append(EventData, to: StreamName, expecting: ExpectedVersion, kept: KeptRecord?)
    case check(StreamName, expecting: ExpectedVersion)
  }

  let steps: [Step]

  /// The ids that the client brought.
  let broughtIDs: Set<EventID>

  /// Checks a batch.
  ///
  /// - Parameters:
  ///   - batch: What the client wants.
  ///   - mayWriteReserved: Whether the store itself is the client.
  /// - Throws: `invalidInput`, with the place of the event in the batch.
  init(_ batch: AppendBatch, mayWriteReserved: Bool) throws(EventStoreError) {
    var steps: [Step] = []
    var ids: Set<EventID> = []
    for (index, step) in batch.steps.enumerated() {
      switch step {
      case .append(let event, let stream, let expected):
        if let problem = Proposal.problem(with: event, stream, expected, mayWriteReserved) {
          throw EventStoreError(.invalidInput, problem, stream: stream, index: index)
        }
        if let id = event.id { ids.insert(id) }
        steps.append(.append(event, to: stream, expecting: expected, kept: batch.kept[index]))
      case .check(let stream, let expected):
        steps.append(.check(stream, expecting: expected))
      }
    }
    self.steps = steps
    broughtIDs = ids
  }

  /// Checks one event by itself.
  ///
  /// - Parameters:
  ///   - event: The event.
  ///   - stream: The stream that it is to go to.
  ///   - expected: What is expected of that.
  ///   - mayWriteReserved: Whether the store itself is the client.
  /// - Returns: What is wrong with it; nil where nothing is.
  static func problem(
    with event: EventData, _ stream: StreamName, _ expected: ExpectedVersion,
    _ mayWriteReserved: Bool
  ) -> String? {
    if stream.isReserved && !mayWriteReserved {
      return "streams whose names begin with _ are the store's own"
    }
    if case .version(let version) = expected, version < 0 {
      return "an expected version is 0 or more"
    }
    if let schema = event.schema, schema < 1 { return "a schema version is 1 or more" }
    for (name, value) in [
      ("correlation", event.correlation), ("causation", event.causation),
      ("stream name", stream.text),
    ] {
      guard let value, let problem = TrailerValue.problem(with: value) else { continue }
      return "invalid \(name): \(problem)"
    }
    return nil
  }
}
