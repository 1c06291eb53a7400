import Git
import GitEvents
import GitEventsTesting

/// Stores to be backed up.
enum BackupFixture {
  static func options(seed: UInt64 = 1) throws -> EventStoreOptions {
    EventStoreOptions(
      recorder: try Actor(name: "Recorder", email: "recorder@example.org"), clock: .stepping(),
      random: .seeded(seed), maintainsItself: false)
  }

  /// Makes a store on disk, lends it, and removes it.
  static func withStore(
    _ body: (EventStore, GitFixture) async throws -> Void
  ) async throws {
    try await GitFixture.with { fixture in
      let store = try EventStore.create(in: repository(fixture), options: options()).store
      try await body(store, fixture)
    }
  }

  static func repository(_ fixture: GitFixture) throws -> Repository {
    try Repository.open(gitDirectory: fixture.gitDirectory)
  }

  /// Appends one event to each of some streams.
  static func append(_ store: EventStore, to streams: [String]) throws {
    var batch = AppendBatch()
    for stream in streams {
      batch.append(
        EventData(type: try EventType("a.b"), data: try JSONText("{}")), to: try StreamName(stream))
    }
    try store.append(batch)
  }
}

extension GitFixture {
  /// All refs below some prefixes, a line each.
  func references(_ prefixes: String...) async throws -> [String] {
    try await git(["for-each-ref", "--format=%(objectname) %(refname)"] + prefixes).lines
  }

  /// Removes refs by git.
  func remove(_ references: [String]) async throws {
    let lines = references.map { "delete \($0.split(separator: " ").last ?? "")\n" }.joined()
    try await git("update-ref", "--stdin", input: Array(lines.utf8))
  }
}
