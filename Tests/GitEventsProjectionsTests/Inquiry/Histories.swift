import GitEvents
import GitEventsProjections
import GitEventsTesting

/// A stream with random payloads in a store in memory, and its states, computed one after the other.
struct History {
  let store: EventStore
  let stream: StreamName
  /// The states at versions 0, 1, 2 …
  let states: [JSONValue]

  /// Records events.
  ///
  /// - Parameters:
  ///   - payloads: Their payloads.
  ///   - skipping: The versions of those that are annotated to be left out.
  init(_ payloads: [JSONValue], skipping: Set<Int> = []) throws {
    store = try memoryStore()
    stream = try StreamName("history-1")
    try store.append(payloads.map { try .test($0.text) }, to: stream)
    var states: [JSONValue] = [.emptyObject]
    for (index, payload) in payloads.enumerated() {
      let old = states[index]
      let isSkipped = skipping.contains(index + 1)
      states.append(isSkipped ? old : naiveMerge(old, payload) ?? .null)
    }
    self.states = states
    for version in skipping.sorted() {
      try store.annotate(store.event("history-1", version), .skip, message: "left out")
    }
  }

  func replayer(
    _ definition: ProjectionDefinition = .merge, _ options: ReplayOptions = ReplayOptions()
  ) throws -> StreamReplayer {
    try StreamReplayer(
      store, stream, definition, definition.makeFold(options), notes: StoreNotes(of: store),
      options: options)
  }
}
