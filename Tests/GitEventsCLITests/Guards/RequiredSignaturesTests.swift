import Foundation
import GitEventsTesting
import Testing

/// A server that takes only what is signed by a key that it knows.
@Suite struct RequiredSignaturesTests {
  @Test(arguments: ["ledger", "event"])
  func whatIsNotSignedByAnAllowedKeyIsRefused(scope: String) async throws {
    try await TemporaryDirectory.with { directory in
      let home = directory.path
      guard let program = EventsProgram.built(home: home) else { return }
      let mine = "\(home)/mine"
      let server = "\(home)/server.git"
      try await GitCommand.run(["init", "--quiet", "--bare", server], home: home)
      try await GitCommand.run(["init", "--quiet", mine], home: home)
      for key in ["ada", "mallory"] {
        try await HostCommand.succeed(
          "ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", "\(home)/\(key)")
      }
      let git = { (arguments: [String]) in _ = try await GitCommand.run(arguments, home: home) }
      let set = { (folder: String, key: String, value: String) in
        try await git(["-C", folder, "config", key, value])
      }
      try await git(["-C", mine, "remote", "add", "origin", server])
      try await program.succeed(["hooks", "install"], in: server)
      try await set(server, "events.requireSigned", scope)
      try await set(server, "gpg.ssh.allowedSignersFile", "\(home)/signers")
      let key = try String(contentsOfFile: "\(home)/ada.pub", encoding: .utf8)
      try "*@* \(key)".write(toFile: "\(home)/signers", atomically: true, encoding: .utf8)
      try await set(mine, "gpg.format", "ssh")

      func push(_ key: String?) async throws -> EventsProgram.Result {
        try await set(mine, "events.sign", key == nil ? "off" : scope)
        if let key { try await set(mine, "user.signingKey", "\(home)/\(key).pub") }
        try await program.succeed(["append", "order-1", "a.b"], in: mine)
        return try await program.run(["push"], in: mine)
      }
      try await set(mine, "events.sign", scope)
      try await set(mine, "user.signingKey", "\(home)/ada.pub")
      try await program.succeed(["init"], in: mine)
      let signed = try await push("ada")
      #expect(signed.status == 0, "\(signed.errors)")
      let before = try await GitCommand.run(["-C", server, "for-each-ref"], home: home).text
      let foreign = try await push("mallory")
      #expect(foreign.status == 3 && foreign.errors.contains("signer-unknown"), "\(foreign.errors)")
      let unsigned = try await push(nil)
      #expect(unsigned.status == 3 && unsigned.errors.contains("-unsigned"))
      #expect(try await GitCommand.run(["-C", server, "for-each-ref"], home: home).text == before)
    }
  }

  @Test func aServerThatDoesNotSayWhoseKeysCountTakesNothing() async throws {
    try await TemporaryDirectory.with { directory in
      let home = directory.path
      guard let program = EventsProgram.built(home: home) else { return }
      let server = "\(home)/server.git"
      try await GitCommand.run(["init", "--quiet", "--bare", server], home: home)
      try await GitCommand.run(["init", "--quiet", "\(home)/mine"], home: home)
      try await GitCommand.run(
        ["-C", "\(home)/mine", "remote", "add", "origin", server], home: home)
      try await program.succeed(["hooks", "install"], in: server)
      try await GitCommand.run(
        ["-C", server, "config", "events.requireSigned", "true"], home: home)
      try await program.succeed(["init"], in: "\(home)/mine")
      let result = try await program.run(["push"], in: "\(home)/mine")
      #expect(result.status == 3 && result.errors.contains("ledger-unsigned"), "\(result.errors)")
    }
  }
}
