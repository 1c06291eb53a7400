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

  /// What is under way is not taken for what was tampered with.
  @Test func nothingIsFoundBesideWritersAndMaintenance() async throws {
    try await ProgramStore.with { store in
      async let first: Void = write(1, store)
      async let second: Void = write(2, store)
      for _ in 1...4 {
        for arguments in [["verify", "--json", "--no-state"], ["maintain", "--full"]] {
          let result = try await store.run(arguments)
          #expect(result.status == 0, "\(result.output)\(result.errors)")
        }
      }
      _ = try await (first, second)
      #expect(try await store.run("verify", "--no-state").status == 0)
    }
  }

  private func write(_ writer: Int, _ store: ProgramStore) async throws {
    for number in 1...20 {
      let rows = (1...3).map {
        "{\"stream\":\"s-\((number + $0) % 4)\",\"type\":\"w.\(writer)\"}\n"
      }
      try await store.succeed("append", "--batch", input: rows.joined())
    }
  }

  /// A store that may only be read is verified, and what cannot be remembered is said.
  @Test func aStoreThatMayOnlyBeReadIsVerified() async throws {
    try await ProgramStore.with { store in
      try await store.succeed("append", "s-1", "a.b")
      let before = try store.files()
      let result = try await store.run(["verify"], wrappedBy: ["env", "XDG_STATE_HOME=/proc/none"])
      #expect(result.status == 0, "\(result.output)\(result.errors)")
      #expect(result.errors.contains("not remembered"))
      #expect(try store.files() == before)
    }
  }
}
