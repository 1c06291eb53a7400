import Git
import GitEvents
import GitEventsAudit
import GitEventsTesting

/// Stores to be verified.
enum AuditFixture {
  static let now = Timestamp(microseconds: 1_800_000_000_000_000)

  static func options(seed: UInt64) throws -> EventStoreOptions {
    EventStoreOptions(
      recorder: try Actor(name: "Recorder", email: "recorder@example.org"), clock: .stepping(),
      random: .seeded(seed), maintainsItself: false)
  }

  static func open(_ fixture: GitFixture) throws -> EventStore {
    try EventStore.openForVerification(
      Repository.open(gitDirectory: fixture.gitDirectory), options: options(seed: 2))
  }

  static func verify(_ store: EventStore) throws -> VerificationReport {
    try StoreVerifier(store, now: now).verify()
  }

  /// Appends at random: alone or in batches, over few streams or many, with and without metadata.
  static func fill(_ store: EventStore, appends: Int, _ numbers: inout SeededGenerator) throws {
    for append in 1...appends {
      var batch = AppendBatch()
      for _ in 1...Int.random(in: 1...6, using: &numbers) {
        let stream = try StreamName("s-\(Int.random(in: 1...5, using: &numbers))")
        let metadata = Bool.random(using: &numbers) ? try JSONText("{\"n\": \(append)}") : nil
        batch.append(
          EventData(
            type: try EventType("a.b"),
            data: try JSONText("{\"number\": \(Int.random(in: 0...9, using: &numbers))}"),
            metadata: metadata),
          to: stream)
      }
      try store.append(batch)
    }
  }
}
