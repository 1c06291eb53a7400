import Foundation
import GitEventsTesting
import Testing

/// A copy of the demonstration's store, and what somebody with plain git can do to it.
struct TamperedStore: Sendable {
  let fixture: GitFixture
  let program: EventsProgram
  /// A stream with many events, the newest of them appended one by one.
  let stream: String
  /// Another stream with several events.
  let other: String
  let ledger: String

  var home: String { fixture.directory.path }

  /// Makes the store of which the others are copies.
  ///
  /// - Parameter directory: Where it is made.
  static func template(in directory: TemporaryDirectory) async throws -> TamperedStore {
    let program = try #require(EventsProgram.built(home: directory.path))
    try await program.succeed(["demo", directory.path("template")], in: directory.path)
    let fixture = GitFixture(directory: directory, name: "template", bare: false)
    let streams = try await program.succeed(
      ["streams", "--jq", #"select(.version > 4) | "\(.version) \(.stream)""#], in: fixture.path)
    let names = streams.lines.sorted { $0.localizedStandardCompare($1) == .orderedDescending }
      .compactMap { $0.split(separator: " ").last.map(String.init) }
    let (stream, other) = (try #require(names.first), try #require(names.dropFirst().first))
    for number in 1...3 {
      for name in [stream, other] {
        try await program.succeed(
          ["append", name, "note.added", "-F", "number=\(number)", "--actor", "Ada <ada@e.org>"],
          in: fixture.path)
      }
    }
    try await program.succeed(
      ["snapshot", "create", stream, "--projection", "merge"], in: fixture.path)
    let ledger = try await fixture.git("for-each-ref", "--format=%(refname)", "refs/ledger").text
    return TamperedStore(
      fixture: fixture, program: program, stream: stream, other: other, ledger: ledger)
  }

  /// Copies the store into a folder of its own and lends the copy.
  func withCopy(_ body: (TamperedStore) async throws -> Void) async throws {
    try await TemporaryDirectory.with { directory in
      try FileManager.default.copyItem(atPath: fixture.path, toPath: directory.path("store"))
      let program = try #require(EventsProgram.built(home: directory.path))
      let copy = GitFixture(directory: directory, name: "store", bare: false)
      try await body(
        TamperedStore(
          fixture: copy, program: program, stream: stream, other: other, ledger: ledger))
    }
  }

  /// Verifies the store.
  ///
  /// - Parameter arguments: Further arguments.
  /// - Returns: The rules that are broken, the exit status, and the first lines of the answer.
  func verify(
    _ arguments: String...
  ) async throws -> (rules: [String], status: Int32, text: String) {
    let result = try await program.run(["verify", "--json"] + arguments, in: fixture.path)
    #expect(!result.isKilled, "\(result.status) \(result.errors)")
    #expect(!result.lines.isEmpty, "\(result.errors)")
    return (
      result.lines.compactMap { ProgramStore.member("rule", in: $0) }, result.status,
      result.lines.prefix(3).joined(separator: "\n")
    )
  }
}

extension TamperedStore {
  static func reference(_ stream: String) -> String { "refs/events/" + stream }

  func head(_ stream: String) async throws -> String {
    try await fixture.git("rev-parse", TamperedStore.reference(stream)).text
  }

  func set(_ reference: String, _ id: String) async throws {
    try await fixture.git("update-ref", reference, id)
  }

  func point(_ stream: String, at id: String) async throws {
    try await set(TamperedStore.reference(stream), id)
  }

  func commit(_ id: String) async throws -> String {
    String(decoding: try await fixture.git("cat-file", "commit", id).bytes, as: UTF8.self)
  }

  func write(_ kind: String, _ text: String) async throws -> String {
    try await fixture.git(
      ["hash-object", "-t", kind, "-w", "--literally", "--stdin"], input: Array(text.utf8)
    ).text
  }

  /// Makes a tree of lines as `git ls-tree` shows them.
  func tree(_ lines: [String]) async throws -> String {
    try await fixture.git(
      ["mktree"], input: Array(lines.map { $0 + "\n" }.joined().utf8)
    ).text
  }

  /// The tree that an event has with another payload.
  func tree(payload: String) async throws -> String {
    try await tree(["100644 blob \(try await write("blob", payload))\tdata.json"])
  }

  /// The commits of a chain, the newest first.
  func chain(_ reference: String) async throws -> [String] {
    try await fixture.git("rev-list", "--first-parent", reference).lines
  }

  /// Writes a chain anew from its beginning: each commit as it is made of the old one, nil for none.
  ///
  /// - Returns: The new head.
  func rewrite(
    _ reference: String, _ edit: (_ number: Int, _ text: String) async throws -> String?
  ) async throws -> String {
    var head: String?
    for (index, id) in try await chain(reference).reversed().enumerated() {
      guard var text = try await edit(index + 1, commit(id)) else { continue }
      var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
      let first = lines.firstIndex { $0.hasPrefix("parent ") }
      if let head {
        if let first {
          lines[first] = "parent \(head)"
        } else {
          lines.insert("parent \(head)", at: 1)
        }
      } else if let first {
        lines.remove(at: first)
      }
      text = lines.joined(separator: "\n")
      head = try await write("commit", text)
    }
    let new = try #require(head)
    try await set(reference, new)
    return new
  }

  /// Adds a commit that is made of the newest one's text.
  func add(
    to stream: String, _ edit: (_ text: String) async throws -> String
  ) async throws {
    let head = try await head(stream)
    var text = try await commit(head)
    let version = try #require(TamperedStore.number("Event-Version", in: text))
    text = text.replacingTrailer("Event-Version", "\(version + 1)")
      .replacingTrailer("Event-Id", "forged-1").replacingParent(head)
    let time = try #require(TamperedStore.time(in: text))
    text = text.movingTime(to: time + 1)
    try await point(stream, at: try await write("commit", try await edit(text)))
  }

  /// Adds an entry to the ledger, made of the newest one's text.
  func append(
    toLedger line: String, parent: String, adding events: Int, kind: String? = nil
  ) async throws {
    let tip = try await fixture.git("rev-parse", ledger).text
    let text = try await commit(tip)
    let position = try #require(TamperedStore.number("Ledger-Position", in: text))
    let time = try #require(TamperedStore.time(in: text)) + 1
    var parts = text.components(separatedBy: "\n\n")
    let head = parts[0].split(separator: "\n").filter { !$0.hasPrefix("parent ") }.map(String.init)
    let dated = head.map { line in
      line.hasPrefix("author ") || line.hasPrefix("committer ")
        ? line.split(separator: " ").dropLast(2).joined(separator: " ") + " \(time) +0000" : line
    }
    parts[0] = ([dated[0], "parent \(tip)", "parent \(parent)"] + dated.dropFirst())
      .joined(separator: "\n")
    parts[1] = "ledger \(position + events)"
    parts[2] = line
    let formatter = ISO8601DateFormatter()
    let date = formatter.string(from: Date(timeIntervalSince1970: Double(time)))
    parts[3] = parts[3].replacingTrailer("Ledger-Position", "\(position + events)")
      .replacingTrailer("Ledger-Time", "\(date.dropLast()).000000Z")
    if let kind { parts[3] = parts[3].replacingTrailer("Ledger-Kind", kind) }
    try await set(ledger, try await write("commit", parts.joined(separator: "\n\n")))
  }

  static func number(_ key: String, in text: String) -> Int? {
    text.split(separator: "\n").first { $0.hasPrefix(key + ": ") }
      .flatMap { Int($0.dropFirst(key.count + 2)) }
  }

  /// The second at which an event was recorded.
  static func time(in text: String) -> Int? {
    text.split(separator: "\n").first { $0.hasPrefix("committer ") }
      .flatMap { $0.split(separator: " ").dropLast().last }.flatMap { Int($0) }
  }
}

extension String {
  func replacingTrailer(_ key: String, _ value: String) -> String {
    split(separator: "\n", omittingEmptySubsequences: false)
      .map { $0.hasPrefix(key + ": ") ? "\(key): \(value)" : String($0) }
      .joined(separator: "\n")
  }

  func replacingParent(_ id: String) -> String {
    var lines = split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    lines.removeAll { $0.hasPrefix("parent ") }
    lines.insert("parent \(id)", at: 1)
    return lines.joined(separator: "\n")
  }

  func replacingTree(_ id: String) -> String {
    var lines = split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    lines[0] = "tree \(id)"
    return lines.joined(separator: "\n")
  }

  /// Sets all the times of an event, in seconds since 1970.
  func movingTime(to seconds: Int) -> String {
    let formatter = ISO8601DateFormatter()
    let text = formatter.string(from: Date(timeIntervalSince1970: Double(seconds)))
    return split(separator: "\n", omittingEmptySubsequences: false).compactMap { line in
      for word in ["author ", "committer "] where line.hasPrefix(word) {
        return line.split(separator: " ").dropLast(2).joined(separator: " ") + " \(seconds) +0000"
      }
      for word in ["Event-Time: ", "Ledger-Time: "] where line.hasPrefix(word) {
        return "\(word)\(text.dropLast()).000000Z"
      }
      return line.hasPrefix("Event-Occurred: ") ? nil : String(line)
    }.joined(separator: "\n")
  }
}
