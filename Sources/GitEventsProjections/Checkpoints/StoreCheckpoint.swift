import Git
import GitEvents

/// What a replay over several streams left for the next.
struct KeptStates {
  /// Up to where each ledger had been read, by the name of the replica.
  let tips: [String: ObjectID]
  /// The newest event that the states know of, be it left out; nil where there was none.
  let newest: GlobalPlace?
  /// How many events were left out.
  let leftOut: Int
  /// The events that lost digits.
  let losses: DigitLoss
  /// The events that lost digits on the way into a key.
  var keyLosses = DigitLoss()
  /// The states by their keys; a projection that is not partitioned has one, with an empty key.
  let states: [(key: String, state: JSONText)]
}

/// The states over several streams by one projection, kept in a file for the next replay.
struct StoreCheckpoint {
  private let cache: StateCache
  private let identity: String

  /// Names a checkpoint.
  ///
  /// - Parameters:
  ///   - store: The store.
  ///   - definition: The name of the definition's blob.
  ///   - scope: What the states are about.
  ///   - skipped: Which events are left out.
  /// - Throws: `io`.
  init(
    _ store: EventStore, definition: ObjectID, _ scope: StoreScope, skipped: String?
  ) throws(EventStoreError) {
    let partition =
      switch scope.partition {
      case nil: "none"
      case .stream?: "stream"
      case .category?: "category"
      case .key(let expression)?: "key \(expression)"
      }
    var line = JSONLineWriter()
    line.member("definition", string: definition.hex)
    line.member("category", string: scope.category)
    line.member("partition", string: partition)
    line.member("skipped", string: skipped)
    identity = "all \(String(decoding: line.finish(), as: UTF8.self))"
    cache = try StateCache(store, identity: identity)
  }

  /// Reads what is kept; nil where there is nothing, or nothing that can be used.
  func load() -> KeptStates? {
    guard let bytes = cache.read(), let text = CheckpointText(bytes, identity: identity) else {
      return nil
    }
    var tips: [String: ObjectID] = [:]
    var newest: GlobalPlace?
    var leftOut = 0
    var losses = DigitLoss()
    var keyLosses = DigitLoss()
    var states: [(key: String, state: JSONText)] = []
    var key: String?
    for record in text.records {
      switch (record.words.first, record.words.count) {
      case ("tip", 3): tips[record.words[1]] = ObjectID(hex: record.words[2])
      case ("newest", 3):
        guard let time = Int64(record.words[1]), let id = try? EventID(record.words[2]) else {
          return nil
        }
        newest = GlobalPlace(time: Timestamp(microseconds: time), id: id)
      case ("left-out", 2): leftOut = Int(record.words[1]) ?? 0
      case ("losses", 2):
        guard let known = DigitLoss(word: record.words[1]) else { return nil }
        losses = known
      case ("key-losses", 2):
        guard let known = DigitLoss(word: record.words[1]) else { return nil }
        keyLosses = known
      case ("key", 1): key = String(validating: record.bytes, as: UTF8.self)
      case ("state", 1):
        guard let known = key else { return nil }
        states.append((known, JSONText(trusted: record.bytes)))
        key = nil
      default: return nil
      }
    }
    return tips.isEmpty
      ? nil
      : KeptStates(
        tips: tips, newest: newest, leftOut: leftOut, losses: losses, keyLosses: keyLosses,
        states: states)
  }

  /// Keeps states; where that cannot be done, nothing is kept.
  func save(_ kept: KeptStates) {
    var records = kept.tips.sorted { $0.key < $1.key }.map { replica, tip in
      CheckpointText.Record(words: ["tip", replica, tip.hex], bytes: [])
    }
    if let newest = kept.newest {
      records.append(
        .init(words: ["newest", "\(newest.time.microseconds)", newest.id.text], bytes: []))
    }
    records.append(.init(words: ["left-out", "\(kept.leftOut)"], bytes: []))
    records.append(.init(words: ["losses", kept.losses.word], bytes: []))
    records.append(.init(words: ["key-losses", kept.keyLosses.word], bytes: []))
    for (key, state) in kept.states {
      records.append(.init(words: ["key"], bytes: Array(key.utf8)))
      records.append(.init(words: ["state"], bytes: state.bytes))
    }
    guard let bytes = CheckpointText(records).bytes(identity: identity) else { return }
    cache.write(bytes)
  }
}
