import GitEventsTesting
import Testing

extension Reliability {
  /// A writer that is killed at each of its steps.
  @Suite(.enabled(if: SystemCallTrace.isPossible)) struct KillPointTests {
    /// Killed when it is about to make a call, so everything before it is done and nothing after.
    @Test(arguments: [["s-1"], ["new-1"], ["s-1", "t-1", "new-1"]])
    func anAppendThatIsKilledAtAnyStepIsWholeOrAbsent(streams: [String]) async throws {
      let rows = Rows.batch(streams, "killed")
      let steps = try await KillPointTests.steps(rows.text)
      #expect(steps.count > 20)
      // All of them in a campaign; else every few, other ones for each argument.
      let stride = Campaign.crashRounds >= 100 ? 1 : 8
      var committed = 0
      var tried = 0
      for index in Swift.stride(from: streams.count % stride, to: steps.count, by: stride) {
        let step = steps[index]
        try await KillPointTests.withStore { store in
          let killed = try await SystemCallTrace.record(
            store, ["append", "--batch"], input: rows.text,
            with: ["-e", "inject=\(step.name):signal=KILL:when=\(step.ordinal)"]
          ).result
          #expect(killed.isKilled, "\(step.text)")
          let seen = Set(try await store.ids()).intersection(rows.ids)
          #expect(seen.isEmpty || seen.count == rows.ids.count, "torn at \(step.text)")
          if !killed.output.isEmpty { #expect(!seen.isEmpty, "lost at \(step.text)") }
          committed += seen.isEmpty ? 0 : 1
          tried += 1
          if !index.isMultiple(of: 2) {
            try await store.succeed("append", "other-1", "a.b", "--id", "other")
            #expect(StoreChecker(store.fixture).leftovers() == [], "\(step.text)")
          }
          let retry = try await store.succeed("append", "--batch", input: rows.text)
          #expect(
            retry.output.contains("already recorded") != seen.isEmpty,
            "\(step.text): \(retry.output)")
          let findings = try await StoreChecker(store.fixture).findings(acknowledged: rows.ids)
          #expect(findings == [], "\(step.text)")
        }
      }
      print(
        "killed at \(tried) of \(steps.count) steps, \(streams): \(committed) behind the commit point"
      )
    }

    /// The calls of one append that change something, in order.
    private static func steps(_ rows: String) async throws -> [SystemCall] {
      var steps: [SystemCall] = []
      try await withStore { store in
        let (trace, result) = try await SystemCallTrace.record(
          store, ["append", "--batch"], input: rows)
        #expect(result.status == 0)
        steps = trace.changes(in: store.fixture.gitDirectory)
      }
      return steps
    }

    static func withStore(_ body: (ProgramStore) async throws -> Void) async throws {
      try await ProgramStore.with(checked: false) { store in
        try await store.succeed("append", "s-1", "a.b", "--id", "earlier-1")
        try await store.succeed("append", "t-1", "a.b", "--id", "earlier-2")
        try await body(store)
      }
    }
  }
}
