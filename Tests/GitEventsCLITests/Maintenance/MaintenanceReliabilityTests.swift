import Foundation
import GitEventsTesting
import Synchronization
import Testing

extension Reliability {
  /// Maintenance that is killed, and that runs beside everything else.
  @Suite struct MaintenanceReliabilityTests {
    /// Tells those that go round and round that it is over.
    private final class End: Sendable {
      private let value = Mutex(false)

      var isReached: Bool {
        get { value.withLock { $0 } }
        set { value.withLock { $0 = newValue } }
      }
    }

    /// How many appends each writer makes beside maintenance.
    private static var appends: Int {
      CampaignSize.chosen.number("MAINTENANCE_APPENDS", small: 30, large: 500)
    }
    /// How many random moments maintenance is killed at.
    private static var kills: Int {
      CampaignSize.chosen.number("MAINTENANCE_KILLS", small: 12, large: 200)
    }

    @Test func maintenanceThatIsKilledAtAnyMomentLosesNothing() async throws {
      try await ProgramStore.with { store in
        var ids: [String] = []
        var finished = 0
        var usual = Duration.milliseconds(300)
        for round in 1...Self.kills {
          let rows = Rows.batch((1...40).map { "s-\($0 % 5)-\(round % 3)" }, "round-\(round)")
          let lines = rows.text.split(separator: "\n")
          for half in [lines[..<20], lines[20...]] {
            try await store.succeed(
              "append", "--batch", input: half.joined(separator: "\n") + "\n")
          }
          ids += rows.ids
          let started = ContinuousClock.now
          let result = try await store.program.run(
            ["maintain", round.isMultiple(of: 2) ? "--full" : "--json"], in: store.fixture.path,
            killedAfter: usual * Double.random(in: 0.1...1.1))
          if !result.isKilled {
            finished += 1
            usual = ContinuousClock.now - started
          }
          #expect(Set(try await store.ids()).isSuperset(of: ids), "round \(round)")
          if round.isMultiple(of: 3) {
            let doctor = try await store.run("doctor", "--fix")
            #expect(doctor.status == 0, "\(doctor.output)\(doctor.errors)")
          }
        }
        try await store.succeed("maintain")
        try await store.check(acknowledged: ids)
        print("maintain killed \(Self.kills - finished) times of \(Self.kills)")
      }
    }

    @Test func writersReadersMaintenanceAndGitGoOnBesideEachOther() async throws {
      try await ProgramStore.with { store in
        let ids = try await withThrowingTaskGroup(of: [String].self) { group in
          for word in ["left", "right"] {
            group.addTask {
              var ids: [String] = []
              for number in 0..<Self.appends {
                let rows = Rows.batch(["order-1", "bill-1", "new-\(number)"], "\(word)-\(number)")
                try await store.succeed("append", "--batch", input: rows.text)
                ids += rows.ids
              }
              return ids
            }
          }
          group.addTask {
            var seen = 0
            for _ in 0..<Self.appends / 2 {
              let count = try await store.ids().count
              #expect(count >= seen)
              seen = count
            }
            return []
          }
          let end = End()
          let maintenance = Task { try await maintain(store) { end.isReached } }
          let collection = Task { await collect(store) { end.isReached } }
          var ids: [String] = []
          for try await some in group { ids += some }
          end.isReached = true
          print(
            "\(ids.count) events beside", try await maintenance.value, "rounds of maintain and",
            await collection.value, "of gc and repack")
          return ids
        }
        try await store.succeed("maintain", "--full")
        try await store.check(acknowledged: ids)
      }
    }

    /// Another one, or git, may be in its way; what counts is what it does to the store.
    private func maintain(
      _ store: ProgramStore, until isOver: @Sendable () -> Bool
    ) async throws -> Int {
      var rounds = 0
      while !isOver() {
        _ = try await store.program.run(
          ["maintain", rounds.isMultiple(of: 2) ? "--full" : "--json"], in: store.fixture.path)
        rounds += 1
      }
      return rounds
    }

    private func collect(
      _ store: ProgramStore, until isOver: @Sendable () -> Bool
    ) async -> Int {
      var rounds = 0
      while !isOver() {
        for command in [["gc", "--prune=now", "--quiet"], ["repack", "-adq"]] {
          _ = try? await store.fixture.git(command)
        }
        rounds += 1
      }
      return rounds
    }

    /// What git has left out is missed before the packs that have it are removed.
    @Test func nothingIsRemovedThatGitLeftOut() async throws {
      try await ProgramStore.with { store in
        let rows = (1...3).map { Rows.batch(["s-1", "t-1"], "n-\($0)") }
        for row in rows { try await store.succeed("append", "--batch", input: row.text) }
        // Small objects are packed without git.
        for letter in ["a", "b", "c"] {
          let note = String(repeating: letter, count: 1000)
          try await store.succeed("append", "s-1", "a.b", "-f", "note=\(note)")
        }
        let before = try packs(of: store)
        let result = try await maintain(store, packingWith: #"sed '$d' | git "$@""#)
        #expect(result.status != 0, "\(result.output)\(result.errors)")
        #expect(try packs(of: store).isSuperset(of: before))
        try await store.check(acknowledged: rows.flatMap(\.ids))
      }
    }

    /// What was chosen is chosen again where git takes it away meanwhile, and throws out what no ref reaches.
    @Test func whatGitTakesAwayMeanwhileIsChosenAgain() async throws {
      try await ProgramStore.with { store in
        let rows = (1...3).map { Rows.batch(["s-1", "t-1"], "n-\($0)") }
        for row in rows { try await store.succeed("append", "--batch", input: row.text) }
        let note = String(repeating: "a", count: 1000)
        try await store.succeed("append", "s-1", "a.b", "-f", "note=\(note)")
        _ = try await store.fixture.git(
          ["hash-object", "-w", "--stdin"], input: Array("nobody's".utf8))
        let once = """
          if mkdir "$GIT_DIR/once" 2>&-; then
            env -u GIT_OBJECT_DIRECTORY git gc --prune=now --quiet </dev/null
          fi
          exec git "$@"
          """
        let result = try await maintain(store, packingWith: once)
        #expect(result.status == 0, "\(result.output)\(result.errors)")
        #expect(FileManager.default.fileExists(atPath: store.file("once")))
        let status = try await store.succeed("maintain", "--status", "--json")
        #expect(status.output.contains(#""newPacks":0,"#), "\(status.output)")
        #expect(status.output.contains(#""looseObjects":0,"#), "\(status.output)")
        try await store.check(acknowledged: rows.flatMap(\.ids))
      }
    }

    private func packs(of store: ProgramStore) throws -> Set<String> {
      let names = try FileManager.default.contentsOfDirectory(atPath: store.file("objects/pack"))
      return Set(names.filter { $0.hasSuffix(".pack") })
    }

    /// Maintains everything with a git that packs objects in a way of its own.
    private func maintain(
      _ store: ProgramStore, packingWith commands: String
    ) async throws -> EventsProgram.Result {
      let folder = store.fixture.directory.path + "/other-git"
      try FileManager.default.createDirectory(
        atPath: folder, withIntermediateDirectories: true)
      let script = """
        #!/bin/sh
        PATH=${PATH#*:}
        case " $* " in
          *" pack-objects "*) \(commands) ;;
          *) exec git "$@" ;;
        esac

        """
      #expect(
        FileManager.default.createFile(
          atPath: folder + "/git", contents: Data(script.utf8),
          attributes: [.posixPermissions: 0o755]))
      return try await store.run(
        ["maintain", "--full"], wrappedBy: ["sh", "-c", #"PATH=$0:$PATH exec "$@""#, folder])
    }

    /// The answer comes before packs are put together, and nothing of the command stays open.
    @Test func anAppendStartsMaintenanceInTheBackground() async throws {
      try await ProgramStore.with { store in
        let rows = (1...60).map { Rows.batch(["s-1"], "n-\($0)") }
        for row in rows { try await store.succeed("append", "--batch", input: row.text) }
        var due = true
        for _ in 1...200 where due {
          let status = try await store.succeed("maintain", "--status", "--json")
          due = status.output.contains(#""running":true"#) || !status.output.contains(#""last":"#)
          if due { try await Task.sleep(for: .milliseconds(50)) }
        }
        #expect(!due)
        let left = try FileManager.default.contentsOfDirectory(atPath: store.file("objects/pack"))
        #expect(left.count { $0.hasSuffix(".pack") } < 50)
        try await store.check(acknowledged: rows.flatMap(\.ids))
      }
    }
  }
}
