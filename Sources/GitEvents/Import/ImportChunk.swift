/// Events that an import adds together: all of them, or those before the first that is refused.
package struct ImportChunk: Sendable {
  /// The events in order, with what is kept of those that another store recorded.
  private(set) var batch = AppendBatch()
  /// Their payloads, which may be of more events than are added.
  private(set) var payloads: ImportPayloads

  /// Begins a chunk.
  ///
  /// - Parameter payloads: The payloads of the events that will be added, in their order.
  package init(_ payloads: ImportPayloads) { self.payloads = payloads }

  /// How many events there are.
  package var count: Int { batch.steps.count }

  /// Whether the payloads are those of the events and no others.
  var isWhole: Bool { count == payloads.trees.count && payloads.isEncoded }

  /// Adds an event.
  ///
  /// - Parameters:
  ///   - event: The event, with the payload that was encoded for its place.
  ///   - stream: The stream that it goes to.
  ///   - expected: What the caller expects of the stream just before this event.
  ///   - record: When and by whom another store recorded it, where that is kept.
  package mutating func append(
    _ event: EventData, to stream: StreamName, expecting expected: ExpectedVersion,
    keeping record: KeptRecord?
  ) {
    if let record {
      batch.append(event, to: stream, expecting: expected, keeping: record)
    } else {
      batch.append(event, to: stream, expecting: expected)
    }
  }

  /// The events before one that is refused.
  ///
  /// - Parameter end: How many.
  /// - Returns: A chunk of them alone.
  func prefix(_ end: Int) -> ImportChunk {
    var chunk = ImportChunk(ImportPayloads())
    for (index, step) in batch.steps.prefix(end).enumerated() {
      guard case .append(let event, let stream, let expected) = step else { continue }
      chunk.append(event, to: stream, expecting: expected, keeping: batch.kept[index])
    }
    return chunk
  }
}

extension AppendBatch {
  /// Adds the events of a chunk.
  ///
  /// - Parameter chunk: The chunk.
  package mutating func append(_ chunk: ImportChunk) {
    let start = steps.count
    steps += chunk.batch.steps
    for (index, record) in chunk.batch.kept { kept[start + index] = record }
  }
}
