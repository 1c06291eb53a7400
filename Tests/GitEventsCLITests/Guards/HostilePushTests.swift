import Foundation
import GitEventsTesting
import Testing

/// What a guarded server refuses: over a path and over git's own protocol, and nothing of it stays.
@Suite(.serialized, .enabled(if: ProgramStore.isProgramBuilt))
struct HostilePushTests {
  @Test func hostilePushesAreRefused() async throws {
    #expect(HostilePush.all.count >= 60)
    try await TemporaryDirectory.with { directory in
      let bench = try await GuardBench.make(in: directory)
      let before = try await GuardBench.contents(bench.server)
      let only = CampaignSize.chosen.only
      for hostile in HostilePush.all where only.map(hostile.name.contains) ?? true {
        try await bench.withClient { bench in
          let refspecs = try await hostile.prepare(bench.client)
          async let first = bench.push(bench.server, refspecs, .file, options: ["--force"])
          async let second = bench.push(bench.server, refspecs, .daemon, options: ["--force"])
          for pushed in try await [first, second] {
            #expect(pushed.status == 1, "\(hostile.name): \(pushed.text)")
            #expect(
              HostilePushTests.rules(in: pushed.text).contains(hostile.rule),
              "\(hostile.name): \(pushed.text)")
          }
        }
        #expect(try await GuardBench.contents(bench.server) == before, "\(hostile.name)")
      }
      let verified = try await bench.client.program.run(
        ["verify", "--no-state"], in: bench.server.path)
      #expect(verified.status == 0, "\(verified.output)")
    }
  }

  /// What `verify` finds in a falsified store does not get into a server that holds it, nor into an empty one.
  @Test func whatVerifyFindsIsRefused() async throws {
    try await TemporaryDirectory.with { directory in
      let bench = try await GuardBench.make(in: directory)
      let before = (
        try await GuardBench.contents(bench.server), try await GuardBench.contents(bench.empty)
      )
      let only = CampaignSize.chosen.only
      for tampering in HostilePushTests.falsified where only.map(tampering.name.contains) ?? true {
        try await bench.withClient { bench in
          try await tampering.act(bench.client)
          let isSound = HostilePushTests.soundOnTheirOwn.contains(tampering.name)
          async let second =
            isSound ? nil : bench.push(bench.empty, GuardBench.everything, .daemon)
          // A history that is written anew is refused by a server that has it for that alone.
          if !tampering.rules.contains("stream-replaced") {
            let pushed = try await bench.push(
              bench.server, GuardBench.everything, .file, options: ["--force", "--prune"])
            #expect(pushed.status == 1, "\(tampering.name): \(pushed.text)")
            #expect(
              !HostilePushTests.rules(in: pushed.text).isEmpty,
              "\(tampering.name): \(pushed.text)")
          }
          guard let begun = try await second else { return }
          #expect(begun.status == 1, "\(tampering.name): \(begun.text)")
          let rules = HostilePushTests.rules(in: begun.text)
          let expected = tampering.rules.union(
            HostilePushTests.seenOtherwise[tampering.name].map { [$0] } ?? [])
          #expect(!expected.isDisjoint(with: rules), "\(tampering.name): \(begun.text)")
        }
        #expect(try await GuardBench.contents(bench.server) == before.0, "\(tampering.name)")
        #expect(try await GuardBench.contents(bench.empty) == before.1, "\(tampering.name)")
      }
    }
  }

  /// Those of which a push can tell: the rest is done to files, or git itself does not send it.
  private static let falsified =
    (Tampering.references + Tampering.histories + Tampering.events + Tampering.payloads
    + Tampering.ledgers).filter { tampering in
      ![
        "a stream is pointed at nothing", "a commit without a tree",
        "an entry's tree holds something", "a ref is there twice among the packed ones",
        "a name that is no text", "git is told to show another event",
        "git is told to show another history", "ten thousand refs hide what was altered",
      ].contains(tampering.name)
    }

  /// Stores that are earlier ones, or whose streams are behind their ledger: a server that knows of no other takes them.
  private static let soundOnTheirOwn: Set = [
    "a stream is set back by one event", "a stream is set back to its first event",
    "a stream is deleted", "the store's own stream is deleted", "a stream's ref is overwritten",
    "the newest append is hidden", "a stream and the ledger are set back together",
    "the whole store is set back to its beginning", "another ledger is in its place",
    "another store is in its place",
  ]

  /// What a push shows of a falsified store in another way than its files do.
  private static let seenOtherwise = [
    "a stream's ref becomes symbolic": "event-stream",
    "the ledger is deleted": "stream-unrecorded",
  ]

  /// The rules that the pusher was told, each with the ref that breaks it.
  static func rules(in text: String) -> Set<String> {
    Set(
      text.split(separator: "\n").compactMap { line in
        let words = line.split(separator: ":", maxSplits: 4).map {
          $0.trimmingCharacters(in: .whitespaces)
        }
        guard words.count == 5, words[0] == "remote", words[1] == "git-events",
          words[2].hasPrefix("refs/")
        else { return nil }
        return words[3]
      })
  }
}
