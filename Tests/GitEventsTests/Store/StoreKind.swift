import Git
import GitEvents
import GitEventsTesting
import Testing

/// The stores that pass the contract suite.
enum StoreKind: CaseIterable, CustomTestStringConvertible {
  case memory, disk, bare

  var testDescription: String { "\(self)" }

  /// Makes an empty store, lends it, and lets `git fsck --strict` judge what a body made of it.
  func withStore(
    clock: StoreClock = .stepping(), _ body: (EventStore) async throws -> Void
  ) async throws {
    let options = try StoreKind.options(clock: clock)
    switch self {
    case .memory: try await body(try EventStore.inMemory(options: options))
    case .disk, .bare:
      try await GitFixture.with(bare: self == .bare) { fixture in
        let store = try StoreKind.create(in: fixture, options)
        try await body(store)
        try await fixture.fsck()
      }
    }
  }

  static func options(
    clock: StoreClock = .stepping(), seed: UInt64 = 1
  ) throws -> EventStoreOptions {
    EventStoreOptions(
      recorder: try Actor(name: "Recorder", email: "recorder@example.org"), clock: clock,
      random: .seeded(seed), maintainsItself: false)
  }

  static func create(in fixture: GitFixture, _ options: EventStoreOptions) throws -> EventStore {
    let repository = try Repository.open(gitDirectory: fixture.gitDirectory)
    return try EventStore.create(in: repository, options: options).store
  }

  static func open(_ fixture: GitFixture, seed: UInt64 = 99) throws -> EventStore {
    try EventStore.open(
      Repository.open(gitDirectory: fixture.gitDirectory), options: options(seed: seed))
  }
}

/// A store on disk with the repository around it.
func withDiskStore(
  clock: StoreClock = .stepping(), bare: Bool = false,
  _ body: (EventStore, GitFixture) async throws -> Void
) async throws {
  try await GitFixture.with(bare: bare) { fixture in
    let store = try StoreKind.create(in: fixture, StoreKind.options(clock: clock))
    try await body(store, fixture)
  }
}

// Names in tests are written as plain strings; a name that breaks a rule is the test's own mistake.

extension EventStore {
  @discardableResult
  func append(
    _ events: [EventData], to stream: String, expecting expected: ExpectedVersion = .any
  ) throws -> AppendResult {
    try append(events, to: StreamName(stream), expecting: expected)
  }

  func read(
    _ stream: String, _ direction: ReadDirection = .forward, versions: ClosedRange<Int>? = nil
  ) throws -> [RecordedEvent] {
    try read(StreamName(stream), direction, versions: versions).all()
  }

  func version(of stream: String) throws -> Int { try version(of: StreamName(stream)) }
}

extension AppendBatch {
  mutating func append(
    _ event: EventData, to stream: String, expecting expected: ExpectedVersion = .any
  ) {
    append(event, to: try! StreamName(stream), expecting: expected)
  }

  mutating func check(_ stream: String, expecting expected: ExpectedVersion) {
    check(try! StreamName(stream), expecting: expected)
  }
}

extension EventData {
  static func test(
    _ type: String = "thing.happened", _ data: String = "{}", id: String? = nil
  ) -> EventData {
    EventData(
      type: try! EventType(type), data: try! JSONText(data), id: id.map { try! EventID($0) })
  }
}

extension EventCursor {
  func all() throws -> [RecordedEvent] {
    var cursor = self
    return try cursor.collect()
  }
}

/// The code of the error that a body throws.
func code(_ body: () throws -> Void) -> EventStoreError.Code? {
  do {
    try body()
    return nil
  } catch {
    return (error as? EventStoreError)?.code
  }
}
