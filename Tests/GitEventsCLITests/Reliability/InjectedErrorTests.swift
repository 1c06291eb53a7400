import GitEventsTesting
import Testing

extension Reliability {
  /// System calls that fail: an append is then recorded, or not, or says that it does not know.
  @Suite(.enabled(if: SystemCallTrace.isPossible)) struct InjectedErrorTests {
    @Test(arguments: ["ENOSPC", "EIO", "EMFILE", "EACCES"])
    func anErrorAtAnyStepHasOneOfThreeOutcomes(error: String) async throws {
      let rows = Rows.batch(["s-1", "new-1"], "hit")
      var outcomes: [Int32: Int] = [:]
      let steps = try await InjectedErrorTests.steps(rows.text).filter {
        error != "EMFILE" || $0.name == "openat"
      }
      let stride = Campaign.crashRounds >= 100 ? 1 : 8
      for index in Swift.stride(from: error.utf8.count % stride, to: steps.count, by: stride) {
        let step = steps[index]
        try await KillPointTests.withStore { store in
          let (_, hit) = try await SystemCallTrace.record(
            store, ["append", "--batch"], input: rows.text,
            with: ["-e", "inject=\(step.name):error=\(error):when=\(step.ordinal)"])
          let where_ = "\(error) in \(step.text): \(hit.status) \(hit.errors)"
          // strace counts for each thread apart: where another one does the work, the loader may be hit instead.
          if hit.status == 127 { return }
          #expect(!hit.isKilled, "\(where_)")
          outcomes[hit.status, default: 0] += 1
          let seen = Set(try await store.ids()).intersection(rows.ids)
          #expect(seen.isEmpty || seen.count == rows.ids.count, "torn by \(where_)")
          switch hit.status {
          case 0: #expect(!seen.isEmpty, "\(where_)")
          case 6:
            // What follows the commit point is not the append's failure, unless the answer cannot be written.
            #expect(seen.isEmpty || SystemCallTrace.isAcknowledgement(step), "\(where_)")
          case 7: break
          default: Issue.record("\(where_)")
          }
          if hit.status == 6 && seen.isEmpty {
            #expect(StoreChecker(store.fixture).leftovers() == [], "\(where_)")
          }
          if hit.status != 0 { #expect(hit.errors.hasPrefix("git-events: "), "\(where_)") }
          let retry = try await store.succeed("append", "--batch", input: rows.text)
          #expect(retry.output.contains("already recorded") != seen.isEmpty, "\(where_)")
          let findings = try await StoreChecker(store.fixture).findings(acknowledged: rows.ids)
          #expect(findings == [], "\(where_)")
        }
      }
      print("\(error): statuses \(outcomes.sorted { $0.key < $1.key })")
    }

    /// A lock that could not be given back must not stop the stream for ever.
    @Test func aLockThatCouldNotBeRemovedIsRemovedByTheNextWriter() async throws {
      try await KillPointTests.withStore { store in
        let (_, hit) = try await SystemCallTrace.record(
          store, ["append", "s-1", "a.b", "--id", "hit"],
          with: [
            "-P", store.file("refs/events/s-1.lock"), "-e", "inject=fsync:error=EIO",
            "-e", "inject=unlink:error=EACCES",
          ])
        #expect(hit.status == 6)
        try await store.succeed("append", "s-1", "a.b", "--id", "hit")
        try await store.check(acknowledged: ["hit"])
      }
    }

    private static func steps(_ rows: String) async throws -> [SystemCall] {
      var steps: [SystemCall] = []
      try await KillPointTests.withStore { store in
        let (trace, result) = try await SystemCallTrace.record(
          store, ["append", "--batch"], input: rows)
        #expect(result.status == 0, "\(result.errors)")
        #expect(trace.calls.count > 20)
        steps = trace.changes(in: store.fixture.gitDirectory)
      }
      return steps
    }
  }
}
