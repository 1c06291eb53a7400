import GitEvents

/// The event that a note is about, as the note has it.
struct NoteTarget: Sendable, Hashable {
  let reference: EventReference
  /// Its version when the note was made.
  let version: Int
  /// Its commit when the note was made.
  let commit: String
}

/// The payload of `event.annotated`, `event.skipped` and `event.unskipped`.
enum NotePayload {
  /// Writes a payload.
  ///
  /// - Parameters:
  ///   - event: The event that the note is about.
  ///   - message: The note.
  /// - Returns: The canonical text.
  /// - Throws: `invalidInput` where the note is too long.
  static func text(
    _ event: RecordedEvent, message: String
  ) throws(EventStoreError) -> JSONText {
    var line = JSONLineWriter()
    line.member("stream", string: event.stream.text)
    line.member("version", integer: event.version)
    line.member("id", string: event.id.text)
    line.member("commit", string: event.commit.description)
    line.member("message", string: message)
    do {
      return try JSONText(line.finish())
    } catch {
      throw EventStoreError(.invalidInput, "the note cannot be recorded: \(error.message)")
    }
  }

  /// Reads a payload.
  ///
  /// - Parameter text: The payload.
  /// - Returns: What the note is about and what it says; nil where it is not one.
  static func read(_ text: JSONText) -> (target: NoteTarget, message: String)? {
    let value = JSONValue(text)
    guard let name = value["stream"]?.string, let stream = try? StreamName(name),
      let idText = value["id"]?.string, let id = try? EventID(idText),
      case .number(let number)? = value["version"], let version = Int(number.text),
      let commit = value["commit"]?.string
    else { return nil }
    let target = NoteTarget(
      reference: EventReference(stream: stream, id: id), version: version, commit: commit)
    return (target, value["message"]?.string ?? "")
  }
}
