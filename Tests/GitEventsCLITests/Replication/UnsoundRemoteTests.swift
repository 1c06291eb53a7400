import Foundation
import GitEventsTesting
import Testing

/// What a pull refuses: whatever a remote shows that no store does, it takes nothing of.
@Suite struct UnsoundRemoteTests {
  /// A remote that somebody has changed by plain git.
  struct Case: CustomTestStringConvertible {
    let testDescription: String
    let status: Int32
    let word: String
    /// Run at the remote; `{stream}` is the commit of `order-1`, `{old}` the one before.
    let commands: [[String]]
  }

  static let cases = [
    Case(
      testDescription: "a stream that was rewound", status: 5, word: "has less than it had",
      commands: [["update-ref", "refs/events/order-1", "{old}"]]),
    Case(
      testDescription: "a stream that was deleted", status: 5, word: "stream order-1 is gone",
      commands: [["update-ref", "-d", "refs/events/order-1"]]),
    Case(
      testDescription: "a ledger that was deleted", status: 5, word: "the ledger of",
      commands: [["update-ref", "-d", "{ledger}"]]),
    Case(
      testDescription: "an event that nobody recorded", status: 5, word: "not sound",
      commands: [["update-ref", "refs/events/order-1", "{forged}"]]),
    Case(
      testDescription: "a stream of another name", status: 5, word: "not sound",
      commands: [["update-ref", "refs/events/order-9", "{stream}"]]),
    Case(
      testDescription: "an event that no ledger tells of", status: 5, word: "stream-unrecorded",
      commands: [["update-ref", "refs/events/order-1", "{unrecorded}"]]),
    Case(
      testDescription: "a stream that is a file", status: 5, word: "not sound",
      commands: [["update-ref", "refs/events/order-9", "{blob}"]]),
    Case(
      testDescription: "a ref among the streams that is none", status: 2,
      word: "neither a stream nor a ledger",
      commands: [["update-ref", "refs/events/a/b", "{stream}"]]),
    Case(
      testDescription: "a ledger that is an event", status: 5, word: "ledger",
      commands: [["update-ref", "refs/ledger/abcdefgh", "{stream}"]]),
    Case(
      testDescription: "another store", status: 3, word: "another store",
      commands: [["fetch", "--quiet", "{home}/other", "+refs/events/*:refs/events/*"]]),
  ]

  @Test(arguments: cases) func nothingIsTaken(of remote: Case) async throws {
    try await TemporaryDirectory.with { directory in
      let home = directory.path
      guard let program = EventsProgram.built(home: home) else { return }
      let git = { (folder: String, arguments: [String]) in
        try await GitCommand.run(["-C", "\(home)/\(folder)"] + arguments, home: home).text
      }
      try await GitCommand.run(["init", "--quiet", "--bare", "\(home)/hub.git"], home: home)
      for name in ["first", "other"] {
        try await GitCommand.run(["init", "--quiet", "\(home)/\(name)"], home: home)
        try await program.succeed(["init"], in: "\(home)/\(name)")
      }
      let first = "\(home)/first"
      _ = try await git("first", ["remote", "add", "origin", "\(home)/hub.git"])
      for number in 1...2 {
        try await program.succeed(["append", "order-1", "a.b", "-F", "n=\(number)"], in: first)
      }
      try await program.succeed(["push"], in: first)
      try await program.succeed(["clone", "\(home)/hub.git", "\(home)/mine"], in: home)
      // One more, so that there is something to take.
      try await program.succeed(["append", "order-2", "a.b"], in: first)
      try await program.succeed(["push"], in: first)
      try await program.succeed(["append", "order-1", "c.d"], in: first)
      let unrecorded = try await git("first", ["rev-parse", "refs/events/order-1"])
      _ = try await git("hub.git", ["fetch", "--quiet", first, unrecorded])
      let words = [
        "{home}": home,
        "{stream}": try await git("hub.git", ["rev-parse", "refs/events/order-1"]),
        "{old}": try await git("hub.git", ["rev-parse", "refs/events/order-1^"]),
        "{ledger}": try await git(
          "hub.git", ["for-each-ref", "--format=%(refname)", "refs/ledger"]),
        "{blob}": try await git("hub.git", ["rev-parse", "refs/events/order-1:data.json"]),
        "{forged}": try await git(
          "hub.git",
          [
            "commit-tree", "refs/events/order-1^{tree}", "-p", "refs/events/order-1", "-m",
            "forged.event",
          ]),
        "{unrecorded}": unrecorded,
      ]
      for command in remote.commands {
        _ = try await git(
          "hub.git",
          command.map { word in
            words.reduce(word) { $0.replacingOccurrences(of: $1.key, with: $1.value) }
          })
      }
      let before = try await git("mine", ["for-each-ref"])
      for verb in ["fetch", "pull"] {
        let result = try await program.run([verb], in: "\(home)/mine")
        #expect(result.status == remote.status, "\(verb): \(result.errors)")
        #expect(result.errors.contains(remote.word), "\(verb): \(result.errors)")
      }
      #expect(try await git("mine", ["for-each-ref"]) == before)
      try await program.succeed(["verify", "--no-state"], in: "\(home)/mine")
    }
  }

  @Test func aRemoteThatWasSetBackGetsAgainWhatIsHere() async throws {
    try await TemporaryDirectory.with { directory in
      let home = directory.path
      guard let program = EventsProgram.built(home: home) else { return }
      let first = "\(home)/first"
      let git = { (arguments: [String]) in
        try await GitCommand.run(["-C", "\(home)/hub.git"] + arguments, home: home).text
      }
      try await GitCommand.run(["init", "--quiet", "--bare", "\(home)/hub.git"], home: home)
      try await GitCommand.run(["init", "--quiet", first], home: home)
      try await program.succeed(["init"], in: first)
      try await GitCommand.run(
        ["-C", first, "remote", "add", "origin", "\(home)/hub.git"], home: home)
      for _ in 1...2 { try await program.succeed(["append", "order-1", "a.b"], in: first) }
      try await program.succeed(["push"], in: first)
      let head = try await git(["rev-parse", "refs/events/order-1"])
      _ = try await git(["update-ref", "refs/events/order-1", "\(head)^"])
      try await program.succeed(["push"], in: first)
      #expect(try await git(["rev-parse", "refs/events/order-1"]) == head)
      #expect(try await program.run(["fetch"], in: first).status == 0)
    }
  }

  /// What a plain `git fetch` has let in is checked before it counts.
  @Test func whatPlainGitFetchedIsCheckedToo() async throws {
    try await TemporaryDirectory.with { directory in
      let home = directory.path
      guard let program = EventsProgram.built(home: home) else { return }
      let git = { (folder: String, arguments: [String]) in
        try await GitCommand.run(["-C", "\(home)/\(folder)"] + arguments, home: home).text
      }
      try await GitCommand.run(["init", "--quiet", "--bare", "\(home)/hub.git"], home: home)
      try await GitCommand.run(["init", "--quiet", "\(home)/first"], home: home)
      try await program.succeed(["init"], in: "\(home)/first")
      _ = try await git("first", ["remote", "add", "origin", "\(home)/hub.git"])
      try await program.succeed(["append", "order-1", "a.b"], in: "\(home)/first")
      try await program.succeed(["push"], in: "\(home)/first")
      try await program.succeed(["clone", "\(home)/hub.git", "\(home)/mine"], in: home)
      let forged = try await git(
        "hub.git",
        ["commit-tree", "refs/events/order-1^{tree}", "-p", "refs/events/order-1", "-m", "forged"])
      _ = try await git("hub.git", ["update-ref", "refs/events/order-1", forged])
      _ = try await git("mine", ["fetch", "--quiet"])
      let tracking = "refs/remote-events/origin/streams/order-1"
      #expect(try await git("mine", ["rev-parse", tracking]) == forged)
      let result = try await program.run(["pull"], in: "\(home)/mine")
      #expect(result.status == 5 && result.errors.contains("not sound"), "\(result.errors)")
    }
  }
}
