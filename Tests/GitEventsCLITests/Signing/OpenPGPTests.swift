import Foundation
import GitEventsTesting
import Testing

/// Signatures of OpenPGP, by keys that were made, expired and were revoked at chosen times.
@Suite(.enabled(if: SigningFixture.hasGPG)) struct OpenPGPTests {
  /// The start of 2022, when Ada's key has expired.
  private static let later: Int64 = 1_640_995_200

  /// Makes a key of a time, and has it sign as if it were that time.
  private func makeKey(
    _ fixture: SigningFixture, _ user: String, at time: String, until end: String
  ) async throws -> String {
    try await fixture.shell(
      "gpg --batch -q --faked-system-time \(time) --passphrase '' --quick-gen-key '\(user)' ed25519 "
        + "sign \(end) 2>/dev/null; "
        + "gpg --with-colons --list-keys '\(user)' | sed -n 's/^fpr:*\\([0-9A-F]*\\):.*/\\1/p' | head -1"
    )
  }

  private func withStore(
    _ body: (SigningFixture, _ fingerprint: String) async throws -> Void
  ) async throws {
    try await SigningFixture.with { fixture in
      let key = try await makeKey(
        fixture, "Ada <ada@example.org>", at: "20200101T000000", until: "20210101T000000")
      let program = fixture.directory.path("old-gpg")
      try await fixture.shell(
        "printf '#!/bin/sh\\nexec gpg --faked-system-time 20200601T000000 \"$@\"\\n' > '\(program)'; "
          + "chmod +x '\(program)'")
      try await fixture.configure("gpg.program", program)
      try await fixture.configure("user.signingKey", key)
      try await fixture.configure("events.sign", "ledger")
      try await fixture.succeed(["init", "--bare", "."])
      try await fixture.succeed(["append", "s-1", "a.b"])
      try await fixture.shell("git config --global --unset gpg.program")
      try await body(fixture, key)
    }
  }

  private func verify(_ fixture: SigningFixture) async throws -> SigningFixture.Outcome {
    try await fixture.run(
      ["verify", "--json", "--no-state", "--signatures", "--require-signed"],
      at: SigningFixture.now)
  }

  /// It has expired since; what it signed before counts. git, which asks at its own time, says otherwise.
  @Test func aKeyCountsAtTheLedgersTime() async throws {
    try await withStore { fixture, key in
      let report = try await verify(fixture)
      #expect(report.rules == [] && report.status == 0, "\(report.output)")
      #expect(report.output.contains("\"key\":\"\(key)\""))
      #expect(report.output.contains(#""signer":"Ada <ada@example.org>","kind":"openpgp""#))
      // The key is used once more after its time.
      let program = fixture.directory.path("old-gpg")
      try await fixture.configure("gpg.program", program)
      try await fixture.succeed(["append", "s-1", "a.b"], at: Self.later)
      try await fixture.shell("git config --global --unset gpg.program")
      #expect(
        Set(try await verify(fixture).rules)
          == ["signer-expired", "ledger-unsigned", "event-unsigned"])
    }
  }

  @Test func aKeyThatWasMadeLaterIsRefused() async throws {
    try await withStore { fixture, _ in
      let key = try await makeKey(
        fixture, "Bob <ada@example.org>", at: "20230101T000000", until: "never")
      try await fixture.configure("user.signingKey", key)
      try await fixture.succeed(["append", "s-1", "a.b"])
      let report = try await verify(fixture)
      #expect(report.rules.contains("signer-early"), "\(report.output)")
      #expect(!report.rules.contains("signer-expired"))
    }
  }

  @Test func aRevokedKeyIsRefused() async throws {
    try await withStore { fixture, key in
      try await fixture.shell(
        "sed 's/^:---/---/' \"$GNUPGHOME/openpgp-revocs.d/\(key).rev\" | gpg --batch -q --import")
      let report = try await verify(fixture)
      #expect(report.rules.contains("signer-revoked") && report.status == 5, "\(report.output)")
      #expect(report.output.contains("nothing tells"))
    }
  }

  @Test func aKeyThatTheKeyringLacksIsUnknown() async throws {
    try await withStore { fixture, _ in
      let empty = fixture.directory.path("empty")
      try FileManager.default.createDirectory(
        atPath: empty, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
      let report = try await fixture.run(
        ["verify", "--json", "--no-state", "--signatures"], at: SigningFixture.now,
        ["GNUPGHOME": empty])
      #expect(Set(report.rules) == ["signer-unknown"] && report.status == 5, "\(report.output)")
    }
  }

  /// A key that the keyring holds and does not trust counts as far as git would have it.
  @Test func theKeyringsTrustCounts() async throws {
    try await withStore { fixture, key in
      let other = fixture.directory.path("other")
      try FileManager.default.createDirectory(
        atPath: other, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
      try await fixture.shell(
        "gpg --batch --export '\(key)' | GNUPGHOME='\(other)' gpg --batch -q --import 2>/dev/null")
      for (level, rules) in [
        ("undefined", []), ("marginal", ["signer-unknown"]), ("ultimate", ["signer-unknown"]),
      ] as [(String, Set<String>)] {
        try await fixture.configure("gpg.minTrustLevel", level)
        let report = try await fixture.run(
          ["verify", "--json", "--no-state", "--signatures"], at: SigningFixture.now,
          ["GNUPGHOME": other])
        #expect(Set(report.rules) == rules, "\(level): \(report.output)")
      }
      #expect(try await verify(fixture).rules == [])
      try await fixture.configure("gpg.minTrustLevel", "some")
      #expect(try await verify(fixture).status == 2)
    }
  }

  @Test func anAlteredCommitIsBad() async throws {
    try await withStore { fixture, _ in
      try await fixture.alter(try await fixture.ledger) {
        $0.replacingOccurrences(of: "Ada <", with: "Eve <")
      }
      #expect(try await verify(fixture).rules.contains("signature-bad"))
    }
  }

  @Test func gitAcceptsWhatWasSigned() async throws {
    try await SigningFixture.with { fixture in
      _ = try await makeKey(
        fixture, "Ada <ada@example.org>", at: "20200101T000000", until: "never")
      // No key is named: it is the recorder's.
      try await fixture.configure("events.sign", "event")
      try await fixture.succeed(["init", "--bare", "."])
      try await fixture.succeed(["append", "s-1", "a.b"])
      #expect(try await fixture.unverifiedByGit(includingEvents: true) == [])
      #expect(try await verify(fixture).rules == [])
    }
  }
}
