import Git

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
