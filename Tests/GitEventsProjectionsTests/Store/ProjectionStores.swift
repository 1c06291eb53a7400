import Git
import GitEvents
import GitEventsProjections
import GitEventsTesting

/// Makes a store in a repository on disk, lends it, and lets `git fsck --strict` judge what became of it.
func withDiskStore(
  clock: StoreClock = .stepping(), _ body: (EventStore, GitFixture) async throws -> Void
) async throws {
  try await GitFixture.with { fixture in
    let repository = try Repository.open(gitDirectory: fixture.gitDirectory)
    let store = try EventStore.create(in: repository, options: testOptions(clock: clock)).store
    try await body(store, fixture)
    try await fixture.fsck()
  }
}

/// Opens the store of a fixture, as another process would.
func reopened(_ fixture: GitFixture, seed: UInt64 = 99) throws -> EventStore {
  try EventStore.open(
    Repository.open(gitDirectory: fixture.gitDirectory), options: testOptions(seed: seed))
}

func memoryStore() throws -> EventStore { try EventStore.inMemory(options: testOptions()) }

func testOptions(
  clock: StoreClock = .stepping(), seed: UInt64 = 1
) throws -> EventStoreOptions {
  EventStoreOptions(
    recorder: try Actor(name: "Recorder", email: "recorder@example.org"), clock: clock,
    random: .seeded(seed), maintainsItself: false)
}

extension EventData {
  static func test(
    _ data: JSONText, _ type: String = "thing.happened", id: String? = nil
  ) throws -> EventData {
    EventData(type: try EventType(type), data: data, id: try id.map { try EventID($0) })
  }

  static func test(
    _ data: String = "{}", _ type: String = "thing.happened", id: String? = nil
  ) throws -> EventData {
    try test(JSONText(data), type, id: id)
  }
}

extension EventStore {
  @discardableResult
  func append(_ data: String..., to stream: String) throws -> AppendResult {
    try append(data.map { try EventData.test($0) }, to: StreamName(stream))
  }

  func state(
    _ stream: String, at version: Int? = nil, by definition: ProjectionDefinition = .merge,
    _ options: ReplayOptions = ReplayOptions()
  ) throws -> Replayed {
    try replay(StreamName(stream), at: version, by: definition, options: options)
  }

  func event(_ stream: String, _ version: Int) throws -> RecordedEvent {
    var cursor = try read(StreamName(stream), .forward, versions: version...version)
    guard let event = try cursor.next() else { throw MissingEvent() }
    return event
  }
}

struct MissingEvent: Error {}

extension ProjectionDefinition {
  /// Counts events, and remembers the last of each type.
  static let counter = ProjectionDefinition(
    name: "counter",
    kind: .jq(
      program: """
        .count += 1 | .last[$event.type] = $event.version | .data = $event.data
        """))
}

/// The same as `ProjectionDefinition.counter`, in Swift.
struct Counter: Projection {
  struct State: Equatable {
    var count = 0
    var types: [String: Int] = [:]
  }

  var definitionVersion = 1

  var name: String { "swift-counter" }
  var initial: State { State() }

  func apply(_ event: RecordedEvent, to state: inout State) throws {
    state.count += 1
    state.types[event.type.text] = event.version
  }

  func encode(_ state: State) throws -> JSONText {
    let types = state.types.map { "\"\($0)\": \($1)" }.joined(separator: ",")
    return try JSONText("{\"count\": \(state.count), \"types\": {\(types)}}")
  }

  func decode(_ text: JSONText) throws -> State {
    guard case .object(let members) = JSONValue(text),
      case .number(let count)? = members["count"], case .object(let types)? = members["types"]
    else { throw MissingEvent() }
    var state = State(count: Int(count.text) ?? 0)
    for member in types {
      guard case .number(let version) = member.value else { continue }
      state.types[member.name.text] = Int(version.text)
    }
    return state
  }
}
