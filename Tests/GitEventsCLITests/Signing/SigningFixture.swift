import Foundation
import GitEvents
import GitEventsCLI
import GitEventsTesting
import Subprocess
import Testing

#if canImport(System)
  import System
#else
  import SystemPackage
#endif

/// A repository and a user who has keys, and a clock that the test sets.
struct SigningFixture {
  let directory: TemporaryDirectory

  /// Whether `gpg` is on the path.
  static let hasGPG = (ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin")
    .split(separator: ":").contains { FileManager.default.isExecutableFile(atPath: "\($0)/gpg") }

  /// The middle of 2020, when most of the tests append.
  static let then: Int64 = 1_590_969_600
  /// Years later, when they verify.
  static let now: Int64 = 1_800_000_000

  static func with(_ body: (SigningFixture) async throws -> Void) async throws {
    try await TemporaryDirectory.with { directory in
      let fixture = SigningFixture(directory: directory)
      for name in ["home", "gpg"] {
        try FileManager.default.createDirectory(
          atPath: directory.path(name), withIntermediateDirectories: true,
          attributes: [.posixPermissions: 0o700])
      }
      try await fixture.configure("user.name", "Ada")
      try await fixture.configure("user.email", "ada@example.org")
      try await body(fixture)
      _ = try? await fixture.shell("gpgconf --kill all")
    }
  }

  /// Makes a store, with an SSH key `ada` that signs what is appended.
  static func withStore(
    sign scope: String = "ledger", _ body: (SigningFixture) async throws -> Void
  ) async throws {
    try await with { fixture in
      try await fixture.makeKey("ada")
      try await fixture.allow([("ada@example.org", "", "ada")])
      try await fixture.sign(with: "ada", scope)
      try await fixture.succeed(["init", "--bare", "."])
      try await fixture.succeed(["append", "s-1", "a.b"])
      try await fixture.succeed(["append", "s-2", "a.b", "-F", "n=1"])
      try await body(fixture)
    }
  }

  var environment: [String: String] {
    [
      "PATH": ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin",
      "HOME": directory.path("home"), "GIT_CONFIG_NOSYSTEM": "1", "TMPDIR": directory.path,
      "GIT_CEILING_DIRECTORIES": directory.path, "TZ": "UTC", "LC_ALL": "C",
      "GNUPGHOME": directory.path("gpg"),
    ]
  }

  var store: String { directory.path("store") }

  /// What a run left.
  struct Outcome {
    let status: Int32
    let output: String
    let errors: String

    /// The rules that are broken.
    var rules: [String] {
      output.split(separator: "\n").compactMap { ProgramStore.member("rule", in: String($0)) }
    }
  }

  /// Runs the tool in the store's folder.
  func run(
    _ arguments: [String], at time: Int64 = then, in folder: String? = nil, input: String = "",
    _ more: [String: String] = [:]
  ) async throws -> Outcome {
    let folder = folder ?? store
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    let names = ["out", "err", "in"].map(directory.path)
    try input.write(toFile: names[2], atomically: false, encoding: .utf8)
    let files = names.prefix(2).map { open($0, O_RDWR | O_CREAT | O_TRUNC, 0o600) }
    let reading = open(names[2], O_RDONLY)
    defer { for file in files + [reading] { close(file) } }
    let status = await CommandLineTool(
      arguments: arguments, environment: environment.merging(more) { $1 },
      currentDirectory: folder, input: Descriptor(reading), output: Descriptor(files[0]),
      errors: Descriptor(files[1]),
      clock: StoreClock { Timestamp(microseconds: time * 1_000_000) }
    ).run()
    return Outcome(
      status: status, output: try String(contentsOfFile: names[0], encoding: .utf8),
      errors: try String(contentsOfFile: names[1], encoding: .utf8))
  }

  @discardableResult
  func succeed(
    _ arguments: [String], at time: Int64 = then, in folder: String? = nil, input: String = ""
  ) async throws -> Outcome {
    let outcome = try await run(arguments, at: time, in: folder, input: input)
    #expect(outcome.status == 0, "\(arguments): \(outcome.output)\(outcome.errors)")
    return outcome
  }

  /// Verifies the signatures with the user's allowed signers, years later.
  func verify(_ arguments: String...) async throws -> Outcome {
    try await run(
      ["verify", "--json", "--no-state", "--signatures", "--allowed-signers"]
        + [directory.path("allowed")] + arguments, at: Self.now)
  }

  /// Runs a shell script in the store's folder.
  @discardableResult
  func shell(_ script: String) async throws -> String {
    try FileManager.default.createDirectory(atPath: store, withIntermediateDirectories: true)
    var variables: [Environment.Key: String] = [:]
    for (name, value) in environment { variables[Environment.Key(stringLiteral: name)] = value }
    let result = try await Subprocess.run(
      .path("/bin/sh"), arguments: ["-ec", script], environment: .custom(variables),
      workingDirectory: .init(store), output: .string(limit: 1 << 20),
      error: .string(limit: 1 << 20))
    guard result.terminationStatus.isSuccess else {
      throw ShellFailure(script: script, text: result.standardOutput + result.standardError)
    }
    return result.standardOutput.trimmingCharacters(in: .whitespacesAndNewlines)
  }

  struct ShellFailure: Error {
    let script: String
    let text: String
  }
}

extension SigningFixture {
  /// Sets something in the user's own configuration.
  func configure(_ key: String, _ value: String) async throws {
    try await shell("git config --global '\(key)' '\(value)'")
  }

  func makeKey(_ name: String, type: String = "ed25519") async throws {
    try await shell("ssh-keygen -q -t \(type) -N '' -C \(name) -f '\(directory.path(name))'")
  }

  /// Has the user's SSH key sign.
  func sign(with key: String, _ scope: String = "ledger") async throws {
    try await configure("gpg.format", "ssh")
    try await configure("user.signingKey", directory.path(key))
    try await configure("events.sign", scope)
  }

  /// Writes the file of allowed signers.
  func allow(_ lines: [(principals: String, options: String, key: String)]) async throws {
    let texts = try lines.map { line in
      let key = try String(contentsOfFile: directory.path(line.key + ".pub"), encoding: .utf8)
      return "\(line.principals) \(line.options) \(key)"
    }
    try texts.joined().write(
      toFile: directory.path("allowed"), atomically: true, encoding: .utf8)
  }

  var ledger: String {
    get async throws { try await shell("git for-each-ref --format='%(refname)' refs/ledger") }
  }

  /// Puts an altered copy of a ref's commit in its place, as somebody with plain git would.
  func alter(_ reference: String, _ change: (String) throws -> String) async throws {
    let content = try await shell("git cat-file commit '\(reference)'; echo END")
    let altered = try change(String(content.dropLast("END".count)))
    try altered.write(toFile: directory.path("altered"), atomically: true, encoding: .utf8)
    try await shell(
      "git update-ref '\(reference)' $(git hash-object -t commit -w '\(directory.path("altered"))')"
    )
  }

  /// Asks git of each commit of the ledger's own line and of every stream whether it verifies there, too.
  func unverifiedByGit(includingEvents: Bool) async throws -> [String] {
    let lists =
      [
        "git for-each-ref --format='%(objectname)' refs/ledger | xargs -n1 git rev-list --first-parent"
      ]
      + (includingEvents
        ? ["git for-each-ref --format='%(objectname)' refs/events | xargs -n1 git rev-list"] : [])
    let text = try await shell(
      """
      for commit in $({ \(lists.joined(separator: "; ")); }); do
        git -c gpg.ssh.allowedSignersFile='\(directory.path("allowed"))' verify-commit $commit \
          2>/dev/null || echo $commit
      done
      """)
    return text.split(separator: "\n").map(String.init)
  }
}
