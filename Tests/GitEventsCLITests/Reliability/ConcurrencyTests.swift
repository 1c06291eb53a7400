import GitEventsTesting
import Synchronization
import Testing

extension Reliability {
  /// Several processes that write to one store at once.
  @Suite struct ConcurrencyTests {
    @Test func twoProcessesAppendToOneStreamWithoutAGapOrAnError() async throws {
      try await ProgramStore.with { store in
        async let first = appends(store, "left")
        async let second = appends(store, "right")
        let ids = try await first + second
        let count = try await store.fixture.git("rev-list", "--count", "refs/events/order-1").text
        #expect(count == String(2 * Campaign.appends))
        try await store.check(acknowledged: ids)
      }
    }

    @Test func nothingIsLostBesideGitsOwnMaintenance() async throws {
      try await ProgramStore.with { store in
        let ids = try await withThrowingTaskGroup(of: [String].self) { group in
          group.addTask { try await appends(store, "left") }
          group.addTask { try await batches(store, "right") }
          group.addTask { try await readings(store) }
          // Told to stop, not cancelled: a git that is killed leaves locks of its own behind.
          let isOver = Mutex(false)
          let maintenance = Task { try await maintain(store) { isOver.withLock { $0 } } }
          var ids: [String] = []
          for try await some in group { ids += some }
          isOver.withLock { $0 = true }
          let rounds = try await maintenance.value
          print("beside \(rounds) rounds of gc, repack and pack-refs: \(ids.count) events")
          return ids
        }
        try await store.check(acknowledged: ids)
      }
    }

    @Test func oneOfManyWritersThatExpectTheSameVersionWins() async throws {
      try await ProgramStore.with { store in
        let rounds = max(3, Campaign.appends / 10)
        for version in 0..<rounds {
          let expected = version == 0 ? "none" : String(version)
          let results = try await withThrowingTaskGroup(of: EventsProgram.Result.self) { group in
            for writer in 1...3 {
              group.addTask {
                try await store.run(
                  "append", "order-1", "a.b", "--expect", expected, "--id", "\(version)-\(writer)")
              }
            }
            return try await group.reduce(into: []) { $0.append($1) }
          }
          #expect(results.map(\.status).sorted() == [0, 3, 3], "version \(version)")
        }
      }
    }

    private func appends(_ store: ProgramStore, _ word: String) async throws -> [String] {
      var ids: [String] = []
      for number in 0..<Campaign.appends {
        let id = "\(word)-\(number)"
        try await store.succeed("append", "order-1", "a.b", "--expect", "any", "--id", id)
        ids.append(id)
      }
      return ids
    }

    private func batches(_ store: ProgramStore, _ word: String) async throws -> [String] {
      var ids: [String] = []
      for number in 0..<Campaign.appends / 2 {
        let batch = Rows.batch(["order-1", "bill-1", "stock-\(number)"], "\(word)-\(number)")
        try await store.succeed("append", "--batch", input: batch.text)
        ids += batch.ids
      }
      return ids
    }

    /// Every reader sees batches whole, whatever git does to the packs and refs meanwhile.
    private func readings(_ store: ProgramStore) async throws -> [String] {
      for _ in 0..<Campaign.appends / 4 {
        let seen = try await store.ids().filter { $0.hasPrefix("right-") }
        #expect(seen.count.isMultiple(of: 3), "a batch was seen in part")
        try await store.succeed("log", "_store")
        try await store.succeed("streams")
      }
      return []
    }

    private func maintain(
      _ store: ProgramStore, until isOver: @Sendable () -> Bool
    ) async throws -> Int {
      var rounds = 0
      while !isOver() {
        // Beside each other they may refuse each other's locks; what counts is what they do to the store.
        for command in [
          ["gc", "--prune=now", "--quiet"], ["repack", "-adq"], ["pack-refs", "--all"],
          ["prune", "--expire=now"],
        ] { _ = try? await store.fixture.git(command) }
        rounds += 1
      }
      return rounds
    }
  }
}
