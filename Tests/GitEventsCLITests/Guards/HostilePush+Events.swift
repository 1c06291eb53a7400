import Foundation
import GitEventsTesting
import Testing

extension HostilePush {
  /// Events that were made with plain git, most with an entry of the ledger that tells of them.
  static let events = [
    HostilePush("a stream is a branch's commit", "event-format") { _ in
      ["HEAD:refs/events/code-1"]
    },
    HostilePush("a stream is a blob", "event-format") { store in
      ["\(try await store.write("blob", "{}\n")):refs/events/blob-1"]
    },
    HostilePush("a stream is a tree", "event-format") { store in
      ["\(try await store.tree(payload: "{}\n")):refs/events/tree-1"]
    },
    HostilePush("a stream is a tag", "event-format") { store in
      try await store.fixture.git("tag", "-a", "-m", "x", "x", store.head(store.stream))
      return ["x:refs/events/tag-1"]
    },
    HostilePush("a stream under another's name", "event-stream") {
      ["\(TamperedStore.reference($0.stream)):refs/events/copy-1"]
    },
    HostilePush("a branch's commit on top of a stream", "event-format") { store in
      let head = try await store.head(store.stream)
      let tree = try await store.tree(payload: "{}\n")
      let id = try await store.fixture.git("commit-tree", tree, "-p", head, "-m", "fix").text
      return ["\(id):\(TamperedStore.reference(store.stream))"]
    },
    HostilePush("an event that no ledger tells of", "stream-unrecorded") { store in
      let id = try await store.write(try await store.next(of: store.stream))
      return ["\(id):\(TamperedStore.reference(store.stream))"]
    },
    HostilePush("a new stream without its ledger", "stream-unrecorded") { store in
      let id = try await store.write(try await store.first(of: "new-1"))
      return ["\(id):refs/events/new-1"]
    },
    HostilePush("an appended event without its ledger", "stream-unrecorded") { store in
      try await store.program.succeed(["append", store.stream, "a.b"], in: store.fixture.path)
      return [TamperedStore.reference(store.stream)]
    },
    HostilePush("one event more than the ledger tells of", "stream-unrecorded") { store in
      var event = try await store.next(of: store.stream)
      try await store.record(event)
      (event.version, event.id, event.parent) = (
        event.version + 1, "forged-2", try await store.head(store.stream)
      )
      event.time += 1
      try await store.point(store.stream, at: try await store.write(event))
      return both(store)
    },
    recording("a version is left out", "event-version", event: { $1.version += 1 }),
    recording("a version is there twice", "ref-rewound", event: { $1.version -= 1 }),
    recording("an event of another stream", "event-stream", event: { $1.stream = $0.other })
      .pushing {
        [
          $0.ledger,
          "\(TamperedStore.reference($0.other)):\(TamperedStore.reference($0.stream))",
        ]
      },
    recording("an event without a parent", "event-format", event: { $1.parent = nil }),
    recording("an event on the head of another stream", "ref-rewound") { store, event in
      event.parent = try await store.head(store.other)
    },
    recording("an event that is older than the one before it", "event-time") { _, event in
      event.time -= 400 * 86_400_000_000
    },
    recording("an event as old as the entry before its own", "event-time") { _, event in
      event.time -= 1000
    },
    recording("an event later than its entry", "event-time") { _, event in
      event.time += 1000
    } entry: { _, entry in
      entry.time -= 1000
    },
    recording("an event of the next hour", "event-future") { _, event in
      event.time += 3_600_000_000
    },
    recording("an id that an event has", "event-id") { store, event in
      let text = try await store.commit(store.head(store.other))
      event.id = try #require(
        text.split(separator: "\n").first { $0.hasPrefix("Event-Id: ") }.map {
          String($0.dropFirst(10))
        })
    },
    HostilePush("an id that comes twice", "event-id") { store in
      let one = try await store.first(of: "twice-1")
      var two = one
      (two.stream, two.time) = ("twice-2", one.time + 1)
      let heads = [try await store.write(one), try await store.write(two)]
      let entry = try await store.entry(of: [(one, heads[0]), (two, heads[1])])
      try await store.set(store.ledger, try await store.write(entry))
      return ["\(heads[0]):refs/events/twice-1", "\(heads[1]):refs/events/twice-2", store.ledger]
    },
    recording(
      "a payload of more than a mebibyte", "payload-format",
      payload: "\"" + String(repeating: "x", count: 1 << 20) + "\"\n"),
    recording(
      "a payload that is too deep", "payload-format",
      payload: String(repeating: "[", count: 70) + String(repeating: "]", count: 70) + "\n"),
    recording("a payload that is not in the stored form", "payload-format", payload: "{\"a\":1}\n"),
    recording("a payload with half of a character", "payload-format", payload: "\"\\ud800\"\n"),
    recording("an event whose tree is empty", "event-tree") { _, event in
      event.tree = "4b825dc642cb6eb9a060e54bf8d69288fbee4904"
    },
    recording("an event whose tree holds a program", "event-tree") { store, event in
      let blob = try await store.write("blob", "{}\n")
      event.tree = try await store.tree([
        "100644 blob \(blob)\tdata.json", "100755 blob \(blob)\trun.sh",
      ])
    },
    recording("an event whose tree holds a hundred thousand files", "event-tree") { store, event in
      let blob = try await store.write("blob", "{}\n")
      event.tree = try await store.tree(
        (1...100_000).map { "100644 blob \(blob)\t\($0)" })
    },
    recording("an event whose type is no type", "event-format") { _, event in
      event.type = "no type"
    },
    recording("an event that talks to the terminal", "event-format") { _, event in
      event.type = "\u{1B}]0;owned\u{07}"
    },
    recording("an event of five mebibytes without a payload", "object-damaged") { _, event in
      event.type = String(repeating: "x", count: 5 << 20)
    },
  ]
}
