import Testing

@testable import git_events_bench

/// When a line reaches its target.
struct TargetTests {
  @Test(arguments: [
    (Target(ratio: 8), 800.0, 100.0, Verdict.reached),
    (Target(ratio: 8), 799.0, 100.0, .below),
    (Target(limit: 20_000, ratio: 4), 20_000.0, 5_000.0, .reached),
    (Target(limit: 20_000, ratio: 4), 19_999.0, 1.0, .below),
    (Target(limit: 20_000, ratio: 4), 30_000.0, 10_000.0, .below),
    (Target.none, 1.0, 100.0, .figure),
  ])
  func rates(target: Target, value: Double, peer: Double, verdict: Verdict) {
    #expect(target.verdict(value, .perSecond, against: peer) == verdict)
  }

  @Test(arguments: [
    (Target(limit: 10, ratio: 1.25), 10.0, 8.0, Verdict.reached),
    (Target(limit: 10, ratio: 1.25), 10.1, 20.0, .below),
    (Target(limit: 10, ratio: 1.25), 9.0, 7.0, .below),
  ])
  func times(target: Target, value: Double, peer: Double, verdict: Verdict) {
    #expect(target.verdict(value, .milliseconds, against: peer) == verdict)
  }

  @Test func aMissingPeerIsNoFailureAndHidesNone() {
    #expect(Target(ratio: 8).verdict(1, .perSecond, against: nil) == .noPeer)
    #expect(Target(limit: 5, ratio: 8).verdict(1, .perSecond, against: nil) == .below)
    #expect(Target(limit: 20).verdict(20, .milliseconds, against: nil) == .reached)
    #expect(!Verdict.noPeer.fallsShort)
    #expect(!Verdict.notBuilt.fallsShort)
    #expect(Verdict.below.fallsShort)
    #expect(Verdict.failed.fallsShort)
  }

  @Test func aTargetSaysWhichSideIsTheGoodOne() {
    #expect(Target(limit: 20_000, ratio: 4).text(.perSecond) == "≥ 20,000/s and ≥ 4×")
    #expect(Target(limit: 10, ratio: 1.25).text(.milliseconds) == "≤ 10.0 ms and ≤ 1.25×")
    #expect(Target.none.text(.mebibytes).isEmpty)
  }
}
