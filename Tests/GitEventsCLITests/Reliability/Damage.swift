import Foundation
import GitEventsTesting
import Testing

/// A way in which a repository can be damaged or be hostile, and what must come of it.
struct Damage: Sendable, CustomTestStringConvertible {
  /// What `recover` makes of it.
  enum Cure { case restored, told, nothing }

  let name: String
  /// The statuses with which `log order-1` may end, then `append order-1`.
  let reading: Int32
  let writing: Int32
  let cure: Cure
  let work: @Sendable (ProgramStore) async throws -> Void

  var testDescription: String { name }

  init(
    _ name: String, reading: Int32 = 5, writing: Int32 = 5, _ cure: Cure,
    _ work: @escaping @Sendable (ProgramStore) async throws -> Void
  ) {
    self.name = name
    self.reading = reading
    self.writing = writing
    self.cure = cure
    self.work = work
  }

  static let stream = "refs/events/order-1"

  static let references: [Damage] = [
    Damage("a ref of 0 bytes", .restored) { try $0.overwrite(stream, "") },
    Damage("a ref that holds garbage", .restored) { try $0.overwrite(stream, "hello\n") },
    Damage("a symbolic ref", .restored) { try $0.overwrite(stream, "ref: refs/events/order-2\n") },
    Damage("a ref that is a symbolic link", .told) { try $0.replaceByLink(stream) },
    Damage("a folder in place of a ref", .told) {
      try FileManager.default.removeItem(atPath: $0.file(stream))
      try FileManager.default.createDirectory(
        atPath: $0.file(stream), withIntermediateDirectories: false)
    },
    Damage("a rewound ref", reading: 0, .told) {
      try await $0.fixture.git("update-ref", stream, stream + "~1")
    },
    Damage("a deleted ref", reading: 4, .told) {
      try await $0.fixture.git("update-ref", "-d", stream)
    },
    Damage("a ref on another stream's event", .told) {
      try await $0.fixture.git("update-ref", stream, "refs/events/order-2")
    },
    Damage("a ref on a commit that is no event", .told) {
      let tree = try await $0.fixture.git("mktree").text
      let commit = try await $0.fixture.git("commit-tree", tree, "-m", "hello").text
      try await $0.fixture.git("update-ref", stream, commit)
    },
    Damage("a ref on a missing commit", .told) {
      try $0.overwrite(stream, String(repeating: "1", count: 40) + "\n")
    },
    Damage("a ledger of 0 bytes", .told) {
      try Data().write(to: URL(fileURLWithPath: $0.ledger()))
    },
    Damage("a ledger on a missing commit", .told) {
      try Data((String(repeating: "1", count: 40) + "\n").utf8).write(
        to: URL(fileURLWithPath: $0.ledger()))
    },
    Damage("the store's own ref of 0 bytes", .restored) {
      try $0.overwrite("refs/events/_store", "")
    },
  ]

  static let links: [Damage] = [
    "refs/events", "refs/ledger", "refs", "git-events", "git-events/tmp", "git-events/quarantine",
    "git-events/state", "git-events/lock", "git-events/queue", "git-events/replica", "objects/pack",
    "objects",
  ].map { name in
    Damage("\(name) is a symbolic link", name.hasPrefix("refs") ? .told : .nothing) {
      try $0.replaceByLink(name)
    }
  }
}

extension ProgramStore {
  /// A store with two streams, of three events and of one.
  func fill() async throws {
    for number in 1...3 { try await succeed("append", "order-1", "a.b", "--id", "one-\(number)") }
    try await succeed("append", "order-2", "a.b", "--id", "two-1")
  }

  func overwrite(_ name: String, _ text: String) throws {
    try Data(text.utf8).write(to: URL(fileURLWithPath: file(name)))
  }

  /// The folder beside the repository in which nothing may be written.
  var outside: String { fixture.directory.path("outside") }

  /// Moves a file or folder out of the repository and puts a link in its place.
  func replaceByLink(_ name: String) throws {
    let files = FileManager.default
    try files.createDirectory(atPath: outside + "/moved", withIntermediateDirectories: true)
    let target = outside + "/moved/" + (name.split(separator: "/").last ?? "")
    if files.fileExists(atPath: file(name)) {
      try files.moveItem(atPath: file(name), toPath: target)
    } else {
      try files.createDirectory(atPath: target, withIntermediateDirectories: true)
    }
    try files.createSymbolicLink(atPath: file(name), withDestinationPath: target)
    // What a clean-up would remove: what a recovering writer calls temporary or its own.
    try Data("precious".utf8).write(to: URL(fileURLWithPath: outside + "/precious.lock"))
    var isFolder: ObjCBool = false
    if files.fileExists(atPath: target, isDirectory: &isFolder), isFolder.boolValue {
      try Data("precious".utf8).write(to: URL(fileURLWithPath: target + "/precious"))
    }
  }

  /// Everything around the repository, with its content.
  func surroundings() throws -> [String: Data] {
    var found: [String: Data] = [:]
    let top = fixture.directory.path
    for name in try FileManager.default.subpathsOfDirectory(atPath: top) {
      let path = top + "/" + name
      if path == fixture.path || path.hasPrefix(fixture.path + "/") { continue }
      found[name] = FileManager.default.contents(atPath: path) ?? Data()
    }
    return found
  }
}
