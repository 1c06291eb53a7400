import GitEventsTesting
import Testing

extension Reliability {
  /// The fault campaigns: small here, large by hand. `Docs/Reliability.md` has the command and what it found.
  @Suite struct CampaignTests {
    private let size = CampaignSize.chosen

    @Test(.enabled(if: FaultShim.isPossible, "needs Linux and a C compiler"))
    func anOperationThatIsKilledAtAnyCallIsWholeOrAbsent() async throws {
      let report = try await KillPointCampaign(size).run()
      #expect(report.published() == [])
      #expect(report["kills"] > 0 && report["of them behind the commit point"] > 0)
    }

    @Test(.enabled(if: FaultShim.isPossible, "needs Linux and a C compiler"))
    func anErrorAtAnyCallHasOneOfThreeOutcomes() async throws {
      let report = try await ErrorCampaign(size).run()
      #expect(report.published() == [])
      #expect(report["injections"] > 0)
    }

    @Test(.enabled(if: FaultShim.isPossible, "needs Linux and a C compiler"))
    func writersThatAreKilledAtAnyMomentLoseTearAndDoubleNothing() async throws {
      let report = try await RandomKillCampaign(size).run()
      #expect(report.published() == [])
      #expect(report["kills"] > 0)
    }

    @Test(.enabled("needs root, to mount", FullDiskCampaign.isPossible))
    func aFullDiskRefusesWritingAndNothingElse() async throws {
      let report = try await FullDiskCampaign(size).run()
      #expect(report.published() == [])
      #expect(report["with status 6"] > 0 && report["with status 0"] > 0)
    }

    @Test func nothingIsLostBesideGitsOwnMaintenance() async throws {
      let report = try await NeighbourCampaign(size).run()
      #expect(report.published() == [])
      #expect(report["cycles of git"] > 0)
    }

    @Test func threeClonesThatSynchroniseHoldTheSameInTheEnd() async throws {
      let report = try await ReplicationCampaign(size).run()
      #expect(report.published() == [])
      #expect(report["kills"] > 0 && report["events acknowledged"] > 0)
    }

    @Test func manyProcessesAppendToOneStreamWithoutAGap() async throws {
      #expect(try await ContentionCampaign(size).runOnOneStream().published() == [])
    }

    @Test func oneOfManyWritersThatExpectTheSameVersionWins() async throws {
      #expect(try await ContentionCampaign(size).runForOneVersion().published() == [])
    }
  }
}
