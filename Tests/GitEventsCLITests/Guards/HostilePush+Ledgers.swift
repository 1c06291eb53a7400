import Foundation
import GitEventsTesting
import Testing

extension HostilePush {
  /// Ledgers that do not say what is so.
  static let ledgers = [
    recording("a position too many", "ledger-position", entry: { $1.position += 1 }),
    recording("an entry of an earlier time", "ledger-time") { _, event in
      event.time -= 3_600_000_000
    },
    recording("an entry of the next hour", "ledger-future", entry: { $1.time += 3_600_000_000 }),
    recording("an entry of another replica", "ledger-chain", entry: { $1.replica = "mallory" }),
    recording("an entry of a kind that there is not", "ledger-format", entry: { $1.kind = "gift" }),
    recording("an entry with a tree", "ledger-format") { _, _ in
    } entry: { store, entry in
      entry.tree = try await store.tree(payload: "{}\n")
    },
    recording("an entry with a hidden parent", "ledger-format") { _, _ in
    } entry: { store, entry in
      entry.foreign = [try await store.fixture.git("rev-parse", "HEAD").text]
    },
    recording("an entry that takes over what is no ledger", "ledger-format") { _, _ in
    } entry: { store, entry in
      entry.kind = "pull"
      entry.foreign = [try await store.fixture.git("rev-parse", "HEAD").text]
    },
    recording("an entry that takes over a forged ledger", "ledger-chain") { _, _ in
    } entry: { store, entry in
      entry.kind = "pull"
      entry.foreign = [
        try await store.write(
          TamperedStore.Entry(
            replica: "mallory", position: 0, time: entry.time - 1, kind: "genesis",
            trailers: ["Ledger-Store: 00000000-0000-7000-8000-000000000000"]))
      ]
    },
    recording("an entry that takes over two versions of this ledger", "ref-rewound") { _, _ in
    } entry: { store, entry in
      let tip = try await store.commit(store.ledger)
      entry.kind = "pull"
      entry.foreign = [
        try await store.write(
          "commit",
          tip.replacingOccurrences(of: "author ", with: "author X")
            .replacingOccurrences(of: "committer ", with: "committer X"))
      ]
    },
    recording("an entry without a ledger before it", "ledger-format", entry: { $1.previous = nil }),
    recording("an entry that tells of nothing", "ref-rewound") { _, _ in
    } entry: { _, entry in
      (entry.lines, entry.position) = ([], entry.position - 1)
    },
    recording("an entry that leaves versions out", "ledger-line") { _, _ in
    } entry: { _, entry in
      entry.lines[0].before -= 1
      entry.position += 1
    },
    recording("an entry that names another head", "stream-replaced") { _, _ in
    } entry: { store, entry in
      entry.lines[0].head = try await store.head(store.stream)
    },
    recording("an entry that ends in the middle", "ledger-chain") { _, _ in
    } entry: { _, entry in
      entry.trailers = ["Ledger-Part: 1/2"]
    },
    recording("an entry with a trailer that there is not", "ledger-format") { _, _ in
    } entry: { _, entry in
      entry.trailers = ["Ledger-Mood: good"]
    },
    recording("an entry of which the stream is none", "ledger-format") { _, _ in
    } entry: { _, entry in
      entry.lines[0].component = "%41"
    },
    recording("an entry that takes versions out of a stream", "ledger-rebase") { _, _ in
    } entry: { store, entry in
      let head = try await store.head(store.stream)
      let before = entry.lines[0].before
      entry.kind = "rebase"
      entry.suffix = " was \(before - 1)..\(before) \(head)"
    },
    HostilePush("a ledger under another's name", "ledger-chain") {
      ["\($0.ledger):refs/ledger/mallory"]
    },
    HostilePush("a ledger that is an event", "ledger-format") {
      ["\(TamperedStore.reference($0.stream)):refs/ledger/mallory"]
    },
    HostilePush("a ledger that is a blob", "ledger-format") { store in
      ["\(try await store.write("blob", "x")):refs/ledger/mallory"]
    },
    HostilePush("a ledger alone that tells of a forged event", "payload-format") { store in
      try await store.record(try await store.next(of: store.stream, payload: "{\"a\":1}\n"))
      return [store.ledger]
    },
    HostilePush("a ledger alone that tells of another history", "ref-rewound") { store in
      var event = try await store.next(of: store.stream)
      let head = try await store.head(store.stream)
      event.parent = try await store.write(
        "commit", store.commit(head).replacingTrailer("Event-Id", "forged-0"))
      try await store.record(event)
      return [store.ledger]
    },
    HostilePush("a ledger alone that begins a stream again", "ledger-line") { store in
      var event = try await store.next(of: store.stream)
      (event.version, event.parent) = (1, nil)
      try await store.record(event)
      return [store.ledger]
    },
    HostilePush("a new ledger that gives a stream another history", "stream-replaced") { store in
      let text = try await store.commit(try #require(try await store.chain(store.ledger).last))
      let genesis = try await store.write(
        "commit", text.replacingTrailer("Ledger-Replica", "mallory"))
      var event = try await store.next(of: store.stream)
      (event.version, event.parent) = (1, nil)
      let head = try await store.write(event)
      let entry = TamperedStore.Entry(
        replica: "mallory", position: 1, time: event.time + 1, kind: "pull",
        lines: [(store.stream, 0, 1, head)], previous: genesis)
      return ["\(try await store.write(entry)):refs/ledger/mallory"]
    },
  ]

  /// What belongs to another store.
  static let stores = [
    HostilePush("a stream of another store", "ledger-chain") { store in
      try await fetchOther(store)
      return ["refs/other/events/strange-1:refs/events/strange-1"]
        + (try await store.fixture.git(
          "for-each-ref", "--format=%(refname):refs/ledger/%(refname:lstrip=3)",
          "refs/other/ledger"
        ).lines)
    },
    HostilePush("the store's own stream of another store", "ref-rewound") { store in
      try await fetchOther(store)
      return ["+refs/other/events/_store:refs/events/_store"]
    },
    HostilePush("a genesis of another store", "ledger-chain") { store in
      let text = try await store.commit(try #require(try await store.chain(store.ledger).last))
      let genesis = try await store.write(
        "commit",
        text.replacingTrailer("Ledger-Replica", "mallory")
          .replacingTrailer("Ledger-Store", "00000000-0000-7000-8000-000000000000"))
      return ["\(genesis):refs/ledger/mallory"]
    },
  ]

  private static func fetchOther(_ store: TamperedStore) async throws {
    let path = store.home + "/other"
    try await store.program.succeed(["init", path], in: store.home)
    try await store.program.succeed(["append", "strange-1", "a.b"], in: path)
    try await store.fixture.git(
      "fetch", "-q", path, "refs/events/*:refs/other/events/*", "refs/ledger/*:refs/other/ledger/*")
  }
}
