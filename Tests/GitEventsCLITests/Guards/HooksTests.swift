import Foundation
import GitEventsTesting
import Testing

/// Guards that are put before hooks that are there, and taken away again.
@Suite(.enabled(if: ProgramStore.isProgramBuilt))
struct HooksTests {
  private static let server = ["pre-receive", "update", "post-receive"]
  private static let local = ["reference-transaction", "pre-push"]

  /// A repository whose hooks are looked at.
  private struct Guarded {
    let store: ProgramStore
    var fixture: GitFixture { store.fixture }

    func path(_ name: String) -> String { fixture.gitDirectory + "/hooks/" + name }

    func write(_ name: String, _ text: String, mode: Int = 0o755) throws {
      try FileManager.default.createDirectory(
        atPath: fixture.gitDirectory + "/hooks", withIntermediateDirectories: true)
      try text.write(toFile: path(name), atomically: true, encoding: .utf8)
      try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: path(name))
    }

    /// The hooks that are there, with their permissions and contents.
    func hooks() throws -> [String: String] {
      let folder = fixture.gitDirectory + "/hooks"
      var found: [String: String] = [:]
      for case let name as String in FileManager.default.enumerator(atPath: folder) ?? .init()
      where !name.hasSuffix(".sample") {
        let path = "\(folder)/\(name)"
        let attributes = try FileManager.default.attributesOfItem(atPath: path)
        let mode = attributes[.posixPermissions] as? Int ?? 0
        if attributes[.type] as? FileAttributeType == .typeSymbolicLink {
          found[name] = "-> " + (try FileManager.default.destinationOfSymbolicLink(atPath: path))
        } else if attributes[.type] as? FileAttributeType == .typeRegular {
          found[name] =
            String(mode, radix: 8) + " " + (try String(contentsOfFile: path, encoding: .utf8))
        } else {
          found[name] = "folder"
        }
      }
      return found
    }

    /// The states that `hooks status` tells, by hook.
    func states(_ arguments: String...) async throws -> (status: Int32, states: [String: String]) {
      let result = try await store.run(["hooks", "status", "--json"] + arguments)
      let pairs = result.lines.compactMap { line in
        ProgramStore.member("hook", in: line).map {
          ($0, ProgramStore.member("state", in: line) ?? "")
        }
      }
      return (result.status, Dictionary(uniqueKeysWithValues: pairs))
    }
  }

  private static func with(
    bare: Bool = true, _ body: (Guarded) async throws -> Void
  ) async throws {
    try await ProgramStore.with(bare: bare) { try await body(Guarded(store: $0)) }
  }

  @Test func aBareRepositoryIsGuardedAsAServer() async throws {
    try await Self.with { guarded in
      #expect(try await guarded.states().status == 1)
      try await guarded.store.succeed("hooks", "install")
      let after = try await guarded.states()
      #expect(after.status == 0)
      #expect(after.states.keys.sorted() == Self.server.sorted())
      #expect(after.states.values.allSatisfy { $0 == "installed" })
      #expect(Set(try guarded.hooks().keys) == Set(Self.server))
      // Again: nothing changes.
      let before = try guarded.hooks()
      let again = try await guarded.store.run("hooks", "install", "--json")
      #expect(again.lines.allSatisfy { ProgramStore.member("change", in: $0) == "unchanged" })
      #expect(try guarded.hooks() == before)
    }
  }

  @Test func aRepositoryWithFilesIsGuardedLocally() async throws {
    try await Self.with(bare: false) { guarded in
      try await guarded.store.succeed("hooks", "install")
      #expect(Set(try guarded.hooks().keys) == Set(Self.local))
      #expect(try await guarded.states().status == 0)
      // Both roles may be there.
      try await guarded.store.succeed("hooks", "install", "--server")
      #expect(try await guarded.states().states.count == 5)
      try await guarded.store.succeed("hooks", "remove", "--local")
      #expect(Set(try guarded.hooks().keys) == Set(Self.server))
      try await guarded.store.succeed("hooks", "remove")
      #expect(try guarded.hooks().isEmpty)
    }
  }

  /// What a hook was, it is again: its bytes, permissions and links.
  @Test func removingPutsBackWhatWasThere() async throws {
    try await Self.with { guarded in
      try guarded.write("pre-receive", "#!/bin/sh\nexit 0\n", mode: 0o750)
      try guarded.write("shared", "#!/bin/sh\nexit 0\n")
      try FileManager.default.createSymbolicLink(
        atPath: guarded.path("post-receive"), withDestinationPath: "shared")
      try guarded.write("update", "#!/bin/sh\nexit 0\n", mode: 0o644)
      let before = try guarded.hooks()
      try await guarded.store.succeed("hooks", "install", "--per-ref")
      #expect(try guarded.hooks()["pre-receive"] == before["pre-receive"])
      try await guarded.store.succeed("hooks", "install")
      let installed = try guarded.hooks()
      #expect(installed["git-events-chained/pre-receive"] == before["pre-receive"])
      #expect(installed["git-events-chained/post-receive"] == "-> ../shared")
      for name in Self.server {
        #expect(installed[name]?.contains("# git-events hook \(name), version") == true)
      }
      let removed = try await guarded.store.succeed("hooks", "remove", "--json")
      #expect(
        removed.lines.compactMap { ProgramStore.member("change", in: $0) }
          == ["restored", "restored", "restored"])
      #expect(try guarded.hooks() == before)
      let none = try await guarded.store.run("hooks", "remove")
      #expect(none.status == 0 && none.errors.contains("no hooks of git-events"))
    }
  }

  @Test func twoEarlierHooksAreNotMixedUp() async throws {
    try await Self.with { guarded in
      try guarded.write("pre-receive", "#!/bin/sh\nexit 0\n")
      try await guarded.store.succeed("hooks", "install")
      // Somebody puts another one in our place.
      try guarded.write("pre-receive", "#!/bin/sh\nexit 7\n")
      #expect(try await guarded.states().states["pre-receive"] == "foreign")
      let before = try guarded.hooks()
      let result = try await guarded.store.run("hooks", "install")
      #expect(result.status == 3 && result.errors.contains("another one was kept"))
      #expect(try guarded.hooks() == before)
    }
  }

  @Test func whatIsWrongWithAGuardIsTold() async throws {
    try await Self.with { guarded in
      try await guarded.store.succeed("hooks", "install")
      let name = "pre-receive"
      let text = try String(contentsOfFile: guarded.path(name), encoding: .utf8)
      try guarded.write(name, text.replacing("|| exit 1", with: "|| true"))
      #expect(try await guarded.states().states[name] == "altered")
      try guarded.write(name, text.replacing("version 1", with: "version 0"))
      #expect(try await guarded.states().states[name] == "outdated")
      try guarded.write(name, text, mode: 0o644)
      #expect(try await guarded.states().states[name] == "inactive")
      try guarded.write(name, text.replacing(/program='.*'/, with: "program='/none/git-events'"))
      #expect(try await guarded.states().states[name] == "program-missing")
      #expect(try await guarded.states().status == 1)
      // Each is put right by installing again.
      try await guarded.store.succeed("hooks", "install")
      #expect(try await guarded.states().status == 0)
      #expect(try String(contentsOfFile: guarded.path(name), encoding: .utf8) == text)
      try FileManager.default.removeItem(atPath: guarded.path(name))
      #expect(try await guarded.states().states[name] == "missing")
      #expect(try await guarded.states().status == 1)
      // Unless that is meant.
      let perRef = try await guarded.states("--per-ref")
      #expect(perRef.status == 0 && perRef.states.keys.sorted() == ["post-receive", "update"])
    }
  }

  @Test func aFolderOfManyRepositoriesIsNotWrittenUnasked() async throws {
    try await Self.with { guarded in
      let home = guarded.fixture.directory.path
      try FileManager.default.createDirectory(
        atPath: home + "/shared hooks", withIntermediateDirectories: true)
      try "[core]\n\thooksPath = ~/shared hooks\n".write(
        toFile: home + "/global", atomically: true, encoding: .utf8)
      let wrapper = ["env", "GIT_CONFIG_GLOBAL=\(home)/global"]
      let refused = try await guarded.store.run(["hooks", "install"], wrappedBy: wrapper)
      #expect(refused.status == 2 && refused.errors.contains("other repositories'"))
      #expect(
        try FileManager.default.contentsOfDirectory(atPath: home + "/shared hooks").isEmpty)
      let meant = try await guarded.store.run(
        ["hooks", "install", "--shared"], wrappedBy: wrapper)
      #expect(meant.status == 0, "\(meant.errors)")
      #expect(
        try FileManager.default.contentsOfDirectory(atPath: home + "/shared hooks").sorted()
          == Self.server.sorted())
      // A folder of the repository's own needs no asking, and one outside that it names itself does.
      try await guarded.fixture.git("config", "core.hooksPath", "my-hooks")
      try await guarded.store.succeed("hooks", "install")
      #expect(
        FileManager.default.isExecutableFile(atPath: guarded.fixture.path + "/my-hooks/pre-receive")
      )
      try await guarded.fixture.git("config", "core.hooksPath", home + "/shared hooks")
      #expect(try await guarded.store.run("hooks", "install").status == 2)
      try await guarded.fixture.git("config", "core.hooksPath", "/dev/null")
      let off = try await guarded.store.run("hooks", "install")
      #expect(off.status == 2 && off.errors.contains("runs no hooks"))
    }
  }

  @Test func aLinkThatLeadsOutsideIsNotFollowedUnasked() async throws {
    try await Self.with { guarded in
      let outside = guarded.fixture.directory.path("outside")
      try FileManager.default.createDirectory(
        atPath: outside, withIntermediateDirectories: true)
      try? FileManager.default.removeItem(atPath: guarded.fixture.path + "/hooks")
      try FileManager.default.createSymbolicLink(
        atPath: guarded.fixture.path + "/hooks", withDestinationPath: outside)
      #expect(try await guarded.store.run("hooks", "install").status == 2)
      #expect(try FileManager.default.contentsOfDirectory(atPath: outside).isEmpty)
    }
  }

  @Test func worktreesShareTheGuards() async throws {
    try await Self.with(bare: false) { guarded in
      try await guarded.fixture.git("commit", "-q", "--allow-empty", "-m", "begin")
      try await guarded.fixture.git("worktree", "add", "-q", guarded.fixture.directory.path("tree"))
      let program = guarded.store.program
      let tree = guarded.fixture.directory.path("tree")
      try await program.succeed(["hooks", "install"], in: tree)
      #expect(Set(try guarded.hooks().keys) == Set(Self.local))
      #expect(try await guarded.states().status == 0)
    }
  }

  /// The scripts are those of the folder `Hooks`, but for where the program is.
  @Test func theScriptsAreThoseOfTheProject() async throws {
    let top = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    try await Self.with { guarded in
      try await guarded.store.succeed("hooks", "install")
      try await guarded.store.succeed("hooks", "install", "--local")
      for name in Self.server + Self.local {
        let source = try String(
          contentsOfFile: top.appendingPathComponent("Hooks/\(name)").path, encoding: .utf8)
        let installed = try String(contentsOfFile: guarded.path(name), encoding: .utf8)
        #expect(installed.replacing(/program='.*'/, with: "program=git-events") == source)
      }
    }
  }

  /// `doctor` says that nothing looks at pushes, until something does.
  @Test func doctorKnowsTheGuards() async throws {
    try await Self.with { guarded in
      let before = try await guarded.store.run("doctor")
      #expect(before.output.contains("git events hooks install"))
      try await guarded.store.succeed("hooks", "install")
      let after = try await guarded.store.run("doctor")
      #expect(!after.output.contains("git events hooks install"), "\(after.output)")
      #expect(!after.output.contains("hooks that see"), "\(after.output)")
    }
  }
}
