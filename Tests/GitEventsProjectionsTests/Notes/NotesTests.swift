import GitEvents
import GitEventsProjections
import GitEventsTesting
import Testing

/// What a store records about its own events.
@Suite struct NotesTests {
  private func filled(_ count: Int = 40) throws -> EventStore {
    let store = try memoryStore()
    try store.append(
      (1...count).map { try .test("{\"v\($0)\":\($0)}") }, to: StreamName("a-1"))
    return store
  }

  private func names(_ state: JSONText) -> [String] {
    guard case .object(let members) = JSONValue(state) else { return [] }
    return members.map(\.name.text)
  }

  @Test func aSkippedEventIsLeftOutUntilItIsNot() throws {
    let store = try filled()
    let whole = try store.state("a-1")
    #expect(names(whole.state).contains("v7"))
    try store.annotate(store.event("a-1", 7), .skip, message: "twice")
    let made = try store.state("a-1")
    #expect(!names(made.state).contains("v7"))
    #expect(made.skipped == [7])
    #expect(made.origin == .beginning)
    var options = ReplayOptions()
    options.includesSkipped = true
    let with = try store.state("a-1", by: .merge, options)
    #expect(with.state == whole.state)
    #expect(with.skipped == [])
    // Before the event, an earlier state is as good as it was.
    #expect(try store.state("a-1", at: 6).skipped == [])
    #expect(try names(store.replayAll().state).contains("v7") == false)
    #expect(try store.replayAll().skippedCount == 1)
    try store.annotate(store.event("a-1", 7), .unskip, message: "it was right")
    #expect(try store.state("a-1").state == whole.state)
    #expect(try names(store.replayAll().state).contains("v7"))
  }

  @Test func nothingIsRewritten() throws {
    let store = try filled(3)
    let before = try store.event("a-1", 3)
    try store.annotate(store.event("a-1", 2), .skip, message: "wrong")
    #expect(try store.event("a-1", 3) == before)
    let last = try store.event("_store", 2)
    #expect(last.type.text == "event.skipped")
  }

  @Test func aNoteIsMadeOnceAndByWhomItSays() throws {
    let store = try filled(3)
    let event = try store.event("a-1", 2)
    let ada = try Actor(name: "Ada", email: "ada@example.org")
    let first = try store.annotate(event, .skip, message: "wrong", by: ada)
    #expect(first.isNew)
    let second = try store.annotate(event, .skip, message: "again")
    #expect(!second.isNew)
    #expect(second.event.id == first.event.id)
    #expect(second.event.actor == ada)
    try store.annotate(event, .annotation, message: "see ticket 1")
    try store.annotate(event, .annotation, message: "see ticket 2")
    let notes = try StoreNotes(of: store)
    let reference = EventReference(stream: event.stream, id: event.id)
    #expect(notes.notes[reference]?.map(\.text) == ["see ticket 1", "see ticket 2"])
    #expect(notes.skipped.note(on: reference)?.text == "wrong")
  }

  @Test func whatIsNotSkippedCannotBeTakenBack() throws {
    let store = try filled(3)
    let error = #expect(throws: EventStoreError.self) {
      try store.annotate(store.event("a-1", 2), .unskip, message: "why")
    }
    #expect(error?.code == .invalidInput)
    #expect(throws: EventStoreError.self) {
      try store.annotate(store.event("_store", 1), .skip, message: "why")
    }
    #expect(try store.version(of: .store) == 1)
  }

  @Test func aDefinitionIsRecordedOnceAndRemoved() throws {
    let store = try filled(3)
    let definition = ProjectionDefinition(
      name: "p", kind: .jq(program: ".n += 1"), category: "a", streams: ["a-*"],
      types: ["thing.*"], snapshotEvery: 10, snapshotWhen: ".n > 5")
    #expect(try store.define(definition).isNew)
    #expect(try !store.define(definition).isNew)
    #expect(try StoreNotes(of: store).projections["p"]?.definition == definition)
    var changed = definition
    changed.snapshotEvery = 20
    #expect(try store.define(changed).isNew)
    #expect(try StoreNotes(of: store).projections["p"]?.definition == changed)
    try store.removeProjection("p")
    #expect(try StoreNotes(of: store).projections.isEmpty)
    let error = #expect(throws: ProjectionError.self) { try store.removeProjection("p") }
    #expect(error?.code == .projectionNotFound)
  }

  @Test func aDefinitionAppliesToWhatItSays() throws {
    let store = try filled(3)
    try store.append("{\"x\":1}", to: "b-1")
    let definition = ProjectionDefinition(
      name: "p", kind: .merge, category: "a", types: ["thing.happened"])
    #expect(try store.state("a-1", by: definition).eventCount == 3)
    let error = #expect(throws: ProjectionError.self) { try store.state("b-1", by: definition) }
    #expect(error?.code == .notApplicable)
    let other = ProjectionDefinition(name: "q", kind: .merge, types: ["nothing.*"])
    #expect(try store.state("a-1", by: other).state == .emptyObject)
  }

  @Test func aDefinitionOfALaterProgramIsNotGuessedAt() throws {
    let store = try filled(1)
    var batch = AppendBatch()
    batch.append(
      EventData(
        type: try EventType("projection.defined"),
        data: try JSONText(#"{"name":"p","kind":"merge","window":"1h"}"#)), to: .store)
    _ = try store.append(batch, kind: .append, mayWriteReserved: true)
    let notes = try StoreNotes(of: store)
    #expect(notes.projections["p"] == nil)
    #expect(notes.unusable["p"]?.message.contains("'window'") == true)
  }

  @Test func notesThatAreMadeAtTheSameTimeAreAllRecorded() async throws {
    let store = try filled(24)
    await withTaskGroup(of: Bool.self) { group in
      for version in 1...24 {
        group.addTask {
          do {
            return try store.annotate(store.event("a-1", version), .skip, message: "m").isNew
          } catch {
            return false
          }
        }
      }
      for await isNew in group { #expect(isNew) }
    }
    #expect(try store.state("a-1").state == .emptyObject)
    #expect(try store.version(of: .store) == 25)
  }
}
