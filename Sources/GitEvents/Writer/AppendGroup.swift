import Git

/// Appends that become one record of the log.
struct AppendGroup {
  private var buffer = ObjectBuffer()
  /// The ref moves, in the order of the appends.
  private(set) var moves: [LogRecord.Move] = []
  /// What becomes of the streams.
  private(set) var changes: [StreamName: StreamChange] = [:]
  /// The events by id and commit.
  private(set) var events: [(id: EventID, commit: ObjectID)] = []
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
    for change in plan.changes(to: encoded.heads) {
      let move = change.move
      moves.append(
        LogRecord.Move(
          name: move.name, old: move.old, new: move.new,
          note: LoggedMove.note(isExpected: change.isExpected)))
      changes.extend(with: change)
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
