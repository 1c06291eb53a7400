package import GitEvents

extension EventStore {
  /// How often a note is tried again where others record notes at the same time.
  private static let attempts = 16

  /// What kind of note is made on an event.
  package enum NoteKind: Sendable {
    /// Only says something.
    case annotation
    /// Projections leave the event out from now on.
    case skip
    /// Projections take the event into account again.
    case unskip

    var type: String {
      switch self {
      case .annotation: StoreLayout.StoreEvent.eventAnnotated
      case .skip: StoreLayout.StoreEvent.eventSkipped
      case .unskip: StoreLayout.StoreEvent.eventUnskipped
      }
    }
  }

  /// Records a projection, or its next definition.
  ///
  /// - Parameters:
  ///   - definition: The definition; its program must have been compiled before.
  ///   - actor: Who defines it; nil for the recorder.
  /// - Returns: The event that defines it, and whether it is new: the definition in use is not recorded again.
  /// - Throws: As `append` does, and `ProjectionError` where the definition cannot be recorded.
  @discardableResult
  package func define(
    _ definition: ProjectionDefinition, by actor: Actor? = nil
  ) throws -> (event: RecordedEvent, isNew: Bool) {
    let text = try definition.text()
    return try note(StoreLayout.StoreEvent.projectionDefined, text, by: actor) { notes in
      guard let current = notes.projections[definition.name], current.definition == definition
      else { return nil }
      return current.event
    }
  }

  /// Records that a projection is no longer used.
  ///
  /// - Parameters:
  ///   - name: The projection.
  ///   - actor: Who removes it; nil for the recorder.
  /// - Returns: The event that removes it.
  /// - Throws: As `append` does; `projectionNotFound`.
  @discardableResult
  package func removeProjection(
    _ name: String, by actor: Actor? = nil
  ) throws -> RecordedEvent {
    var line = JSONLineWriter()
    line.member("name", string: name)
    return try note(
      StoreLayout.StoreEvent.projectionRemoved, JSONText(line.finish()), by: actor
    ) { notes in
      guard notes.projections[name] == nil, notes.unusable[name] == nil else { return nil }
      throw ProjectionError(
        .projectionNotFound, "there is no projection '\(name)' in this store",
        hint: "git events projection list shows them", projection: name)
    }.event
  }

  /// Records a note on an event.
  ///
  /// - Parameters:
  ///   - event: The event.
  ///   - kind: What the note does.
  ///   - message: Why.
  ///   - actor: Who says so; nil for the recorder.
  /// - Returns: The event that is the note, and whether it is new: an event that is left out is not left out again.
  /// - Throws: As `append` does; `invalidInput` for an event of the store's own, and where one is to be taken into account
  ///   again that is not left out.
  @discardableResult
  package func annotate(
    _ event: RecordedEvent, _ kind: NoteKind, message: String, by actor: Actor? = nil
  ) throws -> (event: RecordedEvent, isNew: Bool) {
    guard !event.stream.isReserved else {
      throw EventStoreError(
        .invalidInput, "\(event.stream)@\(event.version) is an event of the store's own",
        hint: "define the projection again, or take the note back", stream: event.stream)
    }
    let text = try NotePayload.text(event, message: message)
    let reference = EventReference(stream: event.stream, id: event.id)
    return try note(kind.type, text, by: actor) { notes in
      let existing = notes.skipped.note(on: reference)
      switch kind {
      case .annotation: return nil
      case .skip: return existing?.event
      case .unskip:
        if existing != nil { return nil }
        throw EventStoreError(
          .invalidInput, "\(event.stream)@\(event.version) is not left out",
          hint: "git events log \(event.stream) marks what projections leave out",
          stream: event.stream)
      }
    }
  }

  /// Appends an event to `_store`, unless a look at what is recorded there shows that there is no need.
  private func note(
    _ type: String, _ data: JSONText, by actor: Actor?,
    unless existing: (StoreNotes) throws -> RecordedEvent?
  ) throws -> (event: RecordedEvent, isNew: Bool) {
    var attempt = 1
    while true {
      let notes = try StoreNotes(of: self)
      if let event = try existing(notes) { return (event, false) }
      var batch = AppendBatch()
      batch.append(
        EventData(type: try EventType(type), data: data, actor: actor), to: .store,
        expecting: .version(notes.version))
      do throws(EventStoreError) {
        let result = try append(batch, kind: .append, mayWriteReserved: true)
        return (result.events[0], true)
      } catch {
        // Somebody else recorded something about the store meanwhile: what that was decides whether this still holds.
        guard error.code == .wrongExpectedVersion, attempt < EventStore.attempts else {
          throw error
        }
        attempt += 1
      }
    }
  }
}
