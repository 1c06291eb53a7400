import Foundation
import GitEventsTesting
import Testing

/// What is appended is signed as git would sign it, or not appended.
@Suite struct SigningTests {
  private static let rows = """
    {"stream":"s-1","type":"x.y"}
    {"stream":"s-3","type":"x.y"}

    """

  @Test func aReviewIsSignedAsWhatIsRecorded() async throws {
    try await SigningFixture.withStore { fixture in
      try await fixture.succeed(["review", "approve", "s-1@1", "-m", "checked"])
      // Fails where git does not take it for good.
      try await fixture.shell(
        "git -c gpg.ssh.allowedSignersFile='\(fixture.directory.path("allowed"))' "
          + "verify-commit refs/notes/events")
    }
  }

  @Test(arguments: ["ledger", "event"])
  func everyWayToWriteSigns(_ scope: String) async throws {
    try await SigningFixture.withStore(sign: scope) { fixture in
      try await fixture.succeed(["append", "--batch", "-"], input: Self.rows)
      try await fixture.succeed(["append", "--pipe"], input: Self.rows)
      try await fixture.succeed(["import", "-", "--source", "a"], input: Self.rows)
      try await fixture.succeed(["import", "-", "--source", "b", "--atomic"], input: Self.rows)
      try await fixture.succeed(["annotate", "s-1@1", "-m", "why"])
      try await fixture.succeed(["projection", "define", "counts", "event-counts"])
      // A copy draws a name of its own and takes over what is there; and an event that plain git brought is told of.
      let copy = fixture.directory.path("copy")
      try await fixture.shell("cp -r '\(fixture.store)' '\(copy)'")
      try await fixture.succeed(["append", "s-1", "in.copy"], in: copy)
      try await fixture.shell("git fetch -q '\(copy)' refs/events/s-1:refs/events/s-1")
      try await fixture.succeed(["append", "s-1", "behind.it"])
      #expect(try await fixture.unverifiedByGit(includingEvents: scope == "event") == [])
      let report = try await fixture.verify("--require-signed")
      #expect(report.status == 0 && report.rules == [], "\(report.output)")
      let kinds = try await fixture.shell(
        "git log --first-parent --format=%B $(git for-each-ref --format='%(refname)' refs/ledger)"
          + " | grep Ledger-Kind: | sort | uniq -c | awk '{print $3}'")
      #expect(Set(kinds.split(separator: "\n")) == ["append", "genesis", "import", "pull"])
      let inCopy = try await fixture.run(
        ["verify", "--json", "--no-state", "--signatures", "--require-signed"]
          + ["--allowed-signers", fixture.directory.path("allowed")],
        at: SigningFixture.now, in: copy)
      #expect(inCopy.status == 0 && inCopy.rules == [], "\(inCopy.output)")
      try await fixture.shell("git fsck --strict --no-dangling")
    }
  }

  /// Without `events.sign` nothing is, whatever else git is told.
  @Test func nothingIsSignedUnlessAskedFor() async throws {
    try await SigningFixture.withStore(sign: "false") { fixture in
      #expect(
        try await fixture.shell("git cat-file commit $(git for-each-ref | head -1 | cut -c1-40)")
          .contains("gpgsig") == false)
      #expect(try await fixture.verify().rules == [])
      let strict = try await fixture.verify("--require-signed")
      #expect(strict.status == 5)
      #expect(Set(strict.rules) == ["ledger-unsigned", "event-unsigned"])
    }
  }

  @Test func aKeyMayBeALiteralThatAnAgentHolds() async throws {
    try await SigningFixture.withStore { fixture in
      let text = try String(
        contentsOfFile: fixture.directory.path("ada.pub"), encoding: .utf8)
      let key = text.split(separator: " ").prefix(2).joined(separator: " ")
      let agent = try await fixture.shell(
        "ssh-agent -a '\(fixture.directory.path("agent"))' -s | sed -n 's/.*SSH_AGENT_PID=\\([0-9]*\\).*/\\1/p'"
      )
      let socket = ["SSH_AUTH_SOCK": fixture.directory.path("agent")]
      try await fixture.shell(
        "SSH_AUTH_SOCK='\(fixture.directory.path("agent"))' ssh-add -q '\(fixture.directory.path("ada"))'"
          + " && rm '\(fixture.directory.path("ada"))'")
      for value in ["key::\(key)", key, fixture.directory.path("ada.pub")] {
        try await fixture.configure("user.signingKey", value)
        let outcome = try await fixture.run(["append", "s-1", "a.b"], socket)
        #expect(outcome.status == 0, "\(outcome.errors)")
      }
      try await fixture.shell("kill \(agent)")
      let without = try await fixture.run(["append", "s-1", "a.b"], socket)
      #expect(without.status == 6, "\(without.errors)")
      #expect(try await fixture.verify("--require-signed").status == 0)
    }
  }

  /// Whatever keeps the key from signing: nothing is written, and it is said why.
  @Test(arguments: ["ledger", "event"])
  func whatCannotBeSignedIsNotWritten(_ scope: String) async throws {
    try await SigningFixture.withStore(sign: scope) { fixture in
      let before = try await fixture.shell("git for-each-ref; git count-objects -v | grep -v size")
      for (key, value) in [
        ("user.signingKey", fixture.directory.path("none")),
        ("gpg.ssh.program", "/bin/false"), ("gpg.ssh.program", "no-such-program"),
        // It says that it has signed, and has not.
        ("gpg.ssh.program", "/bin/true"),
      ] {
        try await fixture.configure(key, value)
        for (words, input) in [
          (["append", "s-1", "a.b"], ""), (["append", "--batch", "-"], Self.rows),
          (["append", "--pipe"], Self.rows), (["import", "-", "--source", "a"], Self.rows),
          (["annotate", "s-1@1", "-m", "why"], ""),
        ] {
          let outcome = try await fixture.run(words, input: input)
          #expect(outcome.status == 6, "\(value) \(words): \(outcome.output)\(outcome.errors)")
          #expect((outcome.output + outcome.errors).contains("did not sign"), "\(value) \(words)")
        }
      }
      let after = try await fixture.shell("git for-each-ref; git count-objects -v | grep -v size")
      #expect(after == before)
      try await fixture.configure("gpg.ssh.program", "ssh-keygen")
      try await fixture.sign(with: "ada", scope)
      try await fixture.succeed(["append", "s-1", "a.b"])
      #expect(try await fixture.verify("--require-signed").status == 0)
    }
  }

  @Test func aSettingThatSaysNothingIsRefused() async throws {
    try await SigningFixture.withStore { fixture in
      for (key, value) in [
        ("events.sign", "always"), ("gpg.format", "x509"), ("user.signingKey", ""),
      ] {
        try await fixture.shell("git config '\(key)' '\(value)'")
        let outcome = try await fixture.run(["append", "s-1", "a.b"])
        #expect(outcome.status == 2, "\(key): \(outcome.errors)")
        #expect(outcome.errors.contains("hint: git config"))
        try await fixture.shell("git config --unset '\(key)'")
      }
    }
  }

  /// A repository that belongs to somebody else says neither what is run nor which key is used.
  @Test(.enabled(if: geteuid() == 0))
  func aProgramOfAnotherUsersRepositoryIsNotRun() async throws {
    try await SigningFixture.withStore { fixture in
      let marker = fixture.directory.path("marker")
      let program = fixture.directory.path("program")
      try await fixture.shell(
        "printf '#!/bin/sh\\ntouch %s\\nexit 1\\n' '\(marker)' > '\(program)'; chmod +x '\(program)'"
          + "; git config gpg.ssh.program '\(program)'; git config gpg.program '\(program)'")
      // It is run where the repository is the user's own: the test would notice it.
      #expect(try await fixture.run(["append", "s-1", "a.b"]).status == 6)
      #expect(FileManager.default.fileExists(atPath: marker))
      try await fixture.shell("rm '\(marker)'; chown 12345 '\(fixture.store)'")
      try await fixture.succeed(["append", "s-1", "a.b"])
      #expect(!FileManager.default.fileExists(atPath: marker))
      #expect(try await fixture.verify("--require-signed").status == 0)
      #expect(!FileManager.default.fileExists(atPath: marker))
    }
  }
}
