import Foundation
import GitEventsTesting
import Testing

/// Commits of events and ledgers that are written by hand.
extension TamperedStore {
  /// What an event says.
  struct Event {
    var stream: String
    var version: Int
    var id = "forged-1"
    var type = "note.forged"
    /// Microseconds since 1970.
    var time: Int
    var tree: String
    var parent: String?
  }

  /// What an entry of a ledger says.
  struct Entry {
    var replica: String
    var position: Int
    var time: Int
    var kind = "append"
    var lines: [(component: String, before: Int, after: Int, head: String)] = []
    var previous: String?
    var foreign: [String] = []
    var trailers: [String] = []
    /// What stands behind each line.
    var suffix = ""
    var tree = "4b825dc642cb6eb9a060e54bf8d69288fbee4904"
  }

  static func time(_ microseconds: Int) -> String {
    let formatter = ISO8601DateFormatter()
    let date = formatter.string(
      from: Date(timeIntervalSince1970: Double(microseconds / 1_000_000)))
    let fraction = String(microseconds % 1_000_000 + 1_000_000).dropFirst()
    return "\(date.dropLast()).\(fraction)Z"
  }

  static func microseconds(_ key: String, in text: String) -> Int? {
    guard let line = text.split(separator: "\n").first(where: { $0.hasPrefix(key + ": ") }),
      let date = ISO8601DateFormatter().date(
        from: line.dropFirst(key.count + 2).prefix(19) + "Z"),
      let fraction = Int(line.suffix(7).dropLast())
    else { return nil }
    return Int(date.timeIntervalSince1970) * 1_000_000 + fraction
  }

  func write(_ event: Event) async throws -> String {
    var lines = ["tree \(event.tree)"]
    if let parent = event.parent { lines.append("parent \(parent)") }
    let person = "Eve <eve@e.org> \(event.time / 1_000_000) +0000"
    lines += [
      "author \(person)", "committer \(person)", "", event.type, "", "Event-Id: \(event.id)",
      "Event-Stream: \(event.stream)", "Event-Version: \(event.version)",
      "Event-Time: \(TamperedStore.time(event.time))", "",
    ]
    return try await write("commit", lines.joined(separator: "\n"))
  }

  func write(_ entry: Entry) async throws -> String {
    var lines = ["tree \(entry.tree)"]
    lines += (entry.previous.map { [$0] } ?? []).map { "parent \($0)" }
    lines += (entry.lines.map(\.head) + entry.foreign).map { "parent \($0)" }
    let person = "Eve <eve@e.org> \(entry.time / 1_000_000) +0000"
    lines += ["author \(person)", "committer \(person)", "", "ledger \(entry.position)", ""]
    lines += entry.lines.map {
      "\($0.component) \($0.before)..\($0.after) \($0.head)\(entry.suffix)"
    }
    if !entry.lines.isEmpty { lines.append("") }
    lines += [
      "Ledger-Replica: \(entry.replica)", "Ledger-Position: \(entry.position)",
      "Ledger-Time: \(TamperedStore.time(entry.time))", "Ledger-Kind: \(entry.kind)",
    ]
    return try await write("commit", (lines + entry.trailers + [""]).joined(separator: "\n"))
  }

  var replica: String { String(ledger.dropFirst("refs/ledger/".count)) }

  /// An event that would rightly follow a stream's newest.
  func next(of stream: String, payload: String = "{}\n") async throws -> Event {
    let head = try await head(stream)
    let text = try await commit(head)
    let tip = try await commit(ledger)
    let version = try #require(TamperedStore.number("Event-Version", in: text))
    let latest = try #require(TamperedStore.microseconds("Ledger-Time", in: tip))
    return Event(
      stream: stream, version: version + 1, time: latest + 1000,
      tree: try await tree(payload: payload), parent: head)
  }

  /// The first event of a stream that is not there.
  func first(of stream: String, payload: String = "{}\n") async throws -> Event {
    var event = try await next(of: self.stream, payload: payload)
    (event.stream, event.version, event.parent) = (stream, 1, nil)
    return event
  }

  /// An entry that would rightly follow the ledger's newest and tell of an event.
  func entry(of event: Event, _ head: String) async throws -> Entry {
    try await entry(of: [(event, head)])
  }

  func entry(of events: [(event: Event, head: String)]) async throws -> Entry {
    let tip = try await fixture.git("rev-parse", ledger).text
    let position = try #require(TamperedStore.number("Ledger-Position", in: try await commit(tip)))
    return Entry(
      replica: replica, position: position + events.count,
      time: (events.map(\.event.time).max() ?? 0) + 1,
      lines: events.map { ($0.event.stream, $0.event.version - 1, $0.event.version, $0.head) }
        .sorted { $0.0 < $1.0 },
      previous: tip)
  }

  /// Points a stream at an event, and the ledger at an entry that tells of it.
  func record(
    _ event: Event, _ edit: (inout Entry) async throws -> Void = { _ in }
  ) async throws {
    let head = try await write(event)
    var entry = try await entry(of: event, head)
    try await edit(&entry)
    try await point(event.stream, at: head)
    try await set(ledger, try await write(entry))
  }
}
