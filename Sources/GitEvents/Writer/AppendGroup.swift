import Git

/// Appends that become one record of the log.
struct AppendGroup {
  private var buffer = ObjectBuffer()
  /// The ref moves, in the order of the appends.
  private(set) var moves: [LogRecord.Move] = []
  /// The new heads.
  private(set) var heads: [StreamName: StreamHead] = [:]
  /// The events by id and commit.
  private(set) var events: [(id: EventID, commit: ObjectID)] = []
  /// The streams for which an append had named the version that it expected.
  private(set) var expected: Set<StreamName> = []
  /// The heads before the group.
  private(set) var before: [StreamName: StreamHead?] = [:]
  /// The time of the newest event.
  private(set) var latest: Timestamp?
  /// The places of the group's answers.
  private(set) var answers: [Int] = []
  private var ids: Set<EventID> = []

  /// Whether the group records nothing.
  var isEmpty: Bool { moves.isEmpty }

  /// The new objects.
  var objects: [GitObject] { buffer.objects }

  /// Whether an event of the group has an id.
  func holds(_ id: EventID) -> Bool { ids.contains(id) }

  /// Notes where the answer of an append is that goes in with the group.
  mutating func note(_ answer: Int) { answers.append(answer) }

  /// Lends the objects to an encoder, which adds to them; `give` takes them back.
  mutating func takeObjects() -> ObjectBuffer {
    let taken = buffer
    buffer = ObjectBuffer()
    return taken
  }

  /// Takes the objects back.
  mutating func give(_ objects: consuming ObjectBuffer) { buffer = objects }

  /// Adds what an append became.
  mutating func add(_ plan: AppendPlan, _ encoded: EncodedEvents) {
    for (stream, touched) in plan.touched {
      guard let head = encoded.heads[stream] else { continue }
      if before[stream] == nil { before[stream] = .some(touched.old) }
      moves.append(
        LogRecord.Move(
          name: StoreLayout.reference(of: stream), old: touched.old?.commit, new: head.commit,
          note: LoggedMove.note(isExpected: touched.isExpected)))
      if touched.isExpected { expected.insert(stream) }
      heads[stream] = head
    }
    for event in encoded.events {
      events.append((event.id, event.commit.object))
      ids.insert(event.id)
    }
    latest = max(latest ?? encoded.latest, encoded.latest)
  }
}

/// What the log notes of a move.
enum LoggedMove {
  private static let expected: UInt8 = 1

  /// The note of a move whose append had named the version that it expected, or not.
  static func note(isExpected: Bool) -> UInt8 { isExpected ? expected : 0 }

  /// Reads a note.
  static func isExpected(_ note: UInt8) -> Bool { note & expected != 0 }
}
