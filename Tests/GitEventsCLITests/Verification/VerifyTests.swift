import Foundation
import GitEventsTesting
import Testing

/// What `verify` says of stores that are sound, and of stores that are not.
@Suite(.serialized, .enabled(if: ProgramStore.isProgramBuilt))
struct VerifyTests {
  /// What is told, and puts nothing in doubt that was recorded.
  private static let warnings: Set = [
    "event-future", "ref-name", "snapshot-format", "stream-behind", "ledger-missing",
    "ledger-future",
    "file-unreadable", "git-view",
  ]

  @Test func everyTamperingIsDetected() async throws {
    try await TemporaryDirectory.with { directory in
      let template = try await TamperedStore.template(in: directory)
      let clean = try await template.verify("--no-state")
      #expect(clean.rules == [] && clean.status == 0)
      let only = CampaignSize.chosen.only
      for tampering in Tampering.all where only.map(tampering.name.contains) ?? true {
        try await template.withCopy { store in
          let before = try await store.verify()
          #expect(before.rules == [] && before.status == 0, "\(tampering.name)")
          try await tampering.act(store)
          let (rules, status, text) = try await store.verify()
          #expect(
            !tampering.rules.isDisjoint(with: rules), "\(tampering.name): \(text)")
          let areWarnings = VerifyTests.warnings.isSuperset(of: rules)
          #expect(status == (areWarnings ? 1 : 5), "\(tampering.name): \(text)")
          // What is wrong is not taken for what was verified.
          let again = try await store.verify()
          #expect(Set(again.rules) == Set(rules), "\(tampering.name)")
        }
      }
    }
  }
}
