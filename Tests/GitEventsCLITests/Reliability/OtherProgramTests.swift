import Foundation
import GitEventsTesting
import Testing

extension Reliability {
  /// Programs that know of git's locks but not of ours.
  @Suite(.enabled(if: SystemCallTrace.isPossible)) struct OtherProgramTests {
    /// Held up for a second when everything is decided and only the refs are to be moved.
    private static let pause = ["-e", "inject=fsync:delay_enter=1000000:when=1"]

    @Test(arguments: ["refs/events/s-1", "refs/events/new-1", "refs/ledger/"])
    func anAppendGivesWayToWhoeverMovedItsRefMeanwhile(name: String) async throws {
      try await ProgramStore.withEarlierEvents { store in
        let ledger = try store.ledger().dropFirst(store.fixture.gitDirectory.utf8.count + 1)
        let reference = name.hasSuffix("/") ? String(ledger) : name
        let target = try await store.fixture.git("rev-parse", ledger + "~1").text
        let rows = Rows.batch(["s-1", "new-1"], "late")
        async let append = store.run(
          ["append", "--batch"], input: rows.text,
          wrappedBy: ["strace", "-f", "-o", "/dev/null"] + OtherProgramTests.pause)
        try await Task.sleep(for: .milliseconds(700))
        let before = try? await store.fixture.git("rev-parse", "--verify", "--quiet", reference)
          .text
        try await store.fixture.git("update-ref", reference, target)
        let result = try await append
        #expect(result.status == 8, "\(result.output)\(result.errors)")
        #expect(try await store.fixture.git("rev-parse", reference).text == target)
        #expect(StoreChecker(store.fixture).leftovers() == [])
        if let before {
          try await store.fixture.git("update-ref", reference, before)
        } else {
          try await store.fixture.git("update-ref", "-d", reference)
        }
        #expect(try await !store.ids().contains("late-0"))
        let retry = try await store.succeed("append", "--batch", input: rows.text)
        #expect(!retry.output.contains("already recorded"))
        try await store.check(acknowledged: rows.ids)
      }
    }

    /// A lock that another program leaves for a moment is waited for.
    @Test func anAppendWaitsForALockThatGoesAway() async throws {
      try await ProgramStore.withEarlierEvents { store in
        try store.overwrite("refs/events/s-1.lock", "")
        async let append = store.run("append", "s-1", "a.b", "--id", "late")
        try await Task.sleep(for: .milliseconds(500))
        try FileManager.default.removeItem(atPath: store.file("refs/events/s-1.lock"))
        #expect(try await append.status == 0)
        try await store.check(acknowledged: ["late"])
      }
    }

    /// A lock that stays is told of and left alone: it is not ours.
    @Test func aLockThatStaysIsNotTakenAway() async throws {
      try await ProgramStore.withEarlierEvents { store in
        try store.overwrite("refs/events/s-1.lock", "")
        #expect(try await store.run("append", "s-1", "a.b", "--id", "late").status == 8)
        #expect(StoreChecker(store.fixture).leftovers() == ["refs/events/s-1.lock was left behind"])
        try await store.succeed("append", "t-1", "a.b")
        try FileManager.default.removeItem(atPath: store.file("refs/events/s-1.lock"))
        try await store.succeed("append", "s-1", "a.b", "--id", "late")
        try await store.check(acknowledged: ["late"])
      }
    }

    /// A pack that `git repack` replaces between its listing and its opening is looked for anew.
    @Test(arguments: [["log", "--json"], ["append", "s-1", "a.b", "--id", "earlier-1", "--json"]])
    func aRepackWhileAReaderStartsHidesNothing(arguments: [String]) async throws {
      try await ProgramStore.withEarlierEvents { store in
        try await store.fixture.git("repack", "-adq")
        let pack = try #require(
          try FileManager.default.contentsOfDirectory(atPath: store.file("objects/pack"))
            .first { $0.hasSuffix(".idx") })
        async let reader = store.run(
          arguments,
          wrappedBy: [
            "strace", "-f", "-o", "/dev/null", "-P", store.file("objects/pack/" + pack),
            "-e", "inject=openat,open:delay_enter=1500000:when=1",
          ])
        try await Task.sleep(for: .milliseconds(700))
        let tree = try await store.fixture.git("mktree").text
        let other = try await store.fixture.git("commit-tree", tree, "-m", "other").text
        try await store.fixture.git("update-ref", "refs/heads/other", other)
        try await store.fixture.git("repack", "-adq")
        let result = try await reader
        #expect(result.status == 0, "\(result.errors)")
        #expect(result.output.contains("earlier-1"))
      }
    }
  }
}
