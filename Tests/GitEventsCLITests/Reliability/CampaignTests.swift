import GitEventsTesting
import Testing

extension Reliability {
  /// The fault campaigns: small here, large by hand. `Docs/Reliability.md` has the command and what it found.
  @Suite struct CampaignTests {
    private let size = CampaignSize.chosen

    /// Whether calls can be counted and hit here.
    static let hasShim = FaultShim.isPossible

    @Test(.enabled(if: hasShim, "needs Linux and a C compiler"))
    func anOperationThatIsKilledAtAnyCallIsWholeOrAbsent() async throws {
      let report = try await KillPointCampaign(size).run()
      #expect(report.published() == [])
      #expect(report["kills"] > 0 && report["of them behind the commit point"] > 0)
    }

    @Test(.enabled(if: hasShim, "needs Linux and a C compiler"))
    func anErrorAtAnyCallHasOneOfThreeOutcomes() async throws {
      let report = try await ErrorCampaign(size).run()
      #expect(report.published() == [])
      #expect(report["injections"] > 0)
    }
  }
}
