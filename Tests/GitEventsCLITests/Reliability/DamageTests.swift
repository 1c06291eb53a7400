import Foundation
import GitEventsTesting
import Testing

extension Reliability {
  /// Damaged and hostile repositories: a clear answer, never a crash, a hang or a write outside.
  @Suite struct DamageTests {
    private static let hang = Duration.seconds(10)

    @Test(arguments: Damage.references)
    func aDamagedReferenceIsToldAndRestoredOnlyWhereThatIsSafe(damage: Damage) async throws {
      try await ProgramStore.with(checked: false) { store in
        try await store.fill()
        try await damage.work(store)
        let before = try store.surroundings()
        let append = ["append", "order-1", "a.b", "--id", "after"]
        try await expect(damage.reading, store, ["log", "order-1"])
        try await expect(damage.writing, store, append)
        try await expect(nil, store, ["log"])
        try await expect(nil, store, ["streams"])
        switch damage.cure {
        case .restored:
          let told = try await expect(0, store, ["recover"])
          #expect(told.output.contains("restored"))
          let kept = try FileManager.default.contentsOfDirectory(
            atPath: store.file("git-events/quarantine"))
          #expect(kept.count == 1)
          #expect(try await expect(0, store, ["recover"]).output == "nothing to recover\n")
          try await expect(0, store, append)
          try await store.check(acknowledged: ["one-1", "one-2", "one-3", "two-1", "after"])
        case .told:
          let first = try await expect(5, store, ["recover"])
          #expect(first.errors.hasPrefix("git-events: "))
          #expect(try await expect(5, store, ["recover"]).errors == first.errors)
          try await expect(damage.writing, store, append)
        case .nothing: break
        }
        #expect(StoreChecker(store.fixture).leftovers() == [])
        #expect(try store.surroundings() == before)
      }
    }

    @Test(arguments: Damage.links)
    func noSymbolicLinkLeadsAWriteOutOfTheRepository(damage: Damage) async throws {
      try await ProgramStore.with(checked: false) { store in
        try await store.fill()
        try await damage.work(store)
        let before = try store.surroundings()
        for round in 1...2 {
          let arguments = ["append", "order-1", "a.b", "--id", "after-\(round)"]
          let append = try await expect(nil, store, arguments)
          #expect([0, 4, 5, 6].contains(append.status), "\(append.errors)")
          try await expect(nil, store, ["log", "order-1"])
          try await expect(nil, store, ["recover"])
        }
        #expect(try store.surroundings() == before)
        // Once more as after a crash, when leftovers are looked for.
        try? FileManager.default.removeItem(atPath: store.file("git-events/state"))
        let between = try store.surroundings()
        try await expect(nil, store, ["append", "order-1", "a.b"])
        #expect(try store.surroundings() == between)
      }
    }

    @Test func aForgedStateFileLeadsNoRemovalOutOfTheRepository() async throws {
      try await ProgramStore.with { store in
        try await store.fill()
        let state = try String(contentsOfFile: store.file("git-events/state"), encoding: .utf8)
        let boot = try #require(state.split(separator: "\n").first { $0.hasPrefix("boot ") })
        for ending in ["lock", "keep", "pack"] {
          try Data("precious".utf8).write(
            to: URL(fileURLWithPath: store.fixture.directory.path("victim.\(ending)")))
        }
        let before = try store.surroundings()
        for line in [
          "lock ../../victim", "lock refs/../../../victim", "pack ../../../../victim",
          "pack pack-x/../../../../../victim",
        ] {
          try store.overwrite(
            "git-events/state", "git-events state 1\n\(boot)\npid 1\ndirty\n\(line)\nend\n")
          try await expect(0, store, ["append", "order-1", "a.b"])
          #expect(try store.surroundings() == before, "\(line)")
        }
      }
    }

    @Test func anObjectOfNoBytesIsNamed() async throws {
      try await ProgramStore.with(checked: false) { store in
        try await store.fill()
        let packs = try FileManager.default.contentsOfDirectory(atPath: store.file("objects/pack"))
        for pack in packs {
          let path = store.file("objects/pack/" + pack)
          let aside = store.fixture.directory.path(pack)
          try FileManager.default.moveItem(atPath: path, toPath: aside)
          guard pack.hasSuffix(".pack") else { continue }
          let bytes = [UInt8](try Data(contentsOf: URL(fileURLWithPath: aside)))
          try await store.fixture.git("unpack-objects", "-q", input: bytes)
        }
        for name in ["refs/events/order-1:data.json", "refs/events/order-1"] {
          let id = try await store.fixture.git("rev-parse", name).text
          let path = store.file("objects/\(id.prefix(2))/\(id.dropFirst(2))")
          try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: path)
          try Data().write(to: URL(fileURLWithPath: path))
          let told = try await expect(5, store, ["log", "order-1"])
          #expect(told.errors.contains("object \(id) is damaged: its file is empty"))
        }
        try await expect(5, store, ["append", "order-1", "a.b"])
      }
    }

    @Test func aPayloadThatIsNotCanonicalIsToldFromASoundOne() async throws {
      try await ProgramStore.with(checked: false) { store in
        try await store.fill()
        let git = store.fixture
        let blob = try await git.git(
          "hash-object", "-w", "--stdin", input: Array(#"{"b":1, "a":2"#.utf8))
        let tree = try await git.git(
          "mktree", input: Array("100644 blob \(blob.text)\tdata.json\n".utf8))
        let old = try await git.git("cat-file", "commit", Damage.stream).text + "\n"
        let forged = old.split(separator: "\n", omittingEmptySubsequences: false)
          .map { $0.hasPrefix("tree ") ? "tree \(tree.text)" : String($0) }.joined(separator: "\n")
        let commit = try await git.git(
          "hash-object", "-t", "commit", "-w", "--stdin", input: Array(forged.utf8))
        try await git.git("update-ref", Damage.stream, commit.text)
        let told = try await expect(5, store, ["log", "order-1"])
        #expect(told.errors.contains("commit \(commit.text) is not a sound event"))
      }
    }

    @discardableResult
    private func expect(
      _ status: Int32?, _ store: ProgramStore, _ arguments: [String],
      sourceLocation: SourceLocation = #_sourceLocation
    ) async throws -> EventsProgram.Result {
      let result = try await store.program.run(
        arguments, in: store.fixture.path, killedAfter: DamageTests.hang)
      #expect(!result.isKilled, "\(arguments): \(result.errors)", sourceLocation: sourceLocation)
      if let status {
        #expect(
          result.status == status, "\(arguments): \(result.output)\(result.errors)",
          sourceLocation: sourceLocation)
      }
      if result.status != 0 { #expect(result.errors.hasPrefix("git-events: "), "\(arguments)") }
      return result
    }
  }
}
