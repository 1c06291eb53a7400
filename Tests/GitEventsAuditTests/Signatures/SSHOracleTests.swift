import Foundation
import Git
import GitEvents
import GitEventsTesting
import Testing

@testable import GitEventsAudit

/// What is said of a signature is what `ssh-keygen` says of it.
@Suite struct SSHOracleTests {
  private static let payload = Array("what is signed\n".utf8)

  /// A folder with a key, and a signature of the payload by it.
  private func withSignature(
    type: String = "ed25519",
    _ body: (TemporaryDirectory, [UInt8]) async throws -> Void
  ) async throws {
    try await TemporaryDirectory.with { directory in
      try Data(Self.payload).write(to: URL(fileURLWithPath: directory.path("payload")))
      try await HostCommand.succeed(
        "sh", "-c",
        """
        cd '\(directory.path)' && ssh-keygen -q -t \(type) -N '' -C k -f key &&
        ssh-keygen -q -Y sign -n git -f key payload 2>/dev/null
        """)
      let signature = try Data(contentsOf: URL(fileURLWithPath: directory.path("payload.sig")))
      try await body(directory, Array(signature))
    }
  }

  private func tools(_ directory: TemporaryDirectory, ssh: String = "ssh-keygen") -> SignatureTools
  {
    SignatureTools(
      ssh: ssh, openPGP: "gpg", environment: ["PATH": "/usr/local/bin:/usr/bin:/bin", "TZ": "UTC"],
      folder: directory.path)
  }

  /// Asks `ssh-keygen` whether a signature fits.
  private func fits(_ armored: [UInt8], _ directory: TemporaryDirectory) async throws -> Bool {
    try Data(armored).write(to: URL(fileURLWithPath: directory.path("asked")))
    return try await HostCommand.run(
      "sh", "-c",
      "cd '\(directory.path)' && ssh-keygen -Y check-novalidate -n git -s asked < payload"
    ).status == 0
  }

  private static func armored(_ bytes: [UInt8]) -> [UInt8] {
    Array(
      "-----BEGIN SSH SIGNATURE-----\n\(Base64.encode(bytes))\n-----END SSH SIGNATURE-----\n".utf8)
  }

  private static func bytes(_ armored: [UInt8]) throws -> [UInt8] {
    let lines = String(decoding: armored, as: UTF8.self).split(separator: "\n")
    return try #require(Base64.decode(lines.dropFirst().dropLast().joined().utf8))
  }

  /// With a bit of each byte of a signature turned in turn, nothing is accepted here that is refused there, and nothing crashes.
  @Test(arguments: ["ed25519", "ecdsa -b 256", "ecdsa -b 384", "ecdsa -b 521"])
  func aSignatureWithATurnedBitIsRefused(_ type: String) async throws {
    try await withSignature(type: type) { directory, signature in
      func isValid(_ armored: [UInt8]) -> Bool {
        guard let parsed = SSHSignature(armored), parsed.namespace.elementsEqual("git".utf8)
        else { return false }
        return parsed.key.isValid(parsed, over: parsed.message(over: Self.payload)) == true
      }
      #expect(isValid(signature))
      let bytes = try Self.bytes(signature)
      #expect(isValid(Self.armored(bytes)))
      for index in bytes.indices {
        var altered = bytes
        altered[index] ^= 1 << UInt8(index % 8)
        #expect(!isValid(Self.armored(altered)), "byte \(index)")
        #expect(!isValid(Self.armored(Array(bytes.prefix(index)))))
      }
      #expect(!isValid(Self.armored(bytes + [0])))
      var numbers = SeededGenerator(3)
      for _ in 1...12 {
        var altered = bytes
        altered[Int.random(in: bytes.indices, using: &numbers)] ^=
          1
          << UInt8.random(
            in: 0..<8, using: &numbers)
        #expect(try await !fits(Self.armored(altered), directory))
      }
    }
  }

  /// Lengths that point beyond the end, and whatever else a stranger can write there.
  @Test func hostileSignaturesAreRefused() async throws {
    try await withSignature { directory, signature in
      let checker = try SSHVerifier(
        AllowedSigners([], path: "/dev/null") { $0 }, revoked: nil, tools(directory))
      let bytes = try Self.bytes(signature)
      var numbers = SeededGenerator(4)
      for _ in 1...20 {
        var altered = bytes
        let place = Int.random(in: 6..<bytes.count - 4, using: &numbers)
        for offset in 0..<4 { altered[place + offset] = 0xFF }
        let verdict = try checker.verify(
          Self.armored(altered), over: Self.payload, at: Timestamp(microseconds: 1))
        guard case .bad = verdict else {
          Issue.record("\(verdict)")
          continue
        }
      }
    }
  }

  /// Each form of a line, at times before, between and behind its limits.
  @Test func windowsAndOptionsAreReadAsThere() async throws {
    try await withSignature { directory, signature in
      let key = try String(contentsOfFile: directory.path("key.pub"), encoding: .utf8)
      let other = key.replacing("AAAA", with: "AAAB")
      let times: [Int64] = [
        1_577_836_799, 1_577_836_800, 1_590_969_600, 1_609_459_200, 1_609_459_201,
      ]
      for (number, line) in [
        "ada \(key)", "# ada \(key)", "", "\t ada\t\(key)", "\"ada b\" \(key)", "eve,ada \(key)",
        "ada valid-after=\"20200101Z\" \(key)", "ada valid-after=\"202001010000Z\" \(key)",
        "ada VALID-AFTER=\"20200101000000UTC\",valid-before=\"20210101Z\" \(key)",
        "ada valid-before=\"20210101000000z\",namespaces=\"git\" \(key)",
        "ada namespaces=\"file,g?t\" \(key)", "ada namespaces=\"file\" \(key)",
        "ada namespaces=\"*,!git\" \(key)", "ada cert-authority \(key)",
        "ada valid-before=\"20200101\" \(key)ada valid-after=\"20210101\" \(key)",
        // What is no line at all.
        "ada", "ada ssh-ed25519", "ada \(other)", "ada nonsense \(key)",
        "ada valid-after=20200101 \(key)",
        "ada valid-after=\"2020\" \(key)", "ada valid-after=\"20201301\" \(key)",
        "ada namespaces=\"git \(key)", "ada namespaces=\"git\",namespaces=\"git\" \(key)",
        "ada valid-after=\"20210101\",valid-before=\"20200101\" \(key)", "ada git, \(key)",
      ].enumerated() {
        let file = directory.path("allowed-\(number)")
        try line.write(toFile: file, atomically: true, encoding: .utf8)
        let allowed = try? AllowedSigners(Array(line.utf8), path: file) { $0 }
        // A line that says nothing of times is asked about once.
        for time in line.contains("valid-") ? times : [times[2]] {
          var isGood = false
          if let allowed {
            let verdict = try SSHVerifier(allowed, revoked: nil, tools(directory)).verify(
              signature, over: Self.payload, at: Timestamp(microseconds: time * 1_000_000))
            if case .good = verdict { isGood = true }
          }
          let found = try await HostCommand.run(
            "sh", "-c",
            """
            cd '\(directory.path)' && export TZ=UTC && at=$(date -u -d @\(time) +%Y%m%d%H%M%SZ) &&
            who=$(ssh-keygen -Y find-principals -O verify-time=$at -f '\(file)' -s payload.sig | head -1) &&
            ssh-keygen -Y verify -O verify-time=$at -f '\(file)' -I "$who" -n git -s payload.sig < payload
            """)
          #expect(isGood == (found.status == 0), "\(line) at \(time): \(found.errors)")
        }
      }
    }
  }

  /// Without `ssh-keygen` the usual keys are checked all the same, and nothing is made up of the others.
  @Test(arguments: [("ed25519", true), ("ecdsa", true), ("rsa -b 2048", false)])
  func withoutTheProgramTheUsualKeysAreChecked(_ type: String, _ isKnown: Bool) async throws {
    try await withSignature(type: type) { directory, signature in
      let line = "ada " + (try String(contentsOfFile: directory.path("key.pub"), encoding: .utf8))
      let verifier = SSHVerifier(
        try AllowedSigners(Array(line.utf8), path: "") { $0 }, revoked: nil,
        tools(directory, ssh: "no-such-program"))
      switch try verifier.verify(
        signature, over: Self.payload, at: Timestamp(microseconds: 1))
      {
      case .good(let signer): #expect(isKnown && signer.principal == "ada")
      case .unchecked(let reason): #expect(!isKnown && reason.contains("no-such-program"))
      case let verdict: Issue.record("\(verdict)")
      }
    }
  }
}
