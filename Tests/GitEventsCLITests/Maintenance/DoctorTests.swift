import Foundation
import GitEventsTesting
import Testing

extension Reliability {
  /// Everything that `doctor` knows, provoked for real.
  @Suite struct DoctorTests {
    /// A store that is well, with two streams.
    private func withStore(
      bare: Bool = false, _ body: (ProgramStore) async throws -> Void
    ) async throws {
      try await ProgramStore.with(bare: bare, checked: false) { store in
        for stream in ["a-1", "b-1"] {
          try await store.succeed("append", stream, "x.y", "--id", stream)
        }
        #expect(try await lines(store) == [])
        try await body(store)
      }
    }

    /// What doctor says, without notes: area and severity of each finding.
    private func lines(
      _ store: ProgramStore, _ arguments: String..., status: Int32? = nil
    ) async throws -> [String] {
      let result = try await store.run(["doctor", "--json"] + arguments)
      if let status { #expect(result.status == status, "\(result.output)\(result.errors)") }
      return result.lines.compactMap { line in
        if let fixed = ProgramStore.member("fixed", in: line) { return "fixed \(fixed)" }
        guard let severity = ProgramStore.member("severity", in: line), severity != "note" else {
          return nil
        }
        return "\(severity) \(ProgramStore.member("area", in: line) ?? "")"
      }
    }

    /// Found without a change, fixed with `--fix`, and gone.
    private func isFixed(
      _ store: ProgramStore, _ found: [String], sourceLocation: SourceLocation = #_sourceLocation
    ) async throws {
      let files = try store.files()
      #expect(try await lines(store, status: 1) == found, sourceLocation: sourceLocation)
      #expect(try store.files() == files, sourceLocation: sourceLocation)
      let fixed = try await lines(store, "--fix", status: 0)
      #expect(!fixed.isEmpty, sourceLocation: sourceLocation)
      #expect(
        fixed.allSatisfy { $0.hasPrefix("fixed ") }, "\(fixed)", sourceLocation: sourceLocation)
      #expect(try await lines(store, status: 0) == [], sourceLocation: sourceLocation)
      try await store.check(acknowledged: ["a-1", "b-1"], sourceLocation: sourceLocation)
    }

    private func write(_ text: String, _ name: String, _ store: ProgramStore) throws {
      try Data(text.utf8).write(to: URL(fileURLWithPath: store.file(name)))
    }

    private func age(_ name: String, _ store: ProgramStore) throws {
      try FileManager.default.setAttributes(
        [.modificationDate: Date(timeIntervalSince1970: 1_000_000_000)],
        ofItemAtPath: store.file(name))
    }

    @Test func gitThatPacksByItself() async throws {
      try await withStore { store in
        try await store.fixture.git("config", "--unset", "gc.auto")
        try await isFixed(store, ["problem configuration"])
        #expect(try await store.fixture.git("config", "gc.auto").text == "0")
      }
    }

    @Test func filesThatOtherProgramsLeft() async throws {
      try await withStore { store in
        let names = [
          "objects/pack/tmp_pack_abc", "objects/pack/.tmp-17-pack-abc.idx",
          "objects/pack/pack-0123456789012345678901234567890123456789.pack",
        ]
        for name in names {
          try write("x", name, store)
          try age(name, store)
        }
        // One that may be in the making now.
        try write("x", "objects/pack/tmp_pack_new", store)
        try await isFixed(store, ["problem packs", "problem packs", "problem packs"])
        for name in names {
          #expect(!FileManager.default.fileExists(atPath: store.file(name)))
        }
        #expect(FileManager.default.fileExists(atPath: store.file("objects/pack/tmp_pack_new")))
      }
    }

    @Test func locksThatAreOlderThanTheMachinesStart() async throws {
      try await withStore { store in
        let names = ["refs/events/a-1.lock", "packed-refs.lock", "packed-refs.new"]
        for name in names {
          try write("", name, store)
          try age(name, store)
        }
        try await isFixed(store, names.map { _ in "problem locks" })
      }
    }

    @Test func aLockThatMayBeHeldIsToldAndLeftAlone() async throws {
      try await withStore { store in
        try write("", "refs/events/a-1.lock", store)
        #expect(try await lines(store, status: 1) == ["problem locks"])
        #expect(try await lines(store, "--fix", status: 1) == ["problem locks"])
        #expect(FileManager.default.fileExists(atPath: store.file("refs/events/a-1.lock")))
        try FileManager.default.removeItem(atPath: store.file("refs/events/a-1.lock"))
      }
    }

    @Test func aWriterThatWasInterrupted() async throws {
      try await withStore { store in
        let state = try String(contentsOfFile: store.file("git-events/state"), encoding: .utf8)
        try write(
          state.replacingOccurrences(of: "\nclean\n", with: "\ndirty\n"), "git-events/state", store)
        try write(
          "x", "git-events/tmp/pack-0123456789012345678901234567890123456789.pack", store)
        try await isFixed(store, ["problem writer"])
      }
    }

    @Test func maintenanceThatWasInterrupted() async throws {
      try await withStore { store in
        try await store.succeed("maintain")
        try write("x", "git-events/maintaining/objects/pack/tmp_pack_abc", store)
        try await isFixed(store, ["problem maintenance"])
      }
    }

    @Test func maintenanceThatIsDue() async throws {
      try await withStore { store in
        // Small packs that nobody has put together, because nobody could start a program for it.
        for number in 1...52 {
          let blob = try await store.fixture.git(
            "hash-object", "-w", "--stdin", input: Array("blob \(number)".utf8)
          ).text
          try await store.fixture.git(
            "pack-objects", "--quiet", store.file("objects/pack/pack"), input: Array(blob.utf8))
        }
        try await isFixed(store, ["problem maintenance"])
      }
    }

    @Test func aRefThatIsDamaged() async throws {
      try await withStore { store in
        try write("garbage\n", "refs/events/a-1", store)
        try await isFixed(store, ["problem refs"])
      }
    }

    @Test func aStreamThatWasRewoundIsDamageAndStaysSo() async throws {
      try await withStore { store in
        try await store.succeed("append", "a-1", "x.z")
        try await store.fixture.git("update-ref", "refs/events/a-1", "refs/events/a-1~1")
        #expect(try await lines(store, status: 5) == ["damage refs"])
        #expect(try await lines(store, "--fix", status: 5).last == "damage refs")
      }
    }

    @Test func settingsThatEndangerAStore() async throws {
      try await withStore { store in
        let git = store.fixture
        try await git.git("config", "remote.origin.fetch", "+refs/*:refs/*")
        #expect(try await lines(store, status: 1) == ["problem configuration"])
        try await git.git("config", "--unset", "remote.origin.fetch")
        try await git.git("config", "remote.origin.mirror", "true")
        #expect(try await lines(store, status: 1) == ["problem configuration"])
        try await git.git("config", "--unset", "remote.origin.mirror")
        try await git.git("config", "core.fsync", "none")
        #expect(try await lines(store, status: 1) == ["problem configuration"])
      }
    }

    @Test func notesAreNoProblem() async throws {
      try await withStore(bare: true) { store in
        let pack = try #require(
          try FileManager.default.contentsOfDirectory(atPath: store.file("objects/pack"))
            .first { $0.hasSuffix(".pack") })
        try write("mine", "objects/pack/" + pack.dropLast(4) + "keep", store)
        let result = try await store.succeed("doctor")
        #expect(result.output.contains("note: packs: "))
        #expect(result.output.contains("note: configuration: "))
        #expect(result.output.hasSuffix("all is well\n"))
        try FileManager.default.removeItem(
          atPath: store.file("objects/pack/" + pack.dropLast(4) + "keep"))
      }
    }
  }
}
