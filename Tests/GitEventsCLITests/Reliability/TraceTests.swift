import GitEventsTesting
import Testing

extension Reliability {
  /// What is on disk before what, read from a trace of system calls.
  @Suite(.enabled(if: SystemCallTrace.isPossible)) struct TraceTests {
    @Test(arguments: [1, 3, 60])
    func everythingIsOnDiskBeforeItIsReliedOn(streams count: Int) async throws {
      try await ProgramStore.with { store in
        let streams = (1...count).map { "stream-\($0)" }
        for word in ["new", "known"] {
          let (trace, result) = try await SystemCallTrace.record(
            store, ["append", "--batch"], input: Rows.batch(streams, word).text)
          #expect(result.status == 0)
          #expect(DurabilityRules(trace, in: store.fixture.gitDirectory).findings == [])
        }
      }
    }

    @Test func initIsOnDiskBeforeItIsAcknowledged() async throws {
      try await GitFixture.with { fixture in
        let store = try ProgramStore(fixture)
        let (trace, result) = try await SystemCallTrace.record(store, ["init"])
        #expect(result.status == 0)
        #expect(DurabilityRules(trace, in: fixture.gitDirectory).findings == [])
        try await store.check()
      }
    }

    @Test func theRulesNoticeEverySyncThatIsTakenOut() async throws {
      try await withTrace { trace, folder in
        let syncs = trace.calls.indices.filter {
          trace.calls[$0].isSync && trace.calls[$0].path.hasPrefix(folder)
        }
        // Pack, index, their folder; four locks; the folders of the ledgers and of the streams.
        #expect(syncs.count == 9)
        for index in syncs {
          var calls = trace.calls
          let removed = calls.remove(at: index)
          let rules = DurabilityRules(SystemCallTrace(calls: calls), in: folder)
          #expect(rules.findings != [], "without \(removed.text)")
        }
      }
    }

    @Test func theRulesNoticeAChangedOrder() async throws {
      try await withTrace { trace, folder in
        let renames = trace.calls.indices.filter {
          trace.calls[$0].isRename && trace.calls[$0].path.hasPrefix(folder)
        }
        #expect(renames.count == 6)
        for (first, second) in [(0, 1), (1, 2), (2, 3), (2, 5)] {
          var calls = trace.calls
          calls.swapAt(renames[first], renames[second])
          let rules = DurabilityRules(SystemCallTrace(calls: calls), in: folder)
          #expect(rules.findings != [], "renames \(first) and \(second) exchanged")
        }
        var late = trace.calls
        let keep = try #require(late.firstIndex { $0.isCreation && $0.path.hasSuffix(".keep") })
        late.insert(late.remove(at: keep), at: renames[1])
        #expect(DurabilityRules(SystemCallTrace(calls: late), in: folder).findings != [])
      }
    }

    private func withTrace(_ body: (SystemCallTrace, String) throws -> Void) async throws {
      try await ProgramStore.with { store in
        let (rows, _) = Rows.batch(["a-1", "b-1", "c-1"], "traced")
        let (trace, result) = try await SystemCallTrace.record(
          store, ["append", "--batch"], input: rows)
        #expect(result.status == 0)
        try body(trace, store.fixture.gitDirectory)
      }
    }

    /// A reader of a killed writer's work must not acknowledge what a power loss could still take.
    @Test func aRetryAfterAKillAtTheCommitPointSecuresTheLedgerBeforeItAnswers() async throws {
      try await ProgramStore.with { store in
        let (rows, ids) = Rows.batch(["a-1", "b-1", "c-1"], "killed")
        // Killed as the folder of the ledgers is to be synced: the rename is done.
        let killed = try await SystemCallTrace.record(
          store, ["append", "--batch"], input: rows,
          with: ["-P", store.file("refs/ledger"), "-e", "inject=fsync:signal=KILL"])
        #expect(killed.result.isKilled)
        let (trace, retry) = try await SystemCallTrace.record(
          store, ["append", "--batch"], input: rows)
        #expect(retry.output.contains("already recorded"))
        let changes = trace.changes(in: store.fixture.gitDirectory)
        let answer = try #require(changes.firstIndex(where: SystemCallTrace.isAcknowledgement))
        let folder = store.file("refs/ledger")
        #expect(changes[..<answer].contains { $0.isSync && $0.path == folder })
        try await store.check(acknowledged: ids)
      }
    }
  }
}
