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

    /// A ref that could not be moved behind the commit point is moved before anything else is recorded: behind another
    /// entry of the ledger nobody would look for it.
    @Test func nothingIsRecordedBehindARefThatWasLeftBehind() async throws {
      try await ProgramStore.withEarlierEvents { store in
        // The second row is a retry of the first, which waits for a publication.
        let rows = Rows.batch(["new-1", "s-1"], "piped")
        let first = rows.text.prefix { $0 != "\n" } + "\n"
        let (_, piped) = try await SystemCallTrace.record(
          store, ["append", "--pipe"], input: first + rows.text,
          with: [
            "-P", store.file("refs/events/new-1.lock"), "-e", "inject=rename:error=EIO:when=1",
          ])
        #expect(piped.lines.first?.contains("piped-0") == true)
        #expect(piped.errors.contains("a ref could not be moved after an append"))
        try await store.succeed("append", "s-1", "a.b", "--id", "later")
        try await store.check(acknowledged: ["piped-0", "later"])
        #expect(try await store.ids().contains("piped-0"))
      }
    }

    /// As much holds where it is the log of a killed writer that is published.
    @Test func nothingIsRecordedBehindALogThatWasPublishedInPart() async throws {
      try await ProgramStore.withEarlierEvents { store in
        let rows = Rows.batch(["new-1", "s-1"], "piped")
        let (_, piped) = try await SystemCallTrace.record(
          store, ["append", "--pipe"], input: rows.text,
          with: ["-P", store.ledger() + ".lock", "-e", "inject=rename:error=EIO:signal=KILL"])
        #expect(piped.isKilled)
        let (_, next) = try await SystemCallTrace.record(
          store, ["append", "s-1", "a.b", "--id", "next"],
          with: [
            "-P", store.file("refs/events/new-1.lock"), "-e", "inject=rename:error=EIO",
          ])
        #expect(next.status == 6, "\(next.errors)")
        try await store.succeed("append", "s-1", "a.b", "--id", "later")
        try await store.check(acknowledged: rows.ids + ["later"])
        #expect(try await !store.ids().contains("next"))
      }
    }
  }
}
