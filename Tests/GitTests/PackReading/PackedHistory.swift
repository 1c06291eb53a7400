import Git
import GitEventsTesting
import Testing

/// The same history, stored in the different ways in which git can.
enum PackedHistory: CaseIterable, CustomTestStringConvertible {
  case loose, manyPacks, withoutDeltas, shallowDeltas, deepDeltas, deltasByName, collected
  case oldIndex, largeOffsets, withMultiPackIndex

  var testDescription: String { "\(self)" }

  /// Texts that resemble each other, so that git stores most of them as differences.
  static func blobs() -> [[UInt8]] {
    var text = (0..<120).map { "line \($0) of what all of them have in common\n" }
    return (0..<60).map { number in
      text[(number * 7) % text.count] = "changed by \(number)\n"
      if number % 9 == 0 { text.append(String(repeating: "\(number) ", count: 40) + "\n") }
      return Array(text.joined().utf8)
    } + [[], [0], [UInt8](repeating: 0x61, count: 70_000)]
  }

  private static func commands(_ blobs: some Collection<[UInt8]>, from first: Int) -> [UInt8] {
    var commands: [UInt8] = []
    for (number, blob) in blobs.enumerated() {
      let message = "commit \(first + number)\n"
      commands += Array("commit refs/heads/made\n".utf8)
      commands += Array(
        "committer A <a@example.org> \(1_700_000_000 + first + number) +0000\n".utf8)
      commands += Array("data \(message.utf8.count)\n\(message)\n".utf8)
      if number == 0, first > 0 { commands += Array("from refs/heads/made^0\n".utf8) }
      commands += Array("M 100644 inline file\ndata \(blob.count)\n".utf8) + blob + [0x0A]
      commands += Array("M 100644 inline folder/\(number % 5)\ndata \(blob.count)\n".utf8) + blob
      commands += [0x0A, 0x0A]
    }
    return commands
  }

  /// Makes the history in an empty repository.
  func make(in fixture: GitFixture) async throws {
    let blobs = PackedHistory.blobs()
    if self == .manyPacks || self == .withMultiPackIndex {
      // Below this number git would unpack what it imports.
      try await fixture.git("config", "fastimport.unpackLimit", "1")
    }
    for start in stride(from: 0, to: blobs.count, by: 21) {
      let part = blobs[start..<min(start + 21, blobs.count)]
      try await fixture.git(
        "fast-import", "--quiet", input: PackedHistory.commands(part, from: start))
    }
    try await fixture.git("tag", "-a", "-m", "a tag", "tagged", "made")
    switch self {
    case .manyPacks: break
    case .loose: try await unpack(fixture)
    case .withoutDeltas: try await repack(fixture, "--window=0", "--depth=0")
    case .shallowDeltas: try await repack(fixture, "--window=50", "--depth=2")
    case .deepDeltas: try await repack(fixture, "--window=250", "--depth=60")
    case .deltasByName:
      try await fixture.git("config", "repack.useDeltaBaseOffset", "false")
      try await repack(fixture, "--window=50", "--depth=50")
    case .collected: try await fixture.git("gc", "--quiet", "--aggressive", "--prune=now")
    case .oldIndex:
      try await fixture.git("config", "pack.indexVersion", "1")
      try await repack(fixture)
    case .largeOffsets:
      try await repack(fixture)
      let pack = try await PackedHistory.packs(fixture)[0]
      unlinkFile(String(pack.dropLast(4)) + "idx")
      // Offsets from 64 on are written with eight bytes.
      try await fixture.git("index-pack", "--index-version=2,0x40", pack)
    case .withMultiPackIndex:
      try await fixture.git("multi-pack-index", "write")
    }
  }

  private func repack(_ fixture: GitFixture, _ options: String...) async throws {
    try await fixture.git(["repack", "-a", "-d", "-f", "--quiet"] + options)
    try await fixture.git("prune-packed")
  }

  private func unpack(_ fixture: GitFixture) async throws {
    for pack in try await PackedHistory.packs(fixture) {
      let bytes = try contents(pack)
      unlinkFile(pack)
      unlinkFile(String(pack.dropLast(4)) + "idx")
      try await fixture.git("unpack-objects", "-q", input: bytes)
    }
  }

  /// The paths of a repository's packs.
  static func packs(_ fixture: GitFixture) async throws -> [String] {
    let folder = fixture.gitDirectory + "/objects/pack"
    return try Folder(folder).entries().map {
      folder + "/" + String(decoding: $0.name, as: UTF8.self)
    }
    .filter { $0.hasSuffix(".pack") }.sorted()
  }

  /// Every object of a repository as git reads it.
  static func objects(_ fixture: GitFixture) async throws -> [GitObject] {
    let output = try await fixture.git("cat-file", "--batch-all-objects", "--batch").bytes
    var objects: [GitObject] = []
    var rest = output[...]
    while let end = rest.firstIndex(of: 0x0A) {
      let words = String(decoding: rest[..<end], as: UTF8.self).split(separator: " ")
      guard words.count == 3, let id = ObjectID(hex: String(words[0])), let size = Int(words[2]),
        let kind = ObjectKind.allCases.first(where: { $0.name == words[1] })
      else { break }
      objects.append(GitObject(id: id, kind: kind, bytes: Array(rest[(end + 1)...].prefix(size))))
      rest = rest[(end + 1 + size + 1)...]
    }
    return objects
  }
}
