import GitEventsTesting
import Testing

extension Reliability {
  /// Combinations of failing calls that a campaign of one fault at a time does not reach.
  @Suite(.enabled(if: SystemCallTrace.isPossible)) struct InjectedErrorTests {
    /// A lock that could not be given back must not stop the stream for ever.
    @Test func aLockThatCouldNotBeRemovedIsRemovedByTheNextWriter() async throws {
      try await ProgramStore.withEarlierEvents { store in
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
  }
}
