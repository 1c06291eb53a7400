import Git
import GitEvents

/// The states of one stream by one projection, kept in a file for the next replay.
struct StreamCheckpoint {
  /// More than this is not kept: reading it would take longer than it saves.
  private static let ladderBytes = 256 << 10

  private let cache: StateCache
  private let identity: String

  /// Names a checkpoint.
  ///
  /// - Parameters:
  ///   - store: The store.
  ///   - definition: The name of the definition's blob.
  ///   - stream: The stream.
  /// - Throws: `io`.
  init(_ store: EventStore, definition: ObjectID, stream: StreamName) throws(EventStoreError) {
    identity = "stream \(definition.hex) \(StreamComponent.encode(stream.text))"
    cache = try StateCache(store, identity: identity)
  }

  /// Reads what is kept.
  func load() -> StateLadder {
    var ladder = StateLadder()
    guard let bytes = cache.read(), let text = CheckpointText(bytes, identity: identity) else {
      return ladder
    }
    for record in text.records {
      guard record.words.count >= 4, let version = Int(record.words[0]), version > 0,
        let commit = ObjectID(hex: record.words[1]), let losses = DigitLoss(word: record.words[2])
      else { return StateLadder() }
      let snapshot = ObjectID(hex: record.words[3])
      guard snapshot != nil || record.words[3] == "-" else { return StateLadder() }
      let skipped = record.words.dropFirst(4).joined(separator: " ")
      ladder.insert(
        StateLadder.Rung(
          version: version, commit: commit, skipped: skipped.isEmpty ? nil : skipped,
          losses: losses, snapshot: snapshot, state: JSONText(trusted: record.bytes)))
    }
    return ladder
  }

  /// Keeps states; where that cannot be done, nothing is kept.
  func save(_ ladder: StateLadder) {
    let records = ladder.suffix(bytes: StreamCheckpoint.ladderBytes).map { rung in
      let words =
        ["\(rung.version)", rung.commit.hex, rung.losses.word, rung.snapshot?.hex ?? "-"]
        + (rung.skipped.map { [$0] } ?? [])
      return CheckpointText.Record(words: words, bytes: rung.state.bytes)
    }
    guard let bytes = CheckpointText(records).bytes(identity: identity) else { return }
    cache.write(bytes)
  }
}
