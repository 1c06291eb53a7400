import GitEvents
import GitEventsProjections
import GitEventsTesting
import Testing

/// An event keeps its id where it is recorded again, but not its version: a note on it names where it was.
@Suite struct MovedEventTests {
  private let stream: StreamName

  init() throws { stream = try StreamName("a-1") }

  /// A store with the event `moved` at a version, among others.
  private func store(_ place: Int, of count: Int) throws -> EventStore {
    let store = try memoryStore()
    try store.append(
      (1...count).map {
        try .test("{\"k\($0 == place ? 0 : $0)\":\($0)}", id: $0 == place ? "moved" : nil)
      }, to: stream)
    return store
  }

  /// Notes that come from a clone where the event has another version.
  @Test(arguments: [(5, 2), (60, 2), (2, 50)])
  func aNoteFromElsewhereIsHonouredAtEveryVersion(_ noted: Int, _ place: Int) throws {
    let elsewhere = try store(noted, of: noted).event("a-1", noted)
    let store = try store(place, of: 70)
    let versions = [1, 2, 3, 40, 49, 50, 70]
    for kind in [EventStore.NoteKind.skip, .unskip, .skip] {
      try store.annotate(elsewhere, kind, message: "twice")
      for definition in [ProjectionDefinition.merge, .counter] {
        for version in versions {
          let scratch = try store.state("a-1", at: version, by: definition, .fromScratch)
          if definition == .merge {
            let isThere = JSONValue(scratch.state)["k0"] != nil
            #expect(isThere == (version >= place && kind == .unskip))
          }
          // Twice: the second begins from what the first has kept.
          #expect(try store.state("a-1", at: version, by: definition).state == scratch.state)
          #expect(try store.state("a-1", at: version, by: definition).state == scratch.state)
          try store.makeSnapshot(of: stream, at: version, by: definition)
        }
      }
    }
  }
}
