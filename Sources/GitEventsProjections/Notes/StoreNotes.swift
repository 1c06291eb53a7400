package import GitEvents

/// What a store has recorded about its own events: projections, events to leave out, notes.
///
/// All of it is read from the stream `_store`, so it is versioned, attributed and pushed with the data.
package struct StoreNotes: Sendable {
  /// A projection as it is defined now.
  package struct Defined: Sendable {
    package let definition: ProjectionDefinition
    /// The event that defined it.
    package let event: RecordedEvent
  }

  /// What was said about an event.
  package struct Note: Sendable {
    package let text: String
    /// The event that says so.
    package let event: RecordedEvent
  }

  /// The projections by name.
  package private(set) var projections: [String: Defined] = [:]
  /// Definitions that this program cannot use, by name, with the reason.
  package private(set) var unusable: [String: ProjectionError] = [:]
  /// The events that projections leave out.
  package private(set) var skipped = SkippedEvents()
  /// The notes on events.
  package private(set) var notes: [EventReference: [Note]] = [:]
  /// The version of `_store` up to which this holds.
  package private(set) var version = 0

  package init() {}

  /// Reads what a store has recorded up to now.
  ///
  /// - Parameter store: The store.
  /// - Throws: `damaged`, `io`.
  package init(of store: EventStore) throws(EventStoreError) {
    guard let head = try store.head(of: .store) else { return }
    version = head.commit.version
    // Most stores have recorded nothing but their creation.
    if version == 1 { return }
    var cursor = try store.read(.store, .forward, versions: 2...version)
    while let event = try cursor.next() { apply(event) }
  }

  /// Takes an event of `_store` into account; types that are not known here concern somebody else.
  private mutating func apply(_ event: RecordedEvent) {
    switch event.type.text {
    case StoreLayout.StoreEvent.projectionDefined: define(event)
    case StoreLayout.StoreEvent.projectionRemoved:
      if let name = JSONValue(event.data)["name"]?.string {
        projections[name] = nil
        unusable[name] = nil
      }
    case StoreLayout.StoreEvent.eventSkipped:
      if let (target, text) = NotePayload.read(event.data) {
        skipped.insert(target, Note(text: text, event: event))
      }
    case StoreLayout.StoreEvent.eventUnskipped:
      if let (target, _) = NotePayload.read(event.data) { skipped.remove(target) }
    case StoreLayout.StoreEvent.eventAnnotated:
      if let (target, text) = NotePayload.read(event.data) {
        notes[target.reference, default: []].append(Note(text: text, event: event))
      }
    default: break
    }
  }

  private mutating func define(_ event: RecordedEvent) {
    guard let name = JSONValue(event.data)["name"]?.string else { return }
    projections[name] = nil
    unusable[name] = nil
    do {
      let definition = try ProjectionDefinition(parsing: event.data)
      projections[name] = Defined(definition: definition, event: event)
    } catch {
      unusable[name] = error
    }
  }
}

/// An event as a note names it: by its stream and its id, which stay when a later version of it is recorded elsewhere.
package struct EventReference: Sendable, Hashable {
  package let stream: StreamName
  package let id: EventID

  package init(stream: StreamName, id: EventID) {
    self.stream = stream
    self.id = id
  }
}
