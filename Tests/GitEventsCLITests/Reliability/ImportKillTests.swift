import GitEventsTesting
import Testing

extension Reliability {
  /// An import that is killed at each of its steps.
  @Suite(.enabled(if: SystemCallTrace.isPossible)) struct ImportKillTests {
    /// So many streams that their refs go to packed-refs, where some are already.
    private static let count = 300

    private static let ids = (0..<count).map { "imported-\($0)" }

    private static let rows = (0..<count).map { number in
      #"{"stream":"s-\#(number)","type":"a.b","id":"imported-\#(number)","data":{"n":\#(number)}}"#
        + "\n"
    }.joined()

    @Test func isWholeOrAbsentAndIsTakenUpAgain() async throws {
      let steps = try await Self.steps()
      #expect(steps.contains { $0.path.hasSuffix("packed-refs.lock") || $0.name == "link" })
      let stride = CampaignSize.chosen.isLarge ? 1 : 5
      var outcomes = (untouched: 0, committed: 0, survived: 0)
      for index in Swift.stride(from: 0, to: steps.count, by: stride) {
        let step = steps[index]
        try await Self.withStore { store in
          let killed = try await SystemCallTrace.record(
            store, ["import", "-"], input: Self.rows,
            with: ["-e", "inject=\(step.name):signal=KILL:when=\(step.ordinal)"]
          ).result
          let seen = Set(try await store.ids()).intersection(Self.ids)
          #expect(seen.isEmpty || seen.count == Self.count, "torn at \(step.text)")
          if killed.output.contains("added") { #expect(!seen.isEmpty, "lost at \(step.text)") }
          // What runs on several threads is not always killed at the same step.
          if !killed.isKilled {
            outcomes.survived += 1
          } else if seen.isEmpty {
            outcomes.untouched += 1
          } else {
            outcomes.committed += 1
          }
          let again = try await store.succeed("import", "-", input: Self.rows)
          let expected =
            seen.isEmpty ? "added \(Self.count), skipped 0" : "added 0, skipped \(Self.count)"
          #expect(again.lines == [expected], "\(step.text)")
          let findings = try await StoreChecker(store.fixture).findings(acknowledged: Self.ids)
          #expect(findings == [], "\(step.text)")
          // Git can take its lock again.
          try await store.fixture.git("pack-refs", "--all")
        }
      }
      print("import killed at \(steps.count) steps: \(outcomes)")
    }

    private static func steps() async throws -> [SystemCall] {
      var steps: [SystemCall] = []
      try await withStore { store in
        let (trace, result) = try await SystemCallTrace.record(store, ["import", "-"], input: rows)
        #expect(result.status == 0)
        steps = trace.changes(in: store.fixture.gitDirectory)
      }
      return steps
    }

    private static func withStore(_ body: (ProgramStore) async throws -> Void) async throws {
      try await ProgramStore.with(checked: false) { store in
        for stream in ["s-1", "s-2", "t-1"] { try await store.succeed("append", stream, "a.b") }
        try await store.fixture.git("pack-refs", "--all")
        try await store.succeed("append", "s-2", "a.b")
        try await body(store)
      }
    }
  }
}
