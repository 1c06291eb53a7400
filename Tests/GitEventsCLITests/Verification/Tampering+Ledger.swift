import Foundation
import GitEventsTesting
import Testing

extension Tampering {
  /// Ledgers that are moved, removed or written anew.
  static let ledgers = [
    Tampering("the ledger is set back", "stream-unrecorded") { store in
      try await store.set(store.ledger, "\(store.ledger)~1")
    },
    Tampering("the ledger is deleted", "ledger-missing") { store in
      try await store.fixture.git("update-ref", "-d", store.ledger)
    },
    Tampering("the ledger is pointed at an event", "ledger-format") { store in
      try await store.set(store.ledger, store.head(store.stream))
    },
    Tampering("the ledger is renamed", "ledger-chain") { store in
      try await store.set("refs/ledger/other", store.ledger)
    },
    rewritingLedger("an entry is taken out of the ledger", "ledger-position", "ledger-line") {
      number, count, text in number == count - 1 ? nil : text
    },
    rewritingLedger("the ledger begins later", "ledger-chain", "ledger-format") { number, _, text in
      number == 1 ? nil : text
    },
    rewritingLedger("a position is altered", "ledger-position") { number, count, text in
      guard number == count, let position = TamperedStore.number("Ledger-Position", in: text) else {
        return text
      }
      return text.replacingTrailer("Ledger-Position", "\(position + 1)")
        .replacingOccurrences(of: "\nledger \(position)\n", with: "\nledger \(position + 1)\n")
    },
    rewritingLedger("an entry is of another replica", "ledger-chain") { number, count, text in
      number == count ? text.replacingTrailer("Ledger-Replica", "mallory") : text
    },
    rewritingLedger("an entry is back-dated", "ledger-time") { number, count, text in
      number == count
        ? text.movingTime(to: 1_000_000_000) : text
    },
    rewritingLedger("the ledger is of another store", "ledger-chain") { number, _, text in
      number == 1
        ? text.replacingTrailer("Ledger-Store", "00000000-0000-7000-8000-000000000000") : text
    },
    rewritingLedger("an entry is of a kind that there is not", "ledger-format") {
      number, count, text in number == count ? text.replacingTrailer("Ledger-Kind", "gift") : text
    },
    rewritingLedger("an entry tells of other versions", "ledger-line", "ledger-position") {
      number, count, text in
      guard number == count else { return text }
      return text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
        let words = line.split(separator: " ")
        guard words.count == 3, let dots = words[1].range(of: "..") else { return String(line) }
        let before = Int(words[1][..<dots.lowerBound]) ?? 0
        return "\(words[0]) \(before - 1)\(words[1][dots.lowerBound...]) \(words[2])"
      }.joined(separator: "\n")
    },
    Tampering("an entry names another head", "stream-replaced", "stream-unrecorded") { store in
      // The commit before the head, as parent and in the line, so that the entry agrees with itself.
      let line = try #require(
        try await store.commit(store.ledger).split(separator: "\n").first { $0.contains("..") })
      let words = line.split(separator: " ").map(String.init)
      let older = try await store.fixture.git("rev-parse", "\(words[2])~1").text
      let count = try await store.chain(store.ledger).count
      _ = try await store.rewrite(store.ledger) { number, text in
        number == count ? text.replacingOccurrences(of: words[2], with: older) : text
      }
    },
    Tampering("the newest append is hidden", "stream-behind") { store in
      try await store.point(store.other, at: "\(TamperedStore.reference(store.other))~1")
    },
    Tampering("an entry takes a stream's history out of it", "ledger-line") { store in
      let head = try await store.head(store.stream)
      let version = try await store.chain(TamperedStore.reference(store.stream)).count
      let first = try #require(try await store.chain(TamperedStore.reference(store.stream)).last)
      let forged = try await store.write(
        "commit", store.commit(first).replacingTrailer("Event-Id", "forged"))
      try await store.point(store.stream, at: forged)
      try await store.append(
        toLedger: "\(store.stream) 0..1 \(forged) was 0..\(version) \(head)", parent: forged,
        adding: 1)
    },
    Tampering("a rebase takes a stream's history out of it", "ledger-rebase") { store in
      let head = try await store.head(store.stream)
      let version = try await store.chain(TamperedStore.reference(store.stream)).count
      let first = try #require(try await store.chain(TamperedStore.reference(store.stream)).last)
      let forged = try await store.write(
        "commit", store.commit(first).replacingTrailer("Event-Id", "forged"))
      try await store.point(store.stream, at: forged)
      try await store.append(
        toLedger: "\(store.stream) 0..1 \(forged) was 0..\(version) \(head)", parent: forged,
        adding: 1, kind: "rebase")
    },
    Tampering("a rebase takes the newest event of a stream out", "ledger-rebase") { store in
      let head = try await store.head(store.stream)
      let version = try await store.chain(TamperedStore.reference(store.stream)).count
      let parent = try await store.fixture.git("rev-parse", "\(head)^").text
      try await store.point(store.stream, at: parent)
      try await store.append(
        toLedger: "\(store.stream) \(version - 1)..\(version - 1) \(parent) "
          + "was \(version - 1)..\(version) \(head)", parent: parent, adding: 0, kind: "rebase")
    },
    Tampering("ten thousand refs hide what was altered", "stream-replaced") { store in
      _ = try await store.rewrite(TamperedStore.reference(store.stream)) { _, text in
        text.replacingOccurrences(of: "\nauthor ", with: "\nauthor X")
      }
      let head = try await store.head(store.other)
      let refs = (1...10_050).map { "create refs/events/x/\($0) \(head)\n" }.joined()
      try await store.fixture.git(["update-ref", "--stdin"], input: Array(refs.utf8))
    },
    Tampering("a ref is there twice among the packed ones", "ref-damaged") { store in
      try await store.fixture.git("pack-refs", "--all")
      let path = store.fixture.gitDirectory + "/packed-refs"
      let name = TamperedStore.reference(store.stream)
      let text = try String(contentsOfFile: path, encoding: .utf8)
      let line = try #require(text.split(separator: "\n").first { $0.hasSuffix(" " + name) })
      let older = try await store.fixture.git("rev-parse", "\(name)~1").text
      try text.replacingOccurrences(of: line, with: "\(older) \(name)\n\(line)")
        .write(toFile: path, atomically: false, encoding: .utf8)
    },
    Tampering("two ledgers and a ref contradict each other", "stream-replaced", "event-stream") {
      store in
      try await store.set("refs/ledger/second", store.ledger)
      _ = try await store.rewrite("refs/ledger/second") { _, text in
        text.replacingOccurrences(of: store.stream + " ", with: store.stream + "x ")
      }
      try await store.point(store.stream, at: store.head(store.other))
    },
    Tampering("a name that is no text", "ref-name") { store in
      let head = try await store.head(store.stream)
      try await store.fixture.git("pack-refs", "--all")
      let path = URL(fileURLWithPath: store.fixture.gitDirectory + "/packed-refs")
      var bytes = try Data(contentsOf: path)
      bytes.append(contentsOf: Array("\(head) refs/events/".utf8) + [0xFF, 0x0A])
      // As git would sort them, streams come before ledgers.
      var lines = bytes.split(separator: 0x0A).map { Array($0) }
      let junk = lines.removeLast()
      let place = try #require(
        lines.firstIndex { $0.dropFirst(41).starts(with: "refs/ledger/".utf8) })
      lines.insert(junk, at: place)
      try Data(lines.flatMap { $0 + [0x0A] }).write(to: path)
    },
    Tampering("an event is back-dated into the past of the ledger", "event-time") { store in
      let name = "dormant-1"
      try await store.program.succeed(["append", name, "a.b"], in: store.fixture.path)
      let text = try await store.commit(TamperedStore.reference(name))
      let forged = try await store.write("commit", text.movingTime(to: 1_000_000_000))
      let old = try await store.head(name)
      try await store.point(name, at: forged)
      // A copy writes a ledger of its own.
      let own = try #require(
        try await store.fixture.git("for-each-ref", "--format=%(refname)", "refs/ledger").lines
          .first { $0 != store.ledger })
      let count = try await store.chain(own).count
      _ = try await store.rewrite(own) { number, text in
        number == count ? text.replacingOccurrences(of: old, with: forged) : text
      }
    },
    rewritingLedger("an entry's tree holds something", "ledger-format", "object-missing") {
      number, count, text in
      number == count ? text.replacingTree(String(repeating: "3", count: 40)) : text
    },
    rewritingLedger("an entry is of somebody else's hand", "ledger-format") { number, count, text in
      number == count
        ? text.replacingOccurrences(of: "\nauthor ", with: "\nauthor X") : text
    },
    rewritingLedger("an entry of the year 9999", "ledger-future") {
      number, count, text in
      number == count
        ? text.movingTime(to: 253_370_764_800) : text
    },
    Tampering("git is told to show another event", "git-view") { store in
      let head = try await store.head(store.stream)
      let other = try await store.head(store.other)
      try await store.fixture.git("replace", head, other)
    },
    Tampering("git is told to show another history", "git-view") { store in
      let head = try await store.head(store.stream)
      try FileManager.default.createDirectory(
        atPath: store.fixture.gitDirectory + "/info", withIntermediateDirectories: true)
      try "\(head)\n".write(
        toFile: store.fixture.gitDirectory + "/info/grafts", atomically: false, encoding: .utf8)
    },
    Tampering("a stream and the ledger are set back together", "history-rewound") { store in
      try await store.set(store.ledger, "\(store.ledger)~1")
      try await store.point(store.other, at: "\(TamperedStore.reference(store.other))~1")
    },
    Tampering("the whole store is set back to its beginning", "history-rewound") { store in
      let chain = try await store.chain(store.ledger)
      try await store.set(store.ledger, chain[chain.count - 2])
      for reference in try await store.fixture.git(
        "for-each-ref", "--format=%(refname)", "refs/events", "refs/tags"
      ).lines where reference != "refs/events/_store" {
        try await store.fixture.git("update-ref", "-d", reference)
      }
    },
    Tampering("another ledger is in its place", "history-missing") { store in
      let name = "refs/ledger/mallory"
      try await store.set(name, store.ledger)
      _ = try await store.rewrite(name) { _, text in
        text.replacingTrailer("Ledger-Replica", "mallory")
      }
      try await store.fixture.git("update-ref", "-d", store.ledger)
    },
    Tampering("another store is in its place", "history-replaced") { store in
      try FileManager.default.removeItem(atPath: store.fixture.path)
      try await store.program.succeed(["init", store.fixture.path], in: store.home)
    },
  ]

  /// Files that are overwritten, cut short or deleted.
  static let files = [
    Tampering("an object is deleted", "object-missing") { store in
      try await store.unpack()
      try FileManager.default.removeItem(atPath: try await store.looseHead())
    },
    Tampering("an object is cut short", "object-damaged") { store in
      try await store.unpack()
      try await store.overwrite(store.looseHead()) { Array($0.prefix($0.count / 2)) }
    },
    Tampering("an object is empty", "object-damaged") { store in
      try await store.unpack()
      try await store.overwrite(store.looseHead()) { _ in [] }
    },
    Tampering("an object holds another", "object-damaged") { store in
      try await store.unpack()
      let other = try Data(contentsOf: URL(fileURLWithPath: try await store.loose(store.ledger)))
      try await store.overwrite(store.looseHead()) { _ in Array(other) }
    },
    Tampering("a bit of a pack is flipped", "file-damaged", "object-damaged") { store in
      try await store.fixture.git("repack", "-adq")
      try store.overwrite(store.only(".pack")) { bytes in
        var bytes = bytes
        bytes[bytes.count / 2] ^= 4
        return bytes
      }
    },
    Tampering("a pack is cut short", "object-missing", "object-damaged", "file-damaged") { store in
      try await store.fixture.git("repack", "-adq")
      try store.overwrite(store.only(".pack")) { Array($0.dropLast(1000)) }
    },
    Tampering("a bit of an index is flipped", "file-damaged", "object-missing") { store in
      try await store.fixture.git("repack", "-adq")
      try store.overwrite(store.only(".idx")) { bytes in
        var bytes = bytes
        bytes[bytes.count - 30] ^= 1
        return bytes
      }
    },
    Tampering("a pack is deleted", "object-missing", "ledger-missing", "ref-damaged") { store in
      try await store.fixture.git("repack", "-adq")
      for ending in [".pack", ".idx"] {
        try FileManager.default.removeItem(atPath: store.only(ending))
      }
    },
  ]

  private static func rewritingLedger(
    _ name: String, _ rules: String...,
    edit: @escaping @Sendable (_ number: Int, _ count: Int, _ text: String) -> String?
  ) -> Tampering {
    Tampering(name, rules) { store in
      let count = try await store.chain(store.ledger).count
      _ = try await store.rewrite(store.ledger) { number, text in edit(number, count, text) }
    }
  }
}

extension TamperedStore {
  /// Makes every object a file of its own.
  func unpack() async throws {
    let folder = fixture.gitDirectory + "/objects/pack"
    for name in try FileManager.default.contentsOfDirectory(atPath: folder) {
      let path = "\(folder)/\(name)"
      if name.hasSuffix(".pack") {
        let aside = fixture.directory.path(name)
        try FileManager.default.moveItem(atPath: path, toPath: aside)
        let bytes = try Data(contentsOf: URL(fileURLWithPath: aside))
        try await fixture.git(["unpack-objects", "-q"], input: Array(bytes))
      } else {
        try FileManager.default.removeItem(atPath: path)
      }
    }
  }

  /// The file of an object.
  func loose(_ name: String) async throws -> String {
    let id = try await fixture.git("rev-parse", name).text
    return "\(fixture.gitDirectory)/objects/\(id.prefix(2))/\(id.dropFirst(2))"
  }

  /// The file of the event in the middle of the stream.
  func looseHead() async throws -> String {
    try await loose("\(TamperedStore.reference(stream))~2")
  }

  /// The only file of a kind among the packs.
  func only(_ ending: String) throws -> String {
    let folder = fixture.gitDirectory + "/objects/pack"
    let names = try FileManager.default.contentsOfDirectory(atPath: folder)
      .filter { $0.hasSuffix(ending) }
    try #require(names.count == 1)
    return "\(folder)/\(names[0])"
  }

  func overwrite(_ path: String, _ edit: ([UInt8]) throws -> [UInt8]) throws {
    let bytes = Array(try Data(contentsOf: URL(fileURLWithPath: path)))
    try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: path)
    try Data(try edit(bytes)).write(to: URL(fileURLWithPath: path))
  }
}
