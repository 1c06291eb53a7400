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
          + "cp '\(work)/allowed' '\(work)/.git/allowed'; ln -s '\(work)/allowed' '\(work)/../link'")
      for file in ["allowed", ".git/allowed", "../link", "\(work)/allowed"] {
        for option in ["--allowed-signers", "--revoked"] {
          let outcome = try await fixture.run(
            ["verify", "--no-state", "--signatures", option, file], at: SigningFixture.now, in: work)
          #expect(outcome.status == 2, "\(file): \(outcome.output)")
          #expect(outcome.errors.contains("lies in the repository"), "\(file): \(outcome.errors)")
        }
      }
      let missing = try await fixture.run(
        ["verify", "--signatures", "--allowed-signers", "nowhere"], at: SigningFixture.now, in: work)
      #expect(missing.status == 2 && missing.errors.contains("there is no file"))
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
