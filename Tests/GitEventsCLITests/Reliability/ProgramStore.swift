import Foundation
import GitEventsTesting
import Testing

/// A store on disk, and the built program to work on it.
struct ProgramStore: Sendable {
  let program: EventsProgram
  let fixture: GitFixture

  /// Whether the program was built beside the tests.
  static let isProgramBuilt = EventsProgram.built(home: "/") != nil

  /// Makes a store, lends it, and judges with plain git what became of it.
  static func with(
    bare: Bool = false, checked: Bool = true, _ body: (ProgramStore) async throws -> Void
  ) async throws {
    try await GitFixture.with(bare: bare) { fixture in
      let store = try ProgramStore(fixture)
      try await store.succeed("init")
      try await body(store)
      if checked { try await store.check() }
    }
  }

  /// A store with an event in each of two streams, which the body judges.
  static func withEarlierEvents(_ body: (ProgramStore) async throws -> Void) async throws {
    try await with(checked: false) { store in
      try await store.succeed("append", "s-1", "a.b", "--id", "earlier-1")
      try await store.succeed("append", "t-1", "a.b", "--id", "earlier-2")
      try await body(store)
    }
  }

  init(_ fixture: GitFixture) throws {
    self.fixture = fixture
    program = try #require(EventsProgram.built(home: fixture.directory.path))
  }

  @discardableResult
  func succeed(_ arguments: String..., input: String = "") async throws -> EventsProgram.Result {
    try await program.succeed(arguments, in: fixture.path, input: input)
  }

  /// Runs a command that may end in any way but by a crash or a hang.
  func run(
    _ arguments: String..., input: String = "", wrappedBy wrapper: [String] = []
  ) async throws -> EventsProgram.Result {
    try await run(arguments, input: input, wrappedBy: wrapper)
  }

  func run(
    _ arguments: [String], input: String = "", wrappedBy wrapper: [String] = []
  ) async throws -> EventsProgram.Result {
    let result = try await program.run(
      arguments, in: fixture.path, input: input, wrappedBy: wrapper)
    #expect(!result.isKilled, "\(arguments): \(result.status) \(result.errors)")
    return result
  }

  /// Expects that plain git finds the store sound.
  func check(
    acknowledged: [String] = [], sourceLocation: SourceLocation = #_sourceLocation
  ) async throws {
    let findings = try await StoreChecker(fixture).findings(acknowledged: acknowledged)
    #expect(findings == [], sourceLocation: sourceLocation)
  }

  /// The ids that the store's own log shows.
  func ids() async throws -> [String] {
    try await succeed("log", "--json").lines.compactMap { Self.member("id", in: $0) }
  }

  static func member(_ name: String, in line: String) -> String? {
    let object = try? JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any]
    return object?[name] as? String
  }

  /// Every file of the repository with its bytes.
  func files() throws -> [String: Data] {
    let top = URL(fileURLWithPath: fixture.gitDirectory)
    let names = FileManager.default.enumerator(atPath: top.path)?.allObjects as? [String] ?? []
    return Dictionary(
      uniqueKeysWithValues: names.compactMap { name in
        (try? Data(contentsOf: top.appendingPathComponent(name))).map { (name, $0) }
      })
  }

  /// A file of the repository, relative to its git folder.
  func file(_ name: String) -> String { fixture.gitDirectory + "/" + name }

  /// The path of the one ledger's ref.
  func ledger() throws -> String {
    let folder = file("refs/ledger")
    return try folder + "/" + #require(
      FileManager.default.contentsOfDirectory(atPath: folder).first)
  }
}

/// Rows for `append --batch`.
enum Rows {
  /// One event for each stream, with ids that begin with a word.
  static func batch(_ streams: [String], _ word: String) -> (text: String, ids: [String]) {
    let ids = streams.indices.map { "\(word)-\($0)" }
    let lines = zip(streams, ids).map {
      #"{"stream":"\#($0)","type":"thing.happened","id":"\#($1)","data":{"by":"\#($1)"}}"#
    }
    return (lines.joined(separator: "\n") + "\n", ids)
  }
}

/// The reliability suites run one after the other: each races processes against each other on two cores.
@Suite(.serialized, .enabled(if: ProgramStore.isProgramBuilt))
enum Reliability {}
