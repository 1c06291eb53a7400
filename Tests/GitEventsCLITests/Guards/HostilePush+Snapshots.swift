import Foundation
import GitEventsTesting
import Testing

extension HostilePush {
  /// Snapshots that are replaced or forged.
  static let snapshots = [
    HostilePush("a snapshot is deleted", "ref-deleted") { [":\(try await tag($0))"] },
    HostilePush("a snapshot is replaced", "ref-rewound") { store in
      let (name, text) = try await snapshot(store)
      let forged = try await store.write(
        "tag", text.replacingOccurrences(of: "tagger ", with: "tagger X"))
      return ["+\(forged):\(name)"]
    },
    HostilePush("a snapshot under another version", "snapshot-format") { store in
      let (name, _) = try await snapshot(store)
      return ["\(name):\(name)9"]
    },
    HostilePush("a snapshot under a name that none has", "ref-name") { store in
      let (name, _) = try await snapshot(store)
      return ["\(name):refs/tags/snapshots/merge/x"]
    },
    HostilePush("a snapshot that is a branch's commit", "snapshot-format") { store in
      ["HEAD:refs/tags/snapshots/merge/\(store.stream)/1"]
    },
    HostilePush("a snapshot of a forged event", "snapshot-format") { store in
      try await forgedSnapshot(store, version: 1) { store, event in
        try await store.write("commit", event.replacingTrailer("Event-Id", "forged"))
      }
    },
    HostilePush("a snapshot at another event than it says", "snapshot-format") { store in
      try await forgedSnapshot(store, version: 1) { store, _ in
        try await store.head(store.other)
      }
    },
    HostilePush("a snapshot whose state is no JSON", "snapshot-format") { store in
      try await forgedSnapshot(store, version: 1, state: "hello\n") { store, _ in
        try #require(try await store.chain(TamperedStore.reference(store.stream)).last)
      }
    },
    HostilePush("a snapshot of a stream that is not here", "snapshot-format") { store in
      let event = try await store.first(of: "absent-1")
      let id = try await store.write(event)
      return try await forgedSnapshot(store, stream: "absent-1", version: 1) { _, _ in id }
    },
  ]

  private static func tag(_ store: TamperedStore) async throws -> String {
    try #require(
      try await store.fixture.git(
        "for-each-ref", "--format=%(refname)", "refs/tags/snapshots/merge/\(store.stream)"
      ).lines.first)
  }

  private static func snapshot(
    _ store: TamperedStore
  ) async throws -> (name: String, text: String) {
    let name = try await tag(store)
    let text = try await store.fixture.git("cat-file", "tag", name)
    return (name, String(decoding: text.bytes, as: UTF8.self))
  }

  /// Makes a snapshot of another version of the client's own one.
  private static func forgedSnapshot(
    _ store: TamperedStore, stream: String? = nil, version: Int, state: String? = nil,
    event: (TamperedStore, String) async throws -> String
  ) async throws -> [String] {
    let (name, text) = try await snapshot(store)
    let old = try #require(name.split(separator: "/").last)
    let stream = stream ?? store.stream
    func renamed(_ text: String) -> String {
      text.replacingOccurrences(of: "\(store.stream)@\(old)", with: "\(stream)@\(version)")
        .replacingOccurrences(of: "/\(store.stream)/\(old)\n", with: "/\(stream)/\(version)\n")
        .replacingTrailer("Snapshot-Version", "\(version)")
        .replacingTrailer("Snapshot-Stream", stream)
    }
    let commit = try await store.fixture.git("rev-parse", "\(name)^{commit}").text
    let first = try #require(try await store.chain(TamperedStore.reference(store.stream)).last)
    var moved = renamed(try await store.commit(commit))
      .replacingParent(try await event(store, try await store.commit(first)))
    if let state {
      let blob = try await store.write("blob", state)
      moved = moved.replacingTree(
        try await store.tree(["100644 blob \(blob)\tstate.json"]))
    }
    let id = try await store.write("commit", moved)
    let tag = try await store.write("tag", renamed(text).replacingOccurrences(of: commit, with: id))
    return ["\(tag):refs/tags/snapshots/merge/\(stream)/\(version)"]
  }
}
