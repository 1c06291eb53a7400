import Foundation
import GitEvents
import GitEventsTesting
import Testing

/// A link in the place of a folder must not lead a write, or recovery's hand, out of the repository.
@Suite struct SymbolicLinkTests {
  private static let pack = "pack-" + String(repeating: "a", count: 40)

  @Test(arguments: ["git-events", "git-events/tmp", "git-events/quarantine", "objects/pack"])
  func nothingIsWrittenBehindALink(folder: String) async throws {
    try await withDiskStore { store, fixture in
      try store.append([.test()], to: "a")
      let files = FileManager.default
      let outside = fixture.directory.path("outside")
      if fixture.exists(folder) {
        try files.moveItem(atPath: fixture.file(folder), toPath: outside)
      } else {
        try files.createDirectory(atPath: outside, withIntermediateDirectories: true)
      }
      try files.createSymbolicLink(atPath: fixture.file(folder), withDestinationPath: outside)
      // What a clean-up takes for its own.
      for name in ["replica", "\(Self.pack).pack", "\(Self.pack).keep", "a.lock"]
      where !files.fileExists(atPath: outside + "/" + name) {
        try Data("git-events: being appended\n".utf8).write(
          to: URL(fileURLWithPath: outside + "/" + name))
      }
      if folder != "git-events" { try fixture.forgeState(packs: [Self.pack]) }
      let before = try contents(of: outside)
      let writer = try StoreKind.open(fixture)
      #expect(code { try writer.append([.test()], to: "a") } == .damaged)
      #expect(code { _ = try writer.recover() } == .damaged)
      #expect(try contents(of: outside) == before)
    }
  }

  private func contents(of folder: String) throws -> [String: Data] {
    var found: [String: Data] = [:]
    for name in try FileManager.default.subpathsOfDirectory(atPath: folder) {
      found[name] = FileManager.default.contents(atPath: folder + "/" + name) ?? Data()
    }
    return found
  }
}
