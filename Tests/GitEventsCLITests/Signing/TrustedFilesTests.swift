import Foundation
import GitEventsTesting
import Testing

/// Whom to believe is never asked of the repository that is verified.
@Suite struct TrustedFilesTests {
  @Test func theRepositoryDoesNotSayWhoMaySign() async throws {
    try await SigningFixture.withStore { fixture in
      let verify = ["verify", "--no-state", "--signatures"]
      let allowed = fixture.directory.path("allowed")
      // Nobody says it.
      let silent = try await fixture.run(verify, at: SigningFixture.now)
      #expect(silent.status == 2 && silent.errors.contains("--allowed-signers"))
      // The repository does.
      try await fixture.shell("git config gpg.ssh.allowedSignersFile '\(allowed)'")
      let inside = try await fixture.run(verify, at: SigningFixture.now)
      #expect(inside.status == 2 && inside.errors.contains("the repository that is to be verified"))
      // The user does, and what the repository says is passed over.
      try await fixture.shell("git config gpg.ssh.allowedSignersFile /dev/null")
      try await fixture.configure("gpg.ssh.allowedSignersFile", allowed)
      #expect(try await fixture.run(verify, at: SigningFixture.now).status == 0)
      // A program that the repository names is not run, either.
      try await fixture.shell("git config gpg.ssh.program /bin/false")
      let revoked = verify + ["--revoked", fixture.directory.path("ada.pub")]
      #expect(try await fixture.run(revoked, at: SigningFixture.now).status == 5)
    }
  }

  @Test func aFileOfTheRepositoryIsRefused() async throws {
    try await SigningFixture.withStore { fixture in
      let work = fixture.directory.path("work")
      try await fixture.succeed(["init", work])
      try await fixture.shell(
        "cp '\(fixture.directory.path("allowed"))' '\(work)/allowed'; "
          + "cp '\(work)/allowed' '\(work)/.git/allowed'; ln -s '\(work)/allowed' '\(work)/../link'"
      )
      for file in ["allowed", ".git/allowed", "../link", "\(work)/allowed"] {
        for option in ["--allowed-signers", "--revoked"] {
          let outcome = try await fixture.run(
            ["verify", "--no-state", "--signatures", option, file], at: SigningFixture.now, in: work
          )
          #expect(outcome.status == 2, "\(file): \(outcome.output)")
          #expect(outcome.errors.contains("lies in the repository"), "\(file): \(outcome.errors)")
        }
      }
      // Seen from a further work tree, too.
      try await fixture.shell(
        "cd '\(work)'; git commit -q --allow-empty -m first; git worktree add -q ../further")
      let further = try await fixture.run(
        ["verify", "--no-state", "--signatures", "--allowed-signers", "\(work)/allowed"],
        at: SigningFixture.now, in: fixture.directory.path("further"))
      #expect(further.status == 2 && further.errors.contains("lies in the repository"))
      let missing = try await fixture.run(
        ["verify", "--signatures", "--allowed-signers", "nowhere"], at: SigningFixture.now, in: work
      )
      #expect(missing.status == 2 && missing.errors.contains("there is no file"))
    }
  }

  /// Times without a zone are this machine's, in summer too, as `ssh-keygen` takes them.
  @Test(
    .enabled(if: ProgramStore.isProgramBuilt),
    arguments: ["UTC", "America/New_York", "Australia/Sydney", "Asia/Kolkata"])
  func timesAreThoseOfTheMachine(_ zone: String) async throws {
    try await SigningFixture.withStore { fixture in
      let program = try #require(EventsProgram.built(home: fixture.directory.path))
      let folder = fixture.directory.path
      try await fixture.shell(
        """
        git cat-file commit $(git for-each-ref --format='%(refname)' refs/ledger) > whole
        sed -n 's/^gpgsig //p; /^ /s/^ //p' whole > signature
        sed '/^gpgsig /d; /^ /d' whole > payload
        """)
      for minutes in [-90, -30, 30, 90] as [Int64] {
        let time = SigningFixture.then + 60 * minutes
        let local = try await fixture.shell("TZ=\(zone) date -d @\(time) +%Y%m%d%H%M%S")
        try await fixture.allow([("ada@example.org", "valid-before=\"\(local)\"", "ada")])
        let ours = try await fixture.shell(
          "TZ=\(zone) '\(program.path)' verify --no-state --signatures --allowed-signers '\(folder)/allowed' "
            + "> /dev/null && echo 0 || echo $?")
        let theirs = try await fixture.shell(
          "TZ=\(zone) ssh-keygen -Y verify -O verify-time=20200601000000Z -f '\(folder)/allowed' "
            + "-I ada@example.org -n git -s signature < payload > /dev/null 2>&1 && echo 0 || echo 5"
        )
        #expect(ours == theirs, "\(minutes) minutes after it in \(zone)")
      }
    }
  }

  /// A line that cannot be read might be the one that matters.
  @Test func aFileThatCannotBeReadIsRefused() async throws {
    try await SigningFixture.withStore { fixture in
      try "ada@example.org ssh-ed25519\n".write(
        toFile: fixture.directory.path("allowed"), atomically: true, encoding: .utf8)
      let outcome = try await fixture.verify()
      #expect(outcome.status == 2 && outcome.errors.contains("allowed:1:"), "\(outcome.errors)")
    }
  }
}
