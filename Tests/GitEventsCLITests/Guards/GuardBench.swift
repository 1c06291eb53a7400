import Foundation
import GitEventsTesting
import Testing

/// A client with a store, and guarded servers that it can push to.
struct GuardBench: Sendable {
  /// The way by which git reaches a server.
  enum Transport: CaseIterable {
    /// A path on this machine.
    case file
    /// The protocol of `git daemon`, over a pipe instead of a port.
    case daemon
  }

  let client: TamperedStore
  /// Holds all that the client had when it was made.
  let server: GitFixture
  /// Holds nothing.
  let empty: GitFixture

  /// What a push of everything takes along.
  static let everything = [
    "refs/events/*:refs/events/*", "refs/ledger/*:refs/ledger/*",
    "refs/tags/snapshots/*:refs/tags/snapshots/*",
  ]

  /// Makes the client and the servers.
  ///
  /// - Parameter directory: Where they are made.
  static func make(in directory: TemporaryDirectory) async throws -> GuardBench {
    let client = try await TamperedStore.template(in: directory)
    let path = client.fixture.path
    try await client.program.succeed(
      ["snapshot", "create", client.other, "--projection", "merge"], in: path)
    let head = try await client.head(client.stream)
    for text in ["one", "two"] {
      try await client.fixture.git("notes", "--ref", "events", "append", "-m", text, head)
    }
    let code = try await client.tree(payload: "a program\n")
    let commit = try await client.fixture.git("commit-tree", code, "-m", "begin").text
    try await client.set("refs/heads/main", commit)
    try await client.fixture.git("symbolic-ref", "HEAD", "refs/heads/main")
    try await client.fixture.git("repack", "-adq")
    try await client.fixture.git("pack-refs", "--all")
    let bench = GuardBench(
      client: client, server: GitFixture(directory: directory, name: "server.git", bare: true),
      empty: GitFixture(directory: directory, name: "empty.git", bare: true))
    for server in [bench.server, bench.empty] {
      try await GitCommand.run(
        ["init", "--quiet", "--bare", "--initial-branch=main", server.path], home: directory.path)
      try await client.program.succeed(["hooks", "install"], in: server.path)
    }
    let pushed = try await bench.push(
      bench.server, everything + ["refs/notes/events", "refs/heads/*"], .file)
    try #require(pushed.status == 0, "\(pushed.text)")
    return bench
  }

  /// Lends the bench with a copy of the client, which may be falsified.
  ///
  /// A copy of a repository appends under a replica name of its own.
  func withClient(_ body: (GuardBench) async throws -> Void) async throws {
    try await client.withCopy { copy in
      try await body(GuardBench(client: copy, server: server, empty: empty))
    }
  }

  /// Pushes with stock git.
  ///
  /// - Parameters:
  ///   - target: The server.
  ///   - refspecs: What is pushed.
  ///   - transport: By which way.
  ///   - options: Options of `git push`.
  /// - Returns: How git ended, and what it said.
  func push(
    _ target: GitFixture, _ refspecs: [String], _ transport: Transport, options: [String] = []
  ) async throws -> (status: Int32, text: String) {
    var arguments = ["-C", client.fixture.path, "-c", "protocol.ext.allow=always", "push"]
    let path = target.path.split(separator: "/").map(String.init)
    switch transport {
    case .file: arguments += options + [target.path]
    case .daemon:
      let base = "/" + path.dropLast().joined(separator: "/")
      arguments +=
        options + [
          "ext::git daemon --inetd --export-all --enable=receive-pack --base-path=\(base) %G/\(path[path.count - 1])"
        ]
    }
    do {
      let output = try await GitCommand.run(arguments + refspecs, home: client.home)
      return (0, output.errorText)
    } catch let failure as GitCommand.Failure {
      return (failure.output.status, failure.output.errorText)
    }
  }

  /// All refs and all objects of a server.
  static func contents(_ server: GitFixture) async throws -> String {
    let refs = try await server.git("for-each-ref", "--format=%(objectname) %(refname)").text
    let objects = try await server.git(
      "cat-file", "--batch-all-objects", "--batch-check=%(objectname)", "--unordered")
    let left = try FileManager.default.contentsOfDirectory(atPath: server.path + "/objects")
      .filter { $0.hasPrefix("tmp_") }
    return "\(refs)\n\(objects.lines.sorted().joined(separator: "\n"))\n\(left)"
  }
}
