import Foundation
import GitEventsTesting
import Testing

/// What is said of each kind of signature that is not what it should be.
@Suite struct SignatureVerdictTests {
  private static let from2020 = "20200101000000Z"
  private static let to2021 = "20210101000000Z"

  @Test func aKeyCountsAtTheLedgersTime() async throws {
    try await SigningFixture.withStore { fixture in
      for (options, rules) in [
        ("", []), ("valid-after=\"\(Self.from2020)\"", []),
        // It has expired since, which is nothing to those who look at what it signed before.
        ("valid-after=\"\(Self.from2020)\",valid-before=\"\(Self.to2021)\"", []),
        ("valid-before=\"\(Self.from2020)\"", ["signer-expired"]),
        ("valid-after=\"\(Self.to2021)\"", ["signer-early"]),
        ("namespaces=\"git\"", []), ("namespaces=\"file\"", ["signer-unknown"]),
        ("namespaces=\"file,*\"", []), ("cert-authority", ["signer-unknown"]),
      ] as [(String, Set<String>)] {
        try await fixture.allow([("ada@example.org", options, "ada")])
        let report = try await fixture.verify()
        #expect(Set(report.rules) == rules, "\(options): \(report.output)")
        #expect(report.status == (rules.isEmpty ? 0 : 5), "\(options)")
        // git looks at the commit's own date, which here is the same.
        let refused = try await fixture.unverifiedByGit(includingEvents: false)
        #expect(refused.isEmpty == rules.isEmpty, "\(options)")
      }
    }
  }

  /// What its author says of when it was is not asked: the events of an old stream are signed by a key of then.
  @Test func theLedgersTimeCountsForEventsToo() async throws {
    try await SigningFixture.withStore(sign: "event") { fixture in
      let options = "valid-after=\"\(Self.from2020)\",valid-before=\"\(Self.to2021)\""
      try await fixture.allow([("ada@example.org", options, "ada")])
      #expect(try await fixture.verify("--require-signed").rules == [])
      // Dated back by its author, recorded after the key's time.
      try await fixture.succeed(
        ["append", "s-1", "a.b", "--occurred", "2020-06-02T00:00:00Z"], at: 1_640_995_200)
      let report = try await fixture.verify()
      #expect(report.rules == ["signer-expired", "signer-expired"], "\(report.output)")
    }
  }

  /// A copy tells of the same events years later, under its own name: that is not when they were recorded.
  @Test func anEventCountsWhereItWasRecordedFirst() async throws {
    try await SigningFixture.withStore(sign: "event") { fixture in
      try await fixture.makeKey("bob")
      let until = "valid-before=\"\(Self.to2021)\""
      try await fixture.allow([("ada@example.org", until, "ada"), ("*@example.org", "", "bob")])
      try await fixture.sign(with: "bob", "event")
      let copy = fixture.directory.path("copy")
      try await fixture.shell("cp -r '\(fixture.store)' '\(copy)'")
      try await fixture.succeed(["append", "s-1", "a.b"], at: 1_640_995_200, in: copy)
      let report = try await fixture.run(
        ["verify", "--json", "--no-state", "--signatures", "--require-signed"]
          + ["--allowed-signers", fixture.directory.path("allowed")],
        at: SigningFixture.now, in: copy)
      #expect(report.rules == [] && report.status == 0, "\(report.output)")
      #expect(report.output.contains(#""ownEvents":3,"events":3"#), "\(report.output)")
      #expect(report.output.contains(#""ownEvents":1,"events":1"#), "\(report.output)")
    }
  }

  @Test func aKeyThatNobodyHasIsUnknown() async throws {
    try await SigningFixture.withStore { fixture in
      try await fixture.makeKey("eve")
      try await fixture.sign(with: "eve")
      try await fixture.succeed(["append", "s-1", "a.b"])
      let report = try await fixture.verify()
      #expect(report.rules == ["signer-unknown"] && report.status == 5, "\(report.output)")
      #expect(report.output.contains(#""covered":3"#), "\(report.output)")
      #expect(report.output.contains(#""notProven":["rewind","unsigned","time"]"#))
      _ = try await fixture.verify("--report", fixture.directory.path("page.html"))
      let page = try String(contentsOfFile: fixture.directory.path("page.html"), encoding: .utf8)
      #expect(page.contains("<h2>Signers</h2>") && page.contains("<td>ada@example.org</td>"))
      #expect(page.contains("3 of 4 events (75.00 %) are covered"))
      #expect(page.contains("not proven for all") && page.contains("signer-unknown"))
    }
  }

  @Test func aRevokedKeyIsRefusedWheneverItSigned() async throws {
    try await SigningFixture.withStore { fixture in
      let (list, krl) = (fixture.directory.path("ada.pub"), fixture.directory.path("krl"))
      try await fixture.makeKey("bob")
      let other = fixture.directory.path("bob.pub")
      try await fixture.shell("ssh-keygen -q -k -f '\(krl)' '\(list)'")
      for (file, isRevoked) in [(list, true), (krl, true), (other, false)] {
        let report = try await fixture.verify("--revoked", file)
        #expect(Set(report.rules) == (isRevoked ? ["signer-revoked"] : []), "\(report.output)")
      }
      try await fixture.configure("gpg.ssh.revocationFile", krl)
      #expect(try await Set(fixture.verify().rules) == ["signer-revoked"])
    }
  }

  /// Who signs under another's name is told of; that is no proof of anything, so it is a warning.
  @Test func aSignerWhoIsNotTheRecorderIsToldOf() async throws {
    try await SigningFixture.withStore { fixture in
      for (principals, rules) in [
        ("ada@example.org", []), ("*@example.org", []), ("bob@example.org", ["signer-other"]),
        ("*@example.org,!ada@example.org", ["signer-other"]), ("ada", []),
        ("\"bob@example.org,ada@example.org\"", []),
      ] as [(String, Set<String>)] {
        try await fixture.allow([(principals, "", "ada")])
        let report = try await fixture.verify()
        #expect(Set(report.rules) == rules, "\(principals): \(report.output)")
        #expect(report.status == (rules.isEmpty ? 0 : 1))
      }
    }
  }

  @Test func aSignatureOfAnotherCommitIsBad() async throws {
    try await SigningFixture.withStore { fixture in
      let ledger = try await fixture.ledger
      func signature(_ content: String) throws -> Substring {
        let start = try #require(content.range(of: "gpgsig "))
        let end = try #require(content.range(of: " -----END SSH SIGNATURE-----\n"))
        return content[start.lowerBound..<end.upperBound]
      }
      let before = try await fixture.shell("git cat-file commit '\(ledger)~1'")
      try await fixture.alter(ledger) {
        $0.replacingOccurrences(of: try signature($0), with: try signature(before))
      }
      let report = try await fixture.verify()
      #expect(report.rules == ["signature-bad"] && report.status == 5, "\(report.output)")
    }
  }

  @Test func aCommitThatWasAlteredUnderItsSignatureIsBad() async throws {
    try await SigningFixture.withStore { fixture in
      let ledger = try await fixture.ledger
      for (old, new) in [
        ("Ada <ada@example.org>", "Eve <ada@example.org>"), (" expected", ""),
        (
          "gpgsig ",
          "gpgsig -----BEGIN SSH SIGNATURE-----\n AAAA\n -----END SSH SIGNATURE-----\ngpgsig "
        ),
      ] {
        let tip = try await fixture.shell("git rev-parse '\(ledger)'")
        try await fixture.alter(ledger) { $0.replacingOccurrences(of: old, with: new) }
        guard try await fixture.shell("git rev-parse '\(ledger)'") != tip else { continue }
        let report = try await fixture.verify()
        #expect(report.rules == ["signature-bad"], "\(new): \(report.output)")
        try await fixture.shell("git update-ref '\(ledger)' \(tip)")
      }
    }
  }

  /// A signature that was taken out leaves a commit of another name; who asks for signatures misses it.
  @Test func aSignatureThatWasTakenOutIsMissed() async throws {
    try await SigningFixture.withStore { fixture in
      try await fixture.alter(try await fixture.ledger) { content in
        let start = try #require(content.range(of: "gpgsig "))
        let end = try #require(content.range(of: " -----END SSH SIGNATURE-----\n"))
        return content.replacingCharacters(in: start.lowerBound..<end.upperBound, with: "")
      }
      #expect(try await fixture.verify().rules == [])
      let strict = try await fixture.verify("--require-signed")
      #expect(Set(strict.rules) == ["ledger-unsigned", "event-unsigned"] && strict.status == 5)
      // Whoever did it must also have put aside what says where the last append had left the ledger.
      try await fixture.shell("rm git-events/state")
      // The next entry is signed: it fixes what is there, and does not say who recorded it.
      try await fixture.succeed(["append", "s-1", "a.b"])
      let later = try await fixture.verify("--require-signed")
      #expect(Set(later.rules) == ["ledger-unsigned", "event-unsigned"])
      #expect(later.output.contains(#""covered":3,"sealed":1"#), "\(later.output)")
    }
  }

  /// What was made for a file, or is of a kind that is not checked here.
  @Test func whatIsNoSignatureOfACommitIsToldApart() async throws {
    try await SigningFixture.withStore { fixture in
      let ledger = try await fixture.ledger
      let tip = try await fixture.shell("git rev-parse '\(ledger)'")
      func replace(_ text: String) async throws {
        try await fixture.shell("git update-ref '\(ledger)' \(tip)")
        try await fixture.alter(ledger) { content in
          let start = try #require(content.range(of: "gpgsig "))
          let end = try #require(content.range(of: " -----END SSH SIGNATURE-----\n"))
          return content.replacingCharacters(in: start.lowerBound..<end.upperBound, with: text)
        }
      }
      try await replace("")
      let payload = fixture.directory.path("payload")
      try await fixture.shell(
        "git cat-file commit '\(ledger)' > '\(payload)'; rm -f '\(payload).sig'; "
          + "ssh-keygen -q -Y sign -n file -f '\(fixture.directory.path("ada"))' '\(payload)' 2>/dev/null"
      )
      let lines = try String(contentsOfFile: payload + ".sig", encoding: .utf8)
        .split(separator: "\n").joined(separator: "\n ")
      for (text, rule, status) in [
        ("gpgsig \(lines)\n", "signature-bad", 5), ("gpgsig nothing\n", "signature-bad", 5),
        ("gpgsig -----BEGIN SSH SIGNATURE-----\n", "signature-bad", 5),
        ("gpgsig -----BEGIN SIGNED MESSAGE-----\n", "signature-unchecked", 1),
        ("gpgsig-sha256 \(lines)\n", "signature-unchecked", 1),
      ] as [(String, String, Int32)] {
        try await replace(text)
        let report = try await fixture.verify()
        #expect(report.rules == [rule] && report.status == status, "\(text): \(report.output)")
        // None of it stands for a signature where one must be.
        let strict = try await fixture.verify("--require-signed")
        #expect(Set(strict.rules) == [rule, "ledger-unsigned", "event-unsigned"])
      }
    }
  }

  /// The keys that are not checked in the process itself, and those that are.
  @Test(arguments: ["ecdsa -b 256", "ecdsa -b 384", "ecdsa -b 521", "rsa -b 2048", "ed25519"])
  func everyKindOfKeyIsUnderstood(_ type: String) async throws {
    try await SigningFixture.with { fixture in
      try await fixture.makeKey("ada", type: type)
      try await fixture.allow([("ada@example.org", "", "ada")])
      try await fixture.sign(with: "ada")
      try await fixture.succeed(["init", "--bare", "."])
      try await fixture.succeed(["append", "s-1", "a.b"])
      #expect(try await fixture.unverifiedByGit(includingEvents: false) == [])
      #expect(try await fixture.verify("--require-signed").rules == [])
      try await fixture.alter(try await fixture.ledger) {
        $0.replacingOccurrences(of: "Ada <", with: "Eve <")
      }
      #expect(try await fixture.verify().rules == ["signature-bad"])
    }
  }

  /// An authority vouches for keys that the file does not list.
  @Test func aCertificateCountsAsItsAuthoritySays() async throws {
    try await SigningFixture.withStore(sign: "false") { fixture in
      try await fixture.makeKey("authority")
      let folder = fixture.directory.path
      try await fixture.shell(
        "ssh-keygen -q -s '\(folder)/authority' -I ada -n ada@example.org -V 20200101:20210101 "
          + "'\(folder)/ada.pub' 2>/dev/null")
      try await fixture.configure("events.sign", "ledger")
      try await fixture.configure("user.signingKey", "\(folder)/ada-cert.pub")
      try await fixture.succeed(["append", "s-1", "a.b"])
      try await fixture.allow([("*@example.org", "cert-authority", "authority")])
      let report = try await fixture.verify()
      #expect(report.rules == [] && report.output.contains(#""signedLedgerCommits":1"#))
      // After the certificate's time.
      try await fixture.succeed(["append", "s-1", "a.b"], at: 1_640_995_200)
      #expect(try await fixture.verify().rules == ["signer-unknown"])
      try await fixture.allow([("*@example.org", "", "authority")])
      #expect(try await fixture.verify().rules == ["signer-unknown", "signer-unknown"])
    }
  }

  /// Commits that git itself signed are as good as ours.
  @Test func whatGitSignedIsUnderstood() async throws {
    try await SigningFixture.withStore(sign: "false") { fixture in
      let ledger = try await fixture.ledger
      try await fixture.shell(
        """
        date=$(git log -1 --format=%ct '\(ledger)')
        git cat-file commit '\(ledger)' | sed '1,/^$/d' > message
        parents=$(git log -1 --format=%P '\(ledger)' | sed 's/[^ ]*/-p &/g')
        commit=$(GIT_AUTHOR_DATE="$date +0000" GIT_COMMITTER_DATE="$date +0000" git commit-tree -S \
          $parents -F message $(git log -1 --format=%T '\(ledger)'))
        git update-ref '\(ledger)' $commit
        """)
      let report = try await fixture.verify()
      #expect(report.rules == [], "\(report.output)")
      #expect(report.output.contains(#""signedLedgerCommits":1"#))
      #expect(report.output.contains(#""covered":1,"sealed":2"#), "\(report.output)")
    }
  }
}
