import Foundation
import GitEventsTesting
import Testing

/// One way to falsify a store with plain git or by writing into its files, and the rules that it breaks.
struct Tampering: Sendable, CustomTestStringConvertible {
  let name: String
  /// One of these at least must be named.
  let rules: Set<String>
  let act: @Sendable (TamperedStore) async throws -> Void

  var testDescription: String { name }

  init(
    _ name: String, _ rules: String...,
    act: @escaping @Sendable (TamperedStore) async throws -> Void
  ) {
    self.name = name
    self.rules = Set(rules)
    self.act = act
  }

  static let all = references + histories + events + payloads + ledgers + files
}

extension Tampering {
  /// Refs that are moved, removed or damaged.
  static let references = [
    Tampering("a stream is set back by one event", "stream-rewound") {
      try await $0.point($0.stream, at: "\(TamperedStore.reference($0.stream))~1")
    },
    Tampering("a stream is set back to its first event", "stream-rewound") {
      let first = try await $0.chain(TamperedStore.reference($0.stream)).last
      try await $0.point($0.stream, at: try #require(first))
    },
    Tampering("a stream is deleted", "stream-missing") {
      try await $0.fixture.git("update-ref", "-d", TamperedStore.reference($0.stream))
    },
    Tampering("the store's own stream is deleted", "stream-missing", "store-identity") {
      try await $0.fixture.git("update-ref", "-d", "refs/events/_store")
    },
    Tampering("a stream is pointed at another's head", "event-stream") {
      try await $0.point($0.stream, at: $0.head($0.other))
    },
    Tampering("two streams change places", "event-stream") {
      let (one, two) = (try await $0.head($0.stream), try await $0.head($0.other))
      try await $0.point($0.stream, at: two)
      try await $0.point($0.other, at: one)
    },
    Tampering("a stream is copied under another name", "event-stream") {
      try await $0.point("copy-1", at: $0.head($0.stream))
    },
    Tampering("a stream's ref becomes symbolic", "ref-damaged") {
      try await $0.fixture.git(
        "symbolic-ref", TamperedStore.reference($0.stream), TamperedStore.reference($0.other))
    },
    Tampering("a stream's ref is overwritten", "ref-damaged") {
      try "garbage\n".write(
        toFile: $0.fixture.gitDirectory + "/" + TamperedStore.reference($0.stream),
        atomically: false, encoding: .utf8)
    },
    Tampering("a ref that no stream has", "ref-name") {
      try await $0.set("refs/events/a/b", $0.head($0.stream))
    },
    Tampering("a stream's name is written in another way", "ref-name") {
      try await $0.set("refs/events/%41bc", $0.head($0.stream))
    },
    Tampering("a stream is pointed at a tag", "event-format") {
      try await $0.fixture.git("tag", "-a", "-m", "note", "note", $0.head($0.stream))
      try await $0.point($0.stream, at: "refs/tags/note")
    },
    Tampering("a stream is pointed at a payload", "event-format") {
      let blob = try await $0.write("blob", "{}\n")
      try "\(blob)\n".write(
        toFile: $0.fixture.gitDirectory + "/" + TamperedStore.reference($0.stream),
        atomically: false, encoding: .utf8)
    },
    Tampering("a stream is pointed at nothing", "object-missing") {
      try (String(repeating: "1", count: 40) + "\n").write(
        toFile: $0.fixture.gitDirectory + "/" + TamperedStore.reference($0.stream),
        atomically: false, encoding: .utf8)
    },
    Tampering("a snapshot is moved to another event", "snapshot-format") { store in
      let tag = try await store.fixture.git(
        "for-each-ref", "--format=%(refname)", "refs/tags/snapshots"
      ).lines
      try await store.set(try #require(tag.first), store.head(store.stream))
    },
    Tampering("a snapshot stands on a forged event", "snapshot-format") { store in
      let tag = try #require(
        try await store.fixture.git("for-each-ref", "--format=%(refname)", "refs/tags/snapshots")
          .lines.first)
      let text = String(
        decoding: try await store.fixture.git("cat-file", "tag", tag).bytes, as: UTF8.self)
      let commit = try await store.fixture.git("rev-parse", "\(tag)^{commit}").text
      let event = try await store.commit("\(commit)~1")
      let forged = try await store.write(
        "commit", event.replacingTree(try await store.tree(payload: "{}\n")))
      let moved = try await store.write("commit", store.commit(commit).replacingParent(forged))
      try await store.set(
        tag, store.write("tag", text.replacingOccurrences(of: commit, with: moved)))
    },
  ]

  /// Histories that are written anew.
  static let histories = [
    rewriting("the newest payload is altered", "stream-replaced", at: .max) { store, text in
      text.replacingTree(try await store.tree(payload: "{\n  \"number\": 4\n}\n"))
    },
    rewriting("a payload in the middle is altered", "stream-replaced", at: 3) { store, text in
      text.replacingTree(try await store.tree(payload: "{}\n"))
    },
    rewriting("the first payload is altered", "stream-replaced", at: 1) { store, text in
      text.replacingTree(try await store.tree(payload: "{}\n"))
    },
    rewriting("an actor is altered", "stream-replaced", at: 2) { _, text in
      text.split(separator: "\n", omittingEmptySubsequences: false)
        .map {
          $0.hasPrefix("author ") ? "author Eve <eve@e.org> \(Tampering.date($0))" : String($0)
        }
        .joined(separator: "\n")
    },
    rewriting("a recorder is altered", "stream-replaced", at: 2) { _, text in
      text.split(separator: "\n", omittingEmptySubsequences: false)
        .map {
          $0.hasPrefix("committer ")
            ? "committer Eve <eve@e.org> \(Tampering.date($0))" : String($0)
        }
        .joined(separator: "\n")
    },
    rewriting("an event gets another type", "stream-replaced", at: 2) { _, text in
      let parts = text.components(separatedBy: "\n\n")
      return ([parts[0], "other.type"] + parts.dropFirst(2)).joined(separator: "\n\n")
    },
    rewriting("an event gets another id", "stream-replaced", at: 2) { _, text in
      text.replacingTrailer("Event-Id", "another")
    },
    rewriting("an event is back-dated", "stream-replaced", "event-time", at: .max) { _, text in
      text.movingTime(to: 1_000_000_000)
    },
    rewriting("only the date that git shows is altered", "event-format", at: .max) { _, text in
      text.split(separator: "\n", omittingEmptySubsequences: false)
        .map {
          $0.hasPrefix("committer ")
            ? $0.split(separator: " ").dropLast(2).joined(separator: " ") + " 1000000000 +0000"
            : String($0)
        }
        .joined(separator: "\n")
    },
    Tampering("an event in the middle is removed", "event-version") { store in
      _ = try await store.rewrite(TamperedStore.reference(store.stream)) { number, text in
        number == 3 ? nil : text
      }
    },
    Tampering("the first event is removed", "event-version", "event-format") { store in
      _ = try await store.rewrite(TamperedStore.reference(store.stream)) { number, text in
        number == 1 ? nil : text
      }
    },
    Tampering("an event is removed and the rest counted anew", "stream-replaced", "stream-rewound")
    { store in
      _ = try await store.rewrite(TamperedStore.reference(store.stream)) { number, text in
        number == 3
          ? nil : text.replacingTrailer("Event-Version", "\(number > 3 ? number - 1 : number)")
      }
    },
    Tampering("two events change places", "event-time") { store in
      let chain = try await store.chain(TamperedStore.reference(store.stream))
      let oldest = Array(chain.reversed())
      _ = try await store.rewrite(TamperedStore.reference(store.stream)) { number, text in
        switch number {
        case 3: try await store.commit(oldest[3]).replacingTrailer("Event-Version", "3")
        case 4: try await store.commit(oldest[2]).replacingTrailer("Event-Version", "4")
        default: text
        }
      }
    },
    Tampering("a stream is written anew under the same names", "stream-replaced") { store in
      _ = try await store.rewrite(TamperedStore.reference(store.stream)) { _, text in
        text.replacingOccurrences(of: "\nauthor ", with: "\nauthor X")
      }
    },
  ]

  /// Events that were made with plain git.
  static let events = [
    adding("a forged event", "stream-unrecorded") { _, text in text },
    adding("a forged event with a gap", "event-version") { _, text in
      text.replacingTrailer("Event-Version", "999")
    },
    adding("an event of another stream", "event-stream") { store, text in
      text.replacingTrailer("Event-Stream", store.other)
    },
    Tampering("an event is recorded twice", "event-id") { store in
      let old = try await store.commit(store.chain(TamperedStore.reference(store.other))[0])
      let id = try #require(
        old.split(separator: "\n").first { $0.hasPrefix("Event-Id: ") }?.dropFirst(10))
      try await store.add(to: store.stream) { text in
        text.replacingTrailer("Event-Id", String(id))
      }
    },
    adding("an event of next year", "event-future") { _, text in
      text.movingTime(to: try #require(TamperedStore.time(in: text)) + 400 * 86_400)
    },
    adding("an event of an earlier time", "event-time") { _, text in
      text.movingTime(to: 1_000_000_000)
    },
    adding("an event with two parents", "event-format") { store, text in
      let other = try await store.head(store.other)
      return text.replacingOccurrences(of: "\nauthor ", with: "\nparent \(other)\nauthor ")
    },
    adding("a commit that is no event", "event-format") { _, text in
      text.components(separatedBy: "\n\n")[0] + "\n\nfix typo\n"
    },
    adding("an event without an id", "event-format") { _, text in
      text.split(separator: "\n", omittingEmptySubsequences: false)
        .filter { !$0.hasPrefix("Event-Id: ") }.joined(separator: "\n")
    },
    adding("trailers in another order", "event-format") { _, text in
      var lines = text.split(separator: "\n", omittingEmptySubsequences: false)
      let id = try #require(lines.firstIndex { $0.hasPrefix("Event-Id: ") })
      lines.swapAt(id, id + 1)
      return lines.joined(separator: "\n")
    },
    adding("a trailer that the format does not know", "event-format") { _, text in
      text + "Event-Mood: good\n"
    },
    adding("a header that the format does not know", "event-format") { _, text in
      text.replacingOccurrences(of: "+0000\n\n", with: "+0000\nencoding latin-1\n\n")
    },
    adding("a date of another zone", "event-format") { _, text in
      text.replacingOccurrences(of: " +0000\ncommitter", with: " +0100\ncommitter")
    },
    adding("a payload that is said to be elsewhere", "event-tree") { _, text in
      text + "Event-Payload: sha256:\(String(repeating: "a", count: 64)) 12\n"
    },
    adding("a version with a leading zero", "event-format") { _, text in
      let version = try #require(TamperedStore.number("Event-Version", in: text))
      return text.replacingTrailer("Event-Version", "0\(version)")
    },
    adding("a commit without a tree", "object-missing") { _, text in
      text.replacingTree(String(repeating: "2", count: 40))
    },
  ]

  /// Payloads that were made with plain git.
  static let payloads = [
    holding("a payload is missing", "event-tree", []),
    holding("a payload is executable", "event-tree", ["100755 blob BLOB\tdata.json"]),
    holding("a payload is a symbolic link", "event-tree", ["120000 blob BLOB\tdata.json"]),
    holding(
      "a file that the format does not know", "event-tree",
      ["100644 blob BLOB\tdata.json", "100644 blob BLOB\textra.json"]),
    holding(
      "metadata is a symbolic link", "event-tree",
      ["100644 blob BLOB\tdata.json", "120000 blob BLOB\tmetadata.json"]),
    paying("members in another order", #"{"b": 1, "a": 2}"#),
    paying("a name that is there twice", "{\n  \"a\": 1,\n  \"a\": 2\n}\n"),
    paying("a payload that is no JSON", "hello\n"),
    paying("a payload without a line break at its end", "{}"),
    paying("a payload with a byte order mark", "\u{FEFF}{}\n"),
    paying("an empty payload", ""),
  ]

  private static func date(_ line: Substring) -> String {
    line.split(separator: " ").suffix(2).joined(separator: " ")
  }

  /// Writes a stream anew with another event at a version; `.max` is the newest.
  private static func rewriting(
    _ name: String, _ rules: String..., at version: Int,
    _ edit: @escaping @Sendable (TamperedStore, String) async throws -> String
  ) -> Tampering {
    Tampering(name, rules) { store in
      let reference = TamperedStore.reference(store.stream)
      let count = try await store.chain(reference).count
      _ = try await store.rewrite(reference) { number, text in
        number == min(version, count) ? try await edit(store, text) : text
      }
    }
  }

  private static func adding(
    _ name: String, _ rules: String...,
    edit: @escaping @Sendable (TamperedStore, String) async throws -> String
  ) -> Tampering {
    Tampering(name, rules) { store in
      try await store.add(to: store.stream) { text in try await edit(store, text) }
    }
  }

  /// Adds an event whose tree holds some entries.
  private static func holding(_ name: String, _ rule: String, _ entries: [String]) -> Tampering {
    Tampering(name, [rule]) { store in
      let blob = try await store.write("blob", "{}\n")
      let tree = try await store.tree(
        entries.map { $0.replacingOccurrences(of: "BLOB", with: blob) })
      try await store.add(to: store.stream) { text in text.replacingTree(tree) }
    }
  }

  private static func paying(_ name: String, _ payload: String) -> Tampering {
    Tampering(name, ["payload-format"]) { store in
      let tree = try await store.tree(payload: payload)
      try await store.add(to: store.stream) { text in text.replacingTree(tree) }
    }
  }

  init(
    _ name: String, _ rules: [String], act: @escaping @Sendable (TamperedStore) async throws -> Void
  ) {
    self.name = name
    self.rules = Set(rules)
    self.act = act
  }
}
