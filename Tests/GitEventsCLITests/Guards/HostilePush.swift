import Foundation
import GitEventsTesting
import Testing

/// A push that a guarded server must refuse, and the rule that it names.
struct HostilePush: Sendable {
  let name: String
  let rule: String
  /// Falsifies the client and says what is pushed.
  let prepare: @Sendable (TamperedStore) async throws -> [String]

  init(
    _ name: String, _ rule: String,
    prepare: @escaping @Sendable (TamperedStore) async throws -> [String]
  ) {
    self.name = name
    self.rule = rule
    self.prepare = prepare
  }

  static let all = references + snapshots + events + ledgers + stores

  /// What a client pushes that changes one stream and the ledger.
  static func both(_ store: TamperedStore, _ stream: String? = nil) -> [String] {
    ["+\(TamperedStore.reference(stream ?? store.stream))", "+\(store.ledger)"]
  }

  /// Records an event that would be sound but for what is edited.
  static func recording(
    _ name: String, _ rule: String, payload: String = "{}\n",
    event edit:
      @escaping @Sendable (TamperedStore, inout TamperedStore.Event) async throws -> Void = {
        _, _ in
      },
    entry: @escaping @Sendable (TamperedStore, inout TamperedStore.Entry) async throws -> Void = {
      _, _ in
    }
  ) -> HostilePush {
    HostilePush(name, rule) { store in
      var event = try await store.next(of: store.stream, payload: payload)
      try await edit(store, &event)
      try await store.record(event) { try await entry(store, &$0) }
      return both(store)
    }
  }

  /// Refs that are deleted, set back, replaced, or where none may be.
  static let references = [
    HostilePush("a stream is deleted", "ref-deleted") {
      [":\(TamperedStore.reference($0.stream))"]
    },
    HostilePush("the store's own stream is deleted", "ref-deleted") { _ in
      [":refs/events/_store"]
    },
    HostilePush("the ledger is deleted", "ref-deleted") { [":\($0.ledger)"] },
    HostilePush("the reviews are deleted", "ref-deleted") { _ in [":refs/notes/events"] },
    HostilePush("everything is deleted", "ref-deleted") { store in
      try await store.fixture.git("for-each-ref", "--format=:%(refname)", "refs/events").lines
    },
    HostilePush("a stream is set back by one event", "ref-rewound") {
      let name = TamperedStore.reference($0.stream)
      return ["+\(name)~1:\(name)"]
    },
    HostilePush("a stream is set back to its first event", "ref-rewound") {
      let first = try #require(try await $0.chain(TamperedStore.reference($0.stream)).last)
      return ["+\(first):\(TamperedStore.reference($0.stream))"]
    },
    HostilePush("the ledger is set back", "ref-rewound") { ["+\($0.ledger)~1:\($0.ledger)"] },
    HostilePush("the ledger is set back to its beginning", "ref-rewound") {
      let first = try #require(try await $0.chain($0.ledger).last)
      return ["+\(first):\($0.ledger)"]
    },
    HostilePush("a stream and the ledger are set back together", "ref-rewound") {
      let name = TamperedStore.reference($0.other)
      return ["+\(name)~1:\(name)", "+\($0.ledger)~1:\($0.ledger)"]
    },
    HostilePush("the newest event is replaced", "ref-rewound") { store in
      let head = try await store.head(store.stream)
      let forged = try await store.write(
        "commit",
        store.commit(head).replacingTree(try await store.tree(payload: "{}\n")))
      return ["+\(forged):\(TamperedStore.reference(store.stream))"]
    },
    HostilePush("the newest event is replaced, and another follows", "ref-rewound") { store in
      let head = try await store.head(store.stream)
      let forged = try await store.write(
        "commit", store.commit(head).replacingTrailer("Event-Id", "forged-0"))
      var event = try await store.next(of: store.stream)
      event.parent = forged
      try await store.record(event)
      return both(store)
    },
    HostilePush("the newest entry of the ledger is replaced", "ref-rewound") { store in
      let text = try await store.commit(store.ledger)
      let forged = try await store.write(
        "commit",
        text.replacingOccurrences(of: "author ", with: "author X")
          .replacingOccurrences(of: "committer ", with: "committer X"))
      return ["+\(forged):\(store.ledger)"]
    },
    HostilePush("the reviews are written anew", "ref-rewound") { store in
      let tree = try await store.fixture.git("rev-parse", "refs/notes/events^{tree}").text
      let commit = try await store.fixture.git("commit-tree", tree, "-m", "notes").text
      return ["+\(commit):refs/notes/events"]
    },
    HostilePush("the reviews are set back", "ref-rewound") { _ in
      ["+refs/notes/events~1:refs/notes/events"]
    },
    HostilePush("the reviews are no history", "object-damaged") { store in
      ["+\(try await store.write("blob", "x")):refs/notes/events"]
    },
    HostilePush("a stream two folders deep", "ref-name") {
      ["\(TamperedStore.reference($0.stream)):refs/events/a/b"]
    },
    HostilePush("a stream's name is written in another way", "ref-name") {
      ["\(TamperedStore.reference($0.stream)):refs/events/%41bc"]
    },
    HostilePush("a stream's name is not in its normal form", "ref-name") {
      ["\(TamperedStore.reference($0.stream)):refs/events/e%CC%81"]
    },
    HostilePush("a stream's name has a control character", "ref-name") {
      ["\(TamperedStore.reference($0.stream)):refs/events/a%1B"]
    },
    HostilePush("the folder of streams in other letters", "ref-name") {
      ["\(TamperedStore.reference($0.stream)):refs/Events/\($0.stream)"]
    },
    HostilePush("a ref in the place of the folder of streams", "ref-name") { _ in
      ["HEAD:refs/events"]
    },
    HostilePush("a ref in the place of the folder of snapshots", "ref-name") { _ in
      ["HEAD:refs/tags/snapshots"]
    },
    HostilePush("a ref below the reviews", "ref-name") { _ in ["HEAD:refs/notes/events/x"] },
    HostilePush("a ledger two folders deep", "ref-name") { ["\($0.ledger):refs/ledger/a/b"] },
    HostilePush("what a remote has", "ref-name") {
      ["\(TamperedStore.reference($0.stream)):refs/remote-events/origin/streams/\($0.stream)"]
    },
    HostilePush("an event that git shows for another", "git-view") { store in
      let (one, two) = (try await store.head(store.stream), try await store.head(store.other))
      return ["\(one):refs/replace/\(two)"]
    },
    HostilePush("a branch beside what is refused", "ref-deleted") {
      ["HEAD:refs/heads/innocent", ":\(TamperedStore.reference($0.stream))"]
    },
  ]

  /// The same with something else pushed.
  func pushing(
    _ refspecs: @escaping @Sendable (TamperedStore) async throws -> [String]
  ) -> HostilePush {
    HostilePush(name, rule) { store in
      _ = try await prepare(store)
      return try await refspecs(store)
    }
  }
}
