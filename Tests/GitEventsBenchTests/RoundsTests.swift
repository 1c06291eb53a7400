import Testing

@testable import git_events_bench

/// Contenders in turns.
struct RoundsTests {
  @Test func contendersAlternateAndEveryOtherRoundGoesBackward() throws {
    var order = ""
    let outcomes = try Rounds.run(
      3,
      [
        Contender(name: "a") {
          order += "a"; return 2
        },
        Contender(name: "b") {
          order += "b"; return order.utf8.count < 4 ? 5 : 4
        },
      ])
    #expect(order == "abbaab")
    guard case .measured(let ours) = outcomes[0], case .measured(let peer) = outcomes[1] else {
      Issue.record("both were measured")
      return
    }
    #expect(ours.values == [2, 2, 2])
    #expect(peer.best == 4)
    #expect(peer.median == 5)
    #expect(peer.spread == 1.25)
  }

  @Test func aPeerThatFailsIsMissingAndNotAskedAgain() throws {
    var asked = 0
    let outcomes = try Rounds.run(
      3,
      [
        Contender(name: "a") { 1 },
        Contender(name: "b") {
          asked += 1; throw BenchFailure("no Python")
        },
      ])
    #expect(asked == 1)
    let line = ReportLine(
      "import", events: 10, .perSecond, .best, ours: outcomes[0], peer: ("b", outcomes[1]))
    #expect(line.verdict == .noPeer)
    #expect(line.note == "b is missing: no Python")
    #expect(TextTable.plain([line]).contains("missing"))
  }

  @Test func whatFailsOnOurSideIsAFailure() {
    #expect(throws: BenchFailure.self) {
      try Rounds.run(1, [Contender(name: "a") { throw BenchFailure("broken") }])
    }
  }

  @Test func anExtentEndsWithItsEventsOrItsTime() {
    var count = 0
    _ = Extent(events: 7, seconds: 60).secondsPerEvent { _ in count += 1 }
    #expect(count == 7)
    count = 0
    _ = Extent(events: 7, seconds: 0).secondsPerEvent { _ in count += 1 }
    #expect(count == 1)
  }
}
