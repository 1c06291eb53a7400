import Foundation
import GitEventsTesting
import Testing

/// A repository whose own git is kept from rewinding and deleting events, and which works as ever otherwise.
@Suite(.serialized, .enabled(if: ProgramStore.isProgramBuilt))
struct LocalGuardTests {
  private static func with(_ body: (ProgramStore) async throws -> Void) async throws {
    try await ProgramStore.with { store in
      for _ in 1...3 { try await store.succeed("append", "s-1", "a.b") }
      try await store.succeed("append", "t-1", "a.b")
      try await store.succeed("hooks", "install")
      try await body(store)
    }
  }

  /// Runs git, which must be kept from it.
  private static func refused(
    _ store: ProgramStore, _ arguments: String..., input: String = "",
    sourceLocation: SourceLocation = #_sourceLocation
  ) async throws {
    let before = try await store.fixture.git("for-each-ref").text
    do {
      try await store.fixture.git(arguments, input: Array(input.utf8))
      Issue.record("git was not kept from it", sourceLocation: sourceLocation)
    } catch let failure as GitCommand.Failure {
      #expect(
        failure.output.errorText.contains("git-events: refs/"), "\(failure)",
        sourceLocation: sourceLocation)
    }
    #expect(
      try await store.fixture.git("for-each-ref").text == before, sourceLocation: sourceLocation)
  }

  @Test(arguments: [false, true]) func eventsAreNotRewoundOrDeleted(packed: Bool) async throws {
    try await Self.with { store in
      if packed { try await store.fixture.git("pack-refs", "--all") }
      let ledger = try await store.fixture.git(
        "for-each-ref", "--format=%(refname)", "refs/ledger"
      ).text
      let head = try await store.fixture.git("rev-parse", "refs/events/s-1").text
      try await Self.refused(store, "update-ref", "refs/events/s-1", "refs/events/s-1~1")
      try await Self.refused(store, "update-ref", "refs/events/s-1", "refs/events/s-1~1", head)
      try await Self.refused(store, "update-ref", "refs/events/s-1", "refs/events/t-1")
      try await Self.refused(store, "update-ref", "-d", "refs/events/s-1")
      try await Self.refused(store, "update-ref", "-d", "refs/events/s-1", head)
      try await Self.refused(store, "update-ref", ledger, "\(ledger)~1")
      try await Self.refused(store, "update-ref", "-d", ledger)
      try await Self.refused(store, "push", "-q", ".", ":refs/events/s-1")
      try await Self.refused(store, "push", "-q", "-f", ".", "refs/events/s-1~1:refs/events/s-1")
      let tree = try await store.fixture.git("rev-parse", "refs/events/s-1^{tree}").text
      let fix = try await store.fixture.git("commit-tree", tree, "-p", head, "-m", "fix").text
      try await Self.refused(store, "update-ref", "refs/events/s-1", fix)
      // With branches in the same transaction: all or nothing.
      try await Self.refused(
        store, "update-ref", "--stdin",
        input: "create refs/heads/x \(fix)\ndelete refs/events/s-1\n")
      try await Self.refused(
        store, "update-ref", "--stdin",
        input: "create refs/heads/x \(fix)\nupdate refs/events/s-1 \(fix)\n")
      // Whoever means it can.
      try await store.fixture.git(
        "-c", "core.hooksPath=/dev/null", "update-ref", "refs/events/s-1", "refs/events/s-1~1")
      // And what goes on from there is allowed, so that it can be put back.
      try await store.fixture.git("update-ref", "refs/events/s-1", head)
    }
  }

  /// Git packs, prunes, and deletes what is its own.
  @Test func gitTidiesUpAsEver() async throws {
    try await Self.with { store in
      let refs = try await store.fixture.git("for-each-ref").text
      for command in [
        ["pack-refs", "--all", "--prune"], ["gc", "-q"], ["repack", "-adq"], ["prune"],
      ] {
        try await store.succeed("append", "s-1", "a.b")
        try await store.succeed("append", "u-1", "a.b")
        try await store.fixture.git(command)
      }
      #expect(try await store.fixture.git("for-each-ref").text != refs)
      let loose = store.file("refs/events/s-1")
      try await store.fixture.git("pack-refs", "--all")
      #expect(!FileManager.default.fileExists(atPath: loose))
      // Packing while streams move on.
      async let packing: Void = {
        for _ in 1...15 { try await store.fixture.git("pack-refs", "--all") }
      }()
      for number in 1...15 { try await store.succeed("append", "s-\(number % 2)", "a.b") }
      try await packing
    }
  }

  @Test func branchesAreAsEver() async throws {
    try await Self.with { store in
      let git = store.fixture
      try await git.git("commit", "-q", "--allow-empty", "-m", "one")
      try await git.git("commit", "-q", "--allow-empty", "-m", "two")
      try await git.git("branch", "side")
      try await git.git("tag", "v1")
      try await git.git("pack-refs", "--all")
      try await git.git("reset", "-q", "--hard", "HEAD~1")
      try await git.git("branch", "-q", "-D", "side")
      try await git.git("tag", "-d", "v1")
      // Also where the program is gone.
      let path = store.file("hooks/reference-transaction")
      let text = try String(contentsOfFile: path, encoding: .utf8)
      try text.replacing(/program='.*'/, with: "program='/none/git-events'")
        .write(toFile: path, atomically: false, encoding: .utf8)
      try await git.git("commit", "-q", "--allow-empty", "-m", "three")
      try await git.git("branch", "other")
      let head = try await git.git("rev-parse", "refs/events/s-1~1").text
      await #expect(throws: GitCommand.Failure.self) {
        try await git.git("update-ref", "refs/events/s-1", head)
      }
    }
  }

  /// The program's own verbs move refs of the store as they must.
  @Test func ourOwnVerbsAreNotKeptFromAnything() async throws {
    try await Self.with { store in
      try await store.succeed("append", "s-1", "a.b")
      try await store.succeed("snapshot", "create", "s-1", "--projection", "merge")
      try await store.fixture.git("pack-refs", "--all")
      try await store.succeed("append", "s-1", "a.b")
      try await store.succeed("snapshot", "create", "s-1", "--projection", "merge")
      try await store.succeed("append", "s-1", "a.b")
      try await store.succeed("snapshot", "create", "s-1", "--projection", "merge")
      try await store.succeed("snapshot", "prune", "--keep", "2")
      let tags = try await store.fixture.git("tag", "--list", "snapshots/*").lines
      #expect(tags.count == 2)
      for tag in tags { try await store.succeed("snapshot", "delete", tag) }
      try await store.succeed("maintain", "--full")
      try await store.succeed("recover")
      let rows = (1...300).map { #"{"stream":"r-\#($0)","type":"a.b"}"# + "\n" }.joined()
      try await store.succeed("import", "-", "--source", "rows", input: rows)
      try await store.succeed("append", "--pipe", input: rows)
      try await store.succeed("verify", "--no-state")
    }
  }

  /// Streams and ledgers come from elsewhere by plain git.
  @Test func fetchingIsAsEver() async throws {
    try await Self.with { store in
      let path = store.fixture.directory.path("copy")
      try await GitCommand.run(["init", "-q", path], home: store.fixture.directory.path)
      let copy = try ProgramStore(
        GitFixture(directory: store.fixture.directory, name: "copy", bare: false))
      let fetch = [
        "fetch", "-q", store.fixture.path, "refs/events/*:refs/events/*",
        "refs/ledger/*:refs/ledger/*",
      ]
      try await copy.succeed("hooks", "install", "--local")
      try await copy.fixture.git(fetch)
      try await store.succeed("append", "s-1", "a.b")
      try await copy.fixture.git(fetch)
      #expect(
        try await copy.fixture.git("rev-parse", "refs/events/s-1").text
          == store.fixture.git("rev-parse", "refs/events/s-1").text)
      let head = try await store.fixture.git("rev-parse", "refs/events/s-1").text
      try await store.fixture.git(
        "-c", "core.hooksPath=/dev/null", "update-ref", "refs/events/s-1", "refs/events/s-1~2")
      await #expect(throws: GitCommand.Failure.self) {
        try await copy.fixture.git(
          ["fetch", "-q", store.fixture.path, "+refs/events/*:refs/events/*"])
      }
      try await store.fixture.git("update-ref", "refs/events/s-1", head)
    }
  }

  /// An earlier hook sees every state of every transaction, and may refuse.
  @Test func anEarlierHookRunsBehindTheGuard() async throws {
    try await ProgramStore.with { store in
      let log = store.fixture.directory.path("log")
      let path = store.file("hooks/reference-transaction")
      try FileManager.default.createDirectory(
        atPath: store.file("hooks"), withIntermediateDirectories: true)
      try "#!/bin/sh\n{ echo \"$1\"; cat; } >> '\(log)'\ntest ! -e '\(log).refuse'\n"
        .write(toFile: path, atomically: true, encoding: .utf8)
      try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: path)
      try await store.succeed("hooks", "install")
      try await store.fixture.git("commit", "-q", "--allow-empty", "-m", "one")
      let text = try String(contentsOfFile: log, encoding: .utf8)
      #expect(text.contains("prepared\n") && text.contains("committed\n"))
      #expect(text.contains(" refs/heads/main\n"))
      try "".write(toFile: log + ".refuse", atomically: true, encoding: .utf8)
      await #expect(throws: GitCommand.Failure.self) { try await store.fixture.git("branch", "x") }
    }
  }

  /// What a server would refuse does not leave.
  @Test func whatIsWrongDoesNotLeave() async throws {
    try await TemporaryDirectory.with { directory in
      let bench = try await GuardBench.make(in: directory)
      try FileManager.default.removeItem(atPath: bench.server.path + "/hooks/pre-receive")
      let before = try await GuardBench.contents(bench.server)
      // Of these only the server knows: what it has is not known here.
      let server: Set = [
        "event-id", "ref-stale", "the reviews are set back", "a snapshot is deleted",
        "a snapshot is replaced", "a snapshot of a stream that is not here",
        "a new ledger that gives a stream another history",
      ]
      var count = 0
      let known = HostilePush.all.filter {
        !server.contains($0.rule) && !server.contains($0.name)
      }
      // All of the stores, and a third of the others: the rules are those of the server's guard.
      let chosen = HostilePush.stores + known.enumerated().filter { $0.0 % 3 == 0 }.map(\.1)
      for hostile in chosen {
        try await bench.withClient { bench in
          let refspecs = try await hostile.prepare(bench.client)
          try await bench.client.program.succeed(
            ["hooks", "install", "--local"], in: bench.client.fixture.path)
          let pushed = try await bench.push(
            bench.server, ["--dry-run"] + refspecs, .file, options: ["--force"])
          count += 1
          #expect(pushed.status == 1, "\(hostile.name)")
          #expect(pushed.text.contains(": \(hostile.rule): "), "\(hostile.name): \(pushed.text)")
          #expect(pushed.text.contains("nothing was pushed"), "\(hostile.name)")
        }
      }
      #expect(count >= 30)
      #expect(try await GuardBench.contents(bench.server) == before)
      try await bench.client.program.succeed(
        ["hooks", "install", "--local"], in: bench.client.fixture.path)
      try await bench.client.program.succeed(
        ["append", bench.client.stream, "a.b"], in: bench.client.fixture.path)
      let pushed = try await bench.push(
        bench.server, GuardBench.everything + ["HEAD:refs/heads/more"], .daemon)
      #expect(pushed.status == 0, "\(pushed.text)")
    }
  }
}
