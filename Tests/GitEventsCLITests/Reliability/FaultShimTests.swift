import GitEventsTesting
import Testing

extension Reliability {
  /// What the campaigns rest on.
  @Suite(.enabled(if: FaultShim.isPossible, "needs Linux and a C compiler"))
  struct FaultShimTests {
    /// A call that the shim does not see is one at which nothing is ever tried.
    @Test(.enabled(if: SystemCallTrace.isPossible))
    func theShimSeesEveryChangingCallThatTheKernelSees() async throws {
      try await ProgramStore.withEarlierEvents { store in
        let shim = try #require(await FaultShim.compiled(in: store.fixture.directory))
        let streams = ["s-1", "t-1", "new"]
        let run = try await shim.run(
          store.program, ["append", "--batch"], in: store.fixture,
          input: Rows.batch(streams, "first").text, fault: nil)
        let (trace, _) = try await SystemCallTrace.record(
          store, ["append", "--batch"],
          input: Rows.batch(["s-1", "t-1", "new-2"], "second").text)
        // Told apart by kind: the kernel has another name for some, and folders are there the second time.
        let kinds = ["open", "write", "sync", "rename", "unlink", "truncate"]
        let seen = run.calls.map(\.name)
        let traced = trace.changes(in: store.fixture.gitDirectory).map(\.name)
        for kind in kinds {
          #expect(
            seen.count { $0.contains(kind) } == traced.count { $0.contains(kind) }, "\(kind)")
        }
        #expect(run.calls.last?.isAnswer == true)
      }
    }

    @Test func theJudgeNoticesWhatIsTornLostAndWronglyTold() async throws {
      try await ProgramStore.withEarlierEvents { store in
        // The second event is missing: what is told and expected is a batch of two.
        try await store.succeed("append", "s-1", "thing.happened", "--id", "op-0")
        let operation = FaultOperation.batch(over: ["s-1", "t-1"], "op")
        let judge = FaultJudge(store.program, store.fixture, operation)
        let told = EventsProgram.Result(
          status: 0, output: "s-1@2 a op-0\nt-1@2 a op-1\n", errors: "")
        let findings = await judge.judge(told, .error, turn: 0).findings
        for word in ["torn, says git", "lost, says git: op-1", "wrong outcome: told as done"] {
          #expect(findings.contains { $0.hasPrefix(word) }, "\(word) in \(findings)")
        }
        let refused = EventsProgram.Result(status: 6, output: "", errors: "git-events: no")
        let again = await judge.judge(refused, .error, turn: 0).findings
        #expect(again.contains { $0.contains("told as not written, and there") }, "\(again)")
      }
    }

    @Test func theCheckerNoticesAChangedOrder() async throws {
      try await ProgramStore.withEarlierEvents { store in
        for id in ["b", "a"] { try await store.succeed("append", "s-1", "a.b", "--id", id) }
        let checker = StoreChecker(store.fixture)
        #expect(try await checker.findings(sequences: [["b", "a"]]) == [])
        #expect(try await checker.findings(sequences: [["a", "b"]]).count == 1)
      }
    }
  }
}
