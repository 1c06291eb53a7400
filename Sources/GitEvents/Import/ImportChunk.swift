import Git

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

/// The payloads of some events, named and compressed.
package struct ImportPayloads: Sendable {
  /// The tree of each event's payload.
  fileprivate(set) var trees: [ObjectID] = []
  /// The blobs and trees, ready for a pack.
  fileprivate(set) var entries = PackEntries()

  /// No payloads: those of a chunk's events are encoded when they are recorded.
  package init() {}

  var isEncoded: Bool { entries.count > 0 }
}

/// Names and compresses payloads ahead of the append that records them, on any thread.
package struct PayloadEncoder: ~Copyable {
  private var deflater: Deflater
  private var payloads = ImportPayloads()

  /// Sets the encoder up.
  ///
  /// - Throws: `io`.
  package init() throws(EventStoreError) {
    deflater = try onGit { () throws(GitError) in try Deflater(level: PackBuilder.usualLevel) }
  }

  /// Encodes the payload of the next event.
  ///
  /// - Parameter event: The event.
  /// - Throws: `io`.
  package mutating func encode(_ event: EventData) throws(EventStoreError) {
    do throws(GitError) {
      let data = try payloads.entries.add(.blob, event.data.bytes, &deflater)
      var metadata: ObjectID?
      if let text = event.metadata {
        metadata = try payloads.entries.add(.blob, text.bytes, &deflater)
      }
      let tree = PayloadTree.encode(data: data, metadata: metadata)
      payloads.trees.append(try payloads.entries.add(.tree, tree, &deflater))
    } catch {
      throw EventStoreError(error)
    }
  }

  /// Answers with what was encoded.
  ///
  /// - Returns: The payloads, in order.
  package consuming func finish() -> ImportPayloads { payloads }
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
