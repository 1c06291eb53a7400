import GitEventsTesting
import Testing

extension Reliability {
  /// Real power cuts, on a real file system.
  @Suite(
    .enabled(if: FaultShim.isPossible, "needs Linux and a C compiler"),
    .enabled("needs root, to mount a disk", PowerDisk.isPossible))
  struct PowerCutCampaignTests {
    private let size = CampaignSize.chosen

    @Test func aCutAtAnyCallLosesAndTearsNothing() async throws {
      let report = try await PowerCutCampaign(size).runAtCalls()
      #expect(report.published() == [])
      #expect(report["cuts"] > 0)
    }

    @Test func aCutAtAnyMomentLosesAndTearsNothing() async throws {
      let report = try await PowerCutCampaign(size).runAtMoments()
      #expect(report.published() == [])
      #expect(report["events acknowledged"] > 0)
    }

    /// Without these, a campaign that finds nothing says nothing.
    @Test(arguments: [PowerCutCampaign.Handicap.flushesDoNothing, .durabilityNone])
    func aProgramThatDoesNotFlushIsFound(handicap: PowerCutCampaign.Handicap) async throws {
      let findings = try await PowerCutCampaign(size, handicap).runAtMoments().published()
      #expect(
        findings.contains { finding in
          ["was acknowledged and is not there", "bad object", "is missing"].contains {
            finding.contains($0)
          }
        })
    }
  }
}
