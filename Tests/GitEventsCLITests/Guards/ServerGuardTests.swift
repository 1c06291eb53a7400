import Foundation
import GitEventsTesting
import Testing

/// How the guards of a server work with what is around them.
@Suite(.serialized, .enabled(if: ProgramStore.isProgramBuilt))
struct ServerGuardTests {
  private static let streams = "refs/events/*:refs/events/*"
  private static let ledgers = "refs/ledger/*:refs/ledger/*"

  private static func write(_ text: String, to path: String) throws {
    try text.write(toFile: path, atomically: true, encoding: .utf8)
    try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: path)
  }

  /// Lends a store and a bare repository that is not guarded yet.
  private static func with(
    _ body: (ProgramStore, GitFixture) async throws -> Void
  ) async throws {
    try await ProgramStore.with { store in
      let server = GitFixture(directory: store.fixture.directory, name: "server.git", bare: true)
      try await GitCommand.run(
        ["init", "-q", "--bare", server.path], home: store.fixture.directory.path)
      try await store.succeed("append", "s-1", "a.b")
      try await store.fixture.git("commit", "-q", "--allow-empty", "-m", "begin")
      try await body(store, server)
    }
  }

  /// Pushes with stock git, whose `PATH` has no git-events.
  private static func push(
    _ store: ProgramStore, _ server: GitFixture, _ refspecs: String...
  ) async throws -> (status: Int32, text: String) {
    do {
      let output = try await store.fixture.git(["push", server.path] + refspecs)
      return (0, output.errorText)
    } catch let failure as GitCommand.Failure {
      return (failure.output.status, failure.output.errorText)
    }
  }

  private static func install(
    _ store: ProgramStore, _ server: GitFixture, _ options: String...
  ) async throws {
    try await store.program.succeed(["hooks", "install"] + options, in: server.path)
  }

  /// The earlier hooks run behind the guards with the same input, arguments and environment, and may refuse.
  @Test func earlierHooksRunBehindTheGuards() async throws {
    try await Self.with { store, server in
      let log = store.fixture.directory.path("log")
      for name in ["pre-receive", "update", "post-receive"] {
        try Self.write(
          "#!/bin/sh\n{ echo \"\(name) $# $GIT_DIR\"; \(name == "update" ? "echo $1" : "cat"); } >> '\(log)'\n"
            + "test ! -e '\(log).refuse'\n",
          to: server.path + "/hooks/\(name)")
      }
      try await Self.install(store, server)
      #expect(try await Self.push(store, server, Self.streams, Self.ledgers, "HEAD").status == 0)
      let text = try String(contentsOfFile: log, encoding: .utf8)
      let head = try await store.fixture.git("rev-parse", "refs/events/s-1").text
      for line in [
        "pre-receive 0 .", "update 3 .", "post-receive 0 .", "refs/events/s-1",
        "\(String(repeating: "0", count: 40)) \(head) refs/events/s-1",
      ] {
        #expect(text.split(separator: "\n").contains(Substring(line)), "\(line) in \(text)")
      }
      // What the guard refuses, an earlier hook never sees.
      try FileManager.default.removeItem(atPath: log)
      #expect(try await Self.push(store, server, ":refs/events/s-1").status == 1)
      #expect(!FileManager.default.fileExists(atPath: log))
      // Its refusal is one, also of what the guard would take, and of branches.
      try Self.write("", to: log + ".refuse")
      try await store.succeed("append", "s-1", "a.b")
      #expect(try await Self.push(store, server, Self.streams, Self.ledgers).status == 1)
      #expect(try await Self.push(store, server, "HEAD:refs/heads/new").status == 1)
      #expect(try await server.git("rev-parse", "refs/events/s-1").text == head)
    }
  }

  /// Without its program a guard takes no events, and branches as ever.
  @Test(arguments: ["", "--per-ref"]) func aGuardWithoutItsProgramTakesNoEvents(
    option: String
  ) async throws {
    try await Self.with { store, server in
      try await Self.install(store, server, "--server")
      if !option.isEmpty {
        try FileManager.default.removeItem(atPath: server.path + "/hooks/pre-receive")
      }
      let path = server.path + "/hooks/" + (option.isEmpty ? "pre-receive" : "update")
      let text = try String(contentsOfFile: path, encoding: .utf8)
      try Self.write(text.replacing(/program='.*'/, with: "program='/none/git-events'"), to: path)
      let pushed = try await Self.push(store, server, Self.streams, Self.ledgers)
      #expect(pushed.status == 1)
      #expect(pushed.text.contains("program is missing"), "\(pushed.text)")
      #expect(try await server.git("for-each-ref").text.isEmpty)
      #expect(try await Self.push(store, server, "HEAD:refs/heads/main").status == 0)
      // A program that ends badly says no.
      let broken = store.fixture.directory.path("broken")
      try Self.write("#!/bin/sh\nkill -SEGV $$\n", to: broken)
      try Self.write(text.replacing(/program='.*'/, with: "program='\(broken)'"), to: path)
      #expect(try await Self.push(store, server, Self.streams, Self.ledgers).status == 1)
      #expect(try await Self.push(store, server, "HEAD:refs/heads/other").status == 0)
    }
  }

  /// Branches and tags do not start the program.
  @Test func branchesDoNotStartTheProgram() async throws {
    try await Self.with { store, server in
      try await Self.install(store, server)
      let path = server.path + "/hooks/pre-receive"
      let mark = store.fixture.directory.path("started")
      let program = store.fixture.directory.path("program")
      try Self.write("#!/bin/sh\ncat >/dev/null\necho started > '\(mark)'\n", to: program)
      let text = try String(contentsOfFile: path, encoding: .utf8)
      try Self.write(text.replacing(/program='.*'/, with: "program='\(program)'"), to: path)
      try await store.fixture.git("tag", "events")
      let refspecs = ["HEAD:refs/heads/ledger", "events", "HEAD:refs/notes/commits"]
      #expect(
        try await Self.push(store, server, refspecs[0], refspecs[1], refspecs[2]).status == 0)
      #expect(!FileManager.default.fileExists(atPath: mark))
      #expect(try await Self.push(store, server, Self.streams).status == 0)
      #expect(FileManager.default.fileExists(atPath: mark))
    }
  }

  /// A guard that sees ref by ref refuses each hostile one, and takes the others.
  @Test func refByRefTheHostileOnesAreRefused() async throws {
    try await TemporaryDirectory.with { directory in
      let bench = try await GuardBench.make(in: directory)
      try FileManager.default.removeItem(atPath: bench.server.path + "/hooks/pre-receive")
      try await bench.client.program.succeed(
        ["hooks", "install", "--per-ref"], in: bench.server.path)
      let status = try await bench.client.program.run(
        ["hooks", "status", "--per-ref"], in: bench.server.path)
      #expect(status.status == 0, "\(status.output)")
      let before = try await bench.server.git("for-each-ref", "refs/events", "refs/ledger").text
      // Of these one ref alone does not tell.
      let unseen: Set = ["stream-unrecorded", "event-id"]
      let references = HostilePush.references.enumerated().filter { $0.0 % 2 == 0 }.map(\.1)
      let alone = HostilePush.ledgers.filter { $0.name.contains("alone") }
      for hostile in references + alone where !unseen.contains(hostile.rule) {
        // Those git itself refuses before it asks.
        if hostile.name.hasPrefix("a ref in the place") { continue }
        try await bench.withClient { bench in
          let pushed = try await bench.push(
            bench.server, hostile.prepare(bench.client), .file, options: ["--force"])
          #expect(pushed.status == 1, "\(hostile.name)")
          #expect(
            HostilePushTests.rules(in: pushed.text).contains(hostile.rule),
            "\(hostile.name): \(pushed.text)")
        }
        let after = try await bench.server.git("for-each-ref", "refs/events", "refs/ledger").text
        #expect(after == before, "\(hostile.name)")
      }
      // What is sound passes.
      try await bench.client.program.succeed(
        ["append", bench.client.stream, "a.b"], in: bench.client.fixture.path)
      let pushed = try await bench.push(
        bench.server, [Self.streams, Self.ledgers, "HEAD:refs/heads/more"], .file)
      #expect(pushed.status == 0, "\(pushed.text)")
    }
  }

  /// Whoever speaks the protocol himself may lie about where a ref is.
  @Test func aLieAboutWhereARefIsDoesNotHelp() async throws {
    try await Self.with { store, server in
      try await Self.install(store, server)
      try await store.succeed("append", "s-1", "a.b")
      #expect(try await Self.push(store, server, Self.streams, Self.ledgers).status == 0)
      let head = try await server.git("rev-parse", "refs/events/s-1").text
      let first = try await server.git("rev-parse", "refs/events/s-1~1").text
      let zero = String(repeating: "0", count: 40)
      let other = try await server.git("rev-parse", "refs/events/_store").text
      for (old, new) in [(zero, head), (other, head), (first, head), (zero, zero)] {
        let result = try await store.program.run(
          ["--git-dir", server.path, "hook", "pre-receive"], in: server.path,
          input: "\(old) \(new) refs/events/s-1\n")
        #expect(result.status == 1, "\(old) \(new): \(result.errors)")
        #expect(result.errors.contains(": ref-stale: "), "\(old) \(new): \(result.errors)")
      }
      let garbled = try await store.program.run(
        ["--git-dir", server.path, "hook", "pre-receive"], in: server.path, input: "refs/events/x\n"
      )
      #expect(garbled.status == 2)
      #expect(try await store.program.run(["hook", "post-merge"], in: server.path).status == 2)
    }
  }

  /// The command of `events.notify` gets a line for each stream; what it does refuses nothing.
  @Test func arrivalsAreTold() async throws {
    try await Self.with { store, server in
      let log = store.fixture.directory.path("told")
      try await Self.install(store, server)
      try await server.git("config", "events.notify", "cat >> '\(log)'")
      #expect(try await Self.push(store, server, Self.streams, Self.ledgers).status == 0)
      try await store.succeed("append", "s-1", "c.d")
      try await store.succeed("append", "s-1", "e.f")
      #expect(try await Self.push(store, server, Self.streams, Self.ledgers).status == 0)
      let lines = try String(contentsOfFile: log, encoding: .utf8).split(separator: "\n")
      let head = try await server.git("rev-parse", "refs/events/s-1").text
      #expect(lines.count == 3)
      #expect(
        lines.last
          == #"{"stream":"s-1","from":1,"to":3,"type":"e.f","commit":"\#(head)"}"#)
      try await server.git("config", "events.notify", "exit 3")
      try await store.succeed("append", "s-1", "g.h")
      let pushed = try await Self.push(store, server, Self.streams, Self.ledgers)
      #expect(pushed.status == 0)
      #expect(pushed.text.contains("the push was taken, but"), "\(pushed.text)")
    }
  }

  /// Two pushes at once, of which each was looked at before the other came: git keeps the streams apart, the guard the ledgers.
  @Test func aPushThatComesBetweenIsNotContradicted() async throws {
    try await TemporaryDirectory.with { directory in
      let bench = try await GuardBench.make(in: directory)
      let path = bench.client.fixture.path
      try await bench.withClient { slow in
        let store = slow.client
        try? FileManager.default.removeItem(atPath: store.fixture.gitDirectory + "/git-events")
        for client in [bench.client, store] {
          try await client.program.succeed(
            ["append", client.stream, "a.b"], in: client.fixture.path)
        }
        // Behind the guard, and before any ref moves, the other one pushes.
        let chained = bench.server.path + "/hooks/git-events-chained"
        try FileManager.default.createDirectory(
          atPath: chained, withIntermediateDirectories: true)
        try Self.write(
          """
          #!/bin/sh
          rm "$0"
          unset $(git rev-parse --local-env-vars) GIT_QUARANTINE_PATH
          exec git -C '\(path)' push -q '\(bench.server.path)' \(bench.client.ledger) \
            \(TamperedStore.reference(store.stream))

          """, to: chained + "/pre-receive")
        let pushed = try await slow.push(bench.server, [Self.streams, Self.ledgers], .file)
        #expect(pushed.status == 1)
        #expect(
          HostilePushTests.rules(in: pushed.text).contains("stream-replaced"), "\(pushed.text)")
      }
      #expect(
        try await bench.server.git("rev-parse", TamperedStore.reference(bench.client.stream)).text
          == bench.client.head(bench.client.stream))
      let verified = try await bench.client.program.run(
        ["verify", "--no-state"], in: bench.server.path)
      #expect(verified.status == 0, "\(verified.output)")
    }
  }

  /// A store that another replica of its own ledger forked is refused when a ledger alone has come before.
  @Test func whatALedgerAloneHasToldIsNotContradicted() async throws {
    try await TemporaryDirectory.with { directory in
      let bench = try await GuardBench.make(in: directory)
      let path = bench.client.fixture.path
      try await bench.client.program.succeed(["append", "alone-1", "a.b"], in: path)
      #expect(try await bench.push(bench.server, [bench.client.ledger], .file).status == 0)
      // Somebody else, who has never seen that ledger, begins a stream of the same name.
      try await bench.withClient { bench in
        let store = bench.client
        try await store.fixture.git("update-ref", "-d", "refs/events/alone-1")
        try await store.fixture.git("update-ref", "-d", store.ledger)
        try? FileManager.default.removeItem(atPath: store.fixture.gitDirectory + "/git-events")
        try await store.program.succeed(["append", "alone-1", "a.b"], in: store.fixture.path)
        let pushed = try await bench.push(bench.server, [Self.streams, Self.ledgers], .file)
        #expect(pushed.status == 1)
        #expect(
          !HostilePushTests.rules(in: pushed.text).isDisjoint(with: [
            "stream-replaced", "ref-rewound",
          ]))
      }
      // The one who told of it brings it.
      #expect(try await bench.push(bench.server, [Self.streams], .file).status == 0)
    }
  }
}
