import Foundation
import GitEventsTesting
import Testing

/// A folder with a store, backups of it and what is restored of them.
struct BackedUpStore: Sendable {
  /// Where nothing of what is tested lies.
  let outer: TemporaryDirectory
  let directory: TemporaryDirectory
  let program: EventsProgram
  let store: GitFixture

  /// Makes a store in `store`, lends the folder around it, and removes it.
  static func with(_ body: (BackedUpStore) async throws -> Void) async throws {
    try await TemporaryDirectory.with { outer in
      let directory = TemporaryDirectory(existing: outer.path("work"))
      try FileManager.default.createDirectory(
        atPath: directory.path, withIntermediateDirectories: true)
      let made = BackedUpStore(
        outer: outer, directory: directory,
        program: try #require(EventsProgram.built(home: directory.path)),
        store: GitFixture(directory: directory, name: "store", bare: false))
      try await made.succeed("init", "store")
      try await made.store.git("config", "events.autoMaintain", "false")
      try await body(made)
    }
  }

  /// Runs the program in the folder; `-C store` is put before what is not `init` or `restore`.
  func run(_ arguments: [String]) async throws -> EventsProgram.Result {
    let own = ["init", "restore"].contains(arguments.first) ? [] : ["-C", "store"]
    let result = try await program.run(own + arguments, in: directory.path)
    #expect(!result.isKilled, "\(arguments): \(result.errors)")
    return result
  }

  func run(_ arguments: String...) async throws -> EventsProgram.Result {
    try await run(arguments)
  }

  @discardableResult
  func succeed(_ arguments: String...) async throws -> EventsProgram.Result {
    let result = try await run(arguments)
    try #require(result.status == 0, "\(arguments): \(result.output) \(result.errors)")
    return result
  }

  /// Appends an event to each of some streams.
  func append(_ streams: String...) async throws {
    let rows = streams.map { #"{"stream":"\#($0)","type":"a.b","data":{"of":"\#($0)"}}"# + "\n" }
    try await program.succeed(
      ["-C", "store", "append", "--batch"], in: directory.path, input: rows.joined())
  }

  /// A backup, written to a file of the folder.
  @discardableResult
  func backup(_ name: String, _ options: String...) async throws -> EventsProgram.Result {
    let result = try await run(["backup", path(name)] + options)
    try #require(result.status == 0, "\(name): \(result.output) \(result.errors)")
    return result
  }

  func path(_ name: String) -> String { directory.path(name) }

  func exists(_ name: String) -> Bool { FileManager.default.fileExists(atPath: path(name)) }

  func bytes(_ name: String) throws -> Data {
    try Data(contentsOf: URL(fileURLWithPath: path(name)))
  }

  func write(_ bytes: Data, to name: String) throws {
    try bytes.write(to: URL(fileURLWithPath: path(name)))
  }

  /// The names in the folder.
  func names() throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: directory.path).sorted()
  }

  /// A repository in the folder.
  func repository(_ name: String, bare: Bool = false) -> GitFixture {
    GitFixture(directory: directory, name: name, bare: bare)
  }

  /// All refs of a repository.
  static func references(_ repository: GitFixture) async throws -> [String] {
    try await repository.git("for-each-ref").lines
  }

  /// Expects that a repository is the store, ref by ref, and that plain git and the program find it sound.
  func expectSame(
    _ name: String, bare: Bool = false, sourceLocation: SourceLocation = #_sourceLocation
  ) async throws {
    let restored = repository(name, bare: bare)
    #expect(
      try await Self.references(restored) == Self.references(store),
      sourceLocation: sourceLocation)
    #expect(
      try await StoreChecker(restored).findings() == [], sourceLocation: sourceLocation)
    let verified = try await program.run(["-C", name, "verify", "--no-state"], in: directory.path)
    #expect(verified.status == 0, "\(verified.output)", sourceLocation: sourceLocation)
  }
}

/// The suites of backups run one after the other: they start many processes.
@Suite(.serialized, .enabled(if: ProgramStore.isProgramBuilt))
enum Backups {}
