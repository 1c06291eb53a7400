import Foundation
import GitEventsTesting
import Testing

extension Backups {
  /// What is in a backup, judged by plain git and by what is restored of it.
  @Suite struct BackupTests {
    @Test func aCompleteBackupAndItsIncrementsAreTheStore() async throws {
      try await BackedUpStore.with { made in
        try await made.append("order-1", "order-2", "käse & brot")
        try await made.succeed("snapshot", "create", "order-1")
        try await made.succeed("review", "approve", "order-1@1", "-m", "fine")
        try await made.backup("a.bundle")
        try await made.append("order-1", "order-3")
        try await made.succeed("snapshot", "create", "order-1")
        try await made.backup("b.bundle", "--since", made.path("a.bundle"))
        try await made.succeed("review", "reject", "order-2@1", "-m", "no")
        try await made.backup("c.bundle", "--since", made.path("b.bundle"))
        // A snapshot that is gone stays gone.
        try await made.succeed("snapshot", "delete", "merge/order-1/1")
        try await made.backup("d.bundle", "--since", made.path("c.bundle"))
        let files = ["a", "b", "c", "d"].map { made.path($0 + ".bundle") }
        let result = try await made.run(["restore"] + files + ["restored"])
        #expect(result.status == 0, "\(result.errors)")
        try await made.expectSame("restored")
        let bare = try await made.run(["restore", "--bare"] + files + ["restored.git"])
        #expect(bare.status == 0)
        try await made.expectSame("restored.git", bare: true)
        #expect(try made.names().filter { $0.hasSuffix("ing") } == [])
      }
    }

    @Test func plainGitTakesABackupForWhatItIs() async throws {
      try await BackedUpStore.with { made in
        try await made.append("order-1", "order-2")
        try await made.succeed("snapshot", "create", "order-1")
        try await made.backup("a.bundle")
        try await made.append("order-1", "order-3")
        try await made.backup("b.bundle", "--since", made.path("a.bundle"))
        let home = made.directory.path
        try await GitCommand.run(
          ["clone", "-q", "--mirror", made.path("a.bundle"), made.path("mirror.git")], home: home)
        let mirror = made.repository("mirror.git", bare: true)
        try await mirror.git("bundle", "verify", "--quiet", made.path("b.bundle"))
        try await mirror.git("fetch", "-q", made.path("b.bundle"), "+refs/*:refs/*")
        try await mirror.fsck()
        #expect(
          try await BackedUpStore.references(mirror) == BackedUpStore.references(made.store))
        // An increment is not taken for a complete one.
        await #expect(throws: GitCommand.Failure.self) {
          try await GitCommand.run(
            ["clone", "-q", "--mirror", made.path("b.bundle"), made.path("no.git")], home: home)
        }
        // The mirror itself is restored, and becomes a store to write to.
        try await made.succeed("restore", made.path("mirror.git"), "of-mirror")
        try await made.expectSame("of-mirror")
      }
    }

    @Test func incrementsGoOnFromTheNewestBackupOfTheSameStore() async throws {
      try await BackedUpStore.with { made in
        try await made.succeed("init", "other")
        let other = ["-C", "other"]
        try FileManager.default.createDirectory(
          atPath: made.path("kept"), withIntermediateDirectories: true)
        func backup(_ name: String) async throws -> String {
          try await made.backup("kept/\(name).bundle", "--incremental", "--jq", ".since").output
        }
        try made.write(Data("no bundle".utf8), to: "kept/0.bundle")
        #expect(try await backup("1") == "null\n")
        for number in 2...4 {
          try await made.append("order-\(number)")
          let result = try await made.program.run(
            other + ["backup", made.path("kept/other-\(number).bundle")], in: made.directory.path)
          #expect(result.status == 0)
          let since = made.path("kept/\(number - 1).bundle") + "\n"
          #expect(try await backup("\(number)") == since)
        }
        // Nothing new, nothing written.
        let nothing = try await made.backup("kept/5.bundle", "--incremental")
        #expect(nothing.output.hasPrefix("nothing is new since "))
        #expect(!made.exists("kept/5.bundle"))
        let files = (1...4).map { made.path("kept/\($0).bundle") }
        #expect(try await made.run(["restore"] + files + ["restored"]).status == 0)
        try await made.expectSame("restored")
      }
    }

    @Test func aBackupThatCannotBeWrittenLeavesNothing() async throws {
      try await BackedUpStore.with { made in
        try await made.append("order-1")
        try await made.backup("a.bundle")
        let before = try made.bytes("a.bundle")
        let again = try await made.run("backup", made.path("a.bundle"))
        #expect(again.status == 2 && again.errors.contains("--force"))
        #expect(try made.bytes("a.bundle") == before)
        for (arguments, status) in [
          (["missing/a.bundle"], 2), (["store"], 2),
          (["b.bundle", "--since", "missing"], 2), (["b.bundle", "--since", "store"], 2),
          (["b.bundle", "--since", "a.bundle", "--incremental"], 2),
        ] {
          let paths = arguments.map { $0.hasPrefix("-") ? $0 : made.path($0) }
          let result = try await made.run(["backup"] + paths)
          #expect(result.status == status, "\(arguments): \(result.errors)")
        }
        #expect(try made.names() == ["a.bundle", "store"])
        try await made.append("order-2")
        try await made.backup("a.bundle", "--force")
        try await made.succeed("restore", made.path("a.bundle"), "restored")
        try await made.expectSame("restored")
      }
    }

    @Test func aBackupOfAnotherStoreIsNoBase() async throws {
      try await BackedUpStore.with { made in
        try await made.append("order-1")
        try await made.backup("a.bundle")
        try FileManager.default.removeItem(atPath: made.path("store"))
        try await made.succeed("init", "store")
        let result = try await made.run(
          "backup", made.path("b.bundle"), "--since", made.path("a.bundle"))
        #expect(result.status == 3, "\(result.errors)")
        #expect(!made.exists("b.bundle"))
        // A bundle without any ledger says nothing of what it holds.
        try await made.store.git(
          "bundle", "create", "-q", made.path("plain.bundle"), "refs/events/_store")
        let plain = try await made.run(
          "backup", made.path("b.bundle"), "--since", made.path("plain.bundle"))
        #expect(plain.status == 2 && plain.errors.contains("ledger"))
      }
    }

    @Test func theProjectBesideTheStoreIsTakenWhereThatIsAskedFor() async throws {
      try await BackedUpStore.with { made in
        try await made.append("order-1")
        try made.write(Data("hello\n".utf8), to: "store/file")
        try await made.store.git("checkout", "-q", "-b", "trunk")
        try await made.store.git("add", "file")
        try await made.store.git("commit", "-q", "-m", "project")
        try await made.store.git("tag", "-m", "released", "v1")
        try await made.backup("own.bundle")
        let heads = try await made.store.git("bundle", "list-heads", made.path("own.bundle")).text
        #expect(!heads.contains("refs/heads/") && !heads.contains("v1"))
        try await made.backup("all.bundle", "--all")
        try await made.succeed("restore", made.path("all.bundle"), "restored")
        try await made.expectSame("restored")
        let restored = made.repository("restored")
        #expect(try await restored.git("status", "--porcelain", "--branch").text == "## trunk")
        #expect(try made.bytes("restored/file") == Data("hello\n".utf8))
        #expect(!made.exists("file"))
        // A branch that goes back to where it was before brings no object.
        try await made.store.git("checkout", "-q", "-b", "second", "v1")
        let back = try await made.backup("back.bundle", "--since", made.path("all.bundle"))
        #expect(back.output.contains("0 events"))
        try await made.succeed(
          "restore", made.path("all.bundle"), made.path("back.bundle"), "second")
        try await made.expectSame("second")
      }
    }

    /// A repository that must not be written to is backed up all the same.
    @Test func aMirrorIsBackedUpAsItIs() async throws {
      try await BackedUpStore.with { made in
        try await made.append("order-1", "order-2")
        try await GitCommand.run(
          ["clone", "-q", "--mirror", made.store.path, made.path("mirror.git")],
          home: made.directory.path)
        let result = try await made.program.run(
          ["-C", "mirror.git", "backup", made.path("m.bundle")], in: made.directory.path)
        #expect(result.status == 0, "\(result.errors)")
        #expect(!made.exists("mirror.git/git-events"))
        try await made.succeed("restore", made.path("m.bundle"), "restored")
        try await made.expectSame("restored")
      }
    }

    /// An increment leaves nothing out because an object of the base happens to lie about.
    @Test func whatIsGoneInTheStoreIsNotTakenForGranted() async throws {
      try await BackedUpStore.with { made in
        try await made.append("order-1")
        try await made.succeed("snapshot", "create", "order-1")
        try await made.backup("a.bundle")
        let tag = try await made.store.git("rev-parse", "snapshots/merge/order-1/1").text
        let commit = try await made.store.git("rev-parse", "\(tag)^{commit}").text
        try await made.succeed("snapshot", "delete", "merge/order-1/1")
        // A prune has taken a part of it, and not yet the tag.
        try await made.store.git("repack", "-q", "-A", "-d")
        let loose = { (id: String) in "store/.git/objects/\(id.prefix(2))/\(id.dropFirst(2))" }
        try #require(made.exists(loose(tag)))
        try FileManager.default.removeItem(atPath: made.path(loose(commit)))
        try await made.append("order-1")
        try await made.backup("b.bundle", "--since", made.path("a.bundle"))
        try await made.succeed("restore", made.path("a.bundle"), made.path("b.bundle"), "restored")
        try await made.expectSame("restored")
      }
    }

    /// Settings, replaced objects and grafts of the repository have no part in what is written.
    @Test func whatARepositorySaysOfItsObjectsDoesNotCount() async throws {
      try await BackedUpStore.with { made in
        for _ in 1...3 { try await made.append("order-1") }
        try await made.store.git("replace", "events/order-1", "events/order-1~2")
        let head = try await made.store.git("rev-parse", "events/order-1").text
        try made.write(Data("\(head)\n".utf8), to: "store/.git/info/grafts")
        try await made.store.git("config", "core.alternateRefsCommand", "touch ran")
        try await made.store.git("config", "uploadpack.packObjectsHook", "touch ran")
        try await made.store.git("config", "pack.packSizeLimit", "1")
        try await made.backup("a.bundle")
        try await made.succeed("restore", made.path("a.bundle"), "restored")
        let count = try await made.repository("restored").git(
          "rev-list", "--count", "events/order-1"
        ).text
        #expect(count == "3")
        #expect(!made.exists("ran") && !made.exists("store/ran"))
      }
    }
  }
}
