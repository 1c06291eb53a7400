import Git
import GitEvents
import GitEventsTesting
import Testing

/// Locks that a killed writer named, and that git holds by now.
@Suite struct LivingLockTests {
  private func withKilledWriter(
    _ body: (GitFixture, ObjectID) async throws -> Void
  ) async throws {
    try await withDiskStore { store, fixture in
      try store.append([.test()], to: "a")
      let target = try #require(
        ObjectID(hex: try await fixture.git("rev-parse", "refs/events/a").text))
      try fixture.forgeState(locks: [.init(name: "refs/events/a", target: target)])
      try await body(fixture, target)
    }
  }

  /// What git writes into its lock differs from what the writer would have written.
  @Test(arguments: [String(repeating: "2", count: 40) + "\n", "ref: refs/heads/main\n", "z"])
  func aLockOfAnotherProgramStays(text: String) async throws {
    try await withKilledWriter { fixture, target in
      #expect(!target.hex.hasPrefix(text))
      try fixture.overwrite("refs/events/a.lock", text)
      try StoreKind.open(fixture).append([.test()], to: "b")
      #expect(try fixture.text("refs/events/a.lock") == text)
      try fixture.remove("refs/events/a.lock")
    }
  }

  @Test(arguments: [0, 1, 40, 41])
  func aLockOfTheDeadWriterIsRemoved(bytes: Int) async throws {
    try await withKilledWriter { fixture, target in
      let text = String((target.hex + "\n").prefix(bytes))
      try fixture.overwrite("refs/events/a.lock", text)
      let result = try StoreKind.open(fixture).append([.test()], to: "a")
      #expect(result.recovery?.repairs.map(\.subject) == ["refs/events/a.lock"])
      #expect(try await StoreChecker(fixture).findings() == [])
    }
  }
}
