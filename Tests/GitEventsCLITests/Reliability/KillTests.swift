import GitEventsTesting
import Testing

extension Reliability {
  /// Writers that are killed at any moment.
  @Suite struct KillTests {
    @Test(arguments: [1, 3])
    func aKilledAppendIsWholeOrAbsentAndItsRetryIsRecordedOnce(streams count: Int) async throws {
      try await ProgramStore.with { store in
        let streams = (1...count).map { "stream-\($0)" }
        let started = ContinuousClock.now
        try await store.succeed("append", "--batch", input: Rows.batch(streams, "first").text)
        // Killed around the moment of the writing, which moves with the machine's load: earlier after an
        // acknowledgement, later after none.
        var moment = ContinuousClock.now - started
        var acknowledged: [String] = []
        var outcomes = (untouched: 0, committed: 0, acknowledged: 0)
        for round in 1...max(1, Campaign.crashRounds / 2) {
          // Every other round makes new streams, which have no ref until the very end.
          let targets = round.isMultiple(of: 2) ? streams : streams.map { "\($0)-of-\(round)" }
          let (rows, ids) = Rows.batch(targets, "round-\(round)")
          let killed = try await store.program.run(
            ["append", "--batch"], in: store.fixture.path, input: rows,
            killedAfter: moment * Double.random(in: 0.8...1.2))
          // What a reader sees of it at once, before anyone repairs: all or nothing.
          let seen = Set(try await store.ids()).intersection(ids)
          #expect(seen.isEmpty || seen == Set(ids), "round \(round): torn")
          if !killed.output.isEmpty {
            #expect(seen == Set(ids), "round \(round): acknowledged and lost")
            outcomes.acknowledged += 1
            moment = moment * 0.93
          } else if seen.isEmpty {
            outcomes.untouched += 1
            moment = moment * 1.04
          } else {
            outcomes.committed += 1
          }
          if round.isMultiple(of: 3) {
            // The next writer is another one, and repairs for it.
            let other = try await store.succeed(
              "append", "stream-1", "other.one", "--id", "other-\(round)")
            #expect(other.lines.count == 1)
            acknowledged.append("other-\(round)")
          }
          let retry = try await store.succeed("append", "--batch", input: rows)
          #expect(retry.lines.count == ids.count)
          #expect(retry.output.contains("already recorded") != seen.isEmpty, "round \(round)")
          acknowledged += ids
          #expect(StoreChecker(store.fixture).leftovers() == [], "round \(round)")
          if round.isMultiple(of: 5) { try await store.check(acknowledged: acknowledged) }
        }
        try await store.check(acknowledged: acknowledged)
        print("kill -9, \(count) stream(s): \(outcomes)")
      }
    }
  }
}
