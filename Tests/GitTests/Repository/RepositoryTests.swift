import Git
import GitEventsTesting
import Testing

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

@Suite struct RepositoryTests {
  private func isUnsupported(_ error: GitError?, _ feature: String) -> Bool {
    guard case .unsupportedRepository(let found, let hint) = error else { return false }
    return found.contains(feature) && !hint.isEmpty
  }

  private func opening(_ path: String) -> GitError? {
    do throws(GitError) {
      _ = try Repository.open(gitDirectory: path)
      return nil
    } catch {
      return error
    }
  }

  @Test func findsTheRepositoryAboveAFolder() async throws {
    try await GitFixture.with { fixture in
      let deep = fixture.path + "/a/b"
      try #require(mkdir(fixture.path + "/a", 0o755) == 0 && mkdir(deep, 0o755) == 0)
      let repository = try Repository.open(at: deep)
      #expect(repository.location.gitDirectory == fixture.gitDirectory)
      #expect(repository.location.commonDirectory == fixture.gitDirectory)
      #expect(repository.location.workTree == fixture.path)
      #expect(repository.location.objectsDirectory == fixture.gitDirectory + "/objects")
      #expect(!repository.location.isBare)
      #expect(throws: GitError.noRepository(path: deep)) {
        try Repository.open(at: deep, ceilings: [fixture.path + "/a"])
      }
    }
  }

  @Test func findsABareRepository() async throws {
    try await GitFixture.with(bare: true) { fixture in
      for path in [fixture.path, fixture.path + "/refs/heads"] {
        let repository = try Repository.open(at: path)
        #expect(repository.location.gitDirectory == fixture.path)
        #expect(repository.location.isBare)
      }
    }
  }

  @Test func findsNoRepositoryWhereThereIsNone() async throws {
    try await TemporaryDirectory.with { directory in
      let ceiling = [TemporaryDirectory.systemFolder, directory.path]
      #expect(throws: GitError.noRepository(path: directory.path)) {
        try Repository.open(at: directory.path, ceilings: ceiling)
      }
      #expect(throws: GitError.self) { try Repository.open(gitDirectory: directory.path) }
      #expect(throws: GitError.self) { try Repository.open(gitDirectory: "/nowhere") }
    }
  }

  @Test func opensAWorktreeWithWhatItShares() async throws {
    try await GitFixture.with { fixture in
      try await fixture.git("commit", "--allow-empty", "-q", "-m", "first")
      let id = try ObjectID(await fixture.git("rev-parse", "HEAD"))
      try await fixture.git("update-ref", "refs/events/a", id.hex)
      let tree = fixture.directory.path("tree")
      try await fixture.git("worktree", "add", "-q", tree)
      let own = fixture.gitDirectory + "/worktrees/tree"
      for repository in [
        try Repository.open(at: tree), try Repository.open(gitDirectory: tree + "/.git"),
        try Repository.open(gitDirectory: own),
      ] {
        #expect(repository.location.gitDirectory == own)
        #expect(repository.location.commonDirectory == fixture.gitDirectory)
        #expect(repository.location.workTree == tree)
        #expect(try repository.reference("refs/events/a") == id)
        #expect(try repository.object(id, limit: anySize).kind == .commit)
      }
      let inside = GitFixture(directory: fixture.directory, name: "tree", bare: false)
      try await inside.git("update-ref", "refs/worktree/mine", id.hex)
      #expect(try Repository.open(at: tree).reference("refs/worktree/mine") == id)
      #expect(try Repository.open(at: fixture.path).reference("refs/worktree/mine") == nil)
    }
  }

  @Test func readsAWorktreesOwnConfiguration() async throws {
    try await GitFixture.with { fixture in
      try await fixture.git("commit", "--allow-empty", "-q", "-m", "first")
      let tree = fixture.directory.path("tree")
      try await fixture.git("worktree", "add", "-q", tree)
      try await fixture.git("config", "extensions.worktreeConfig", "true")
      try await fixture.git("config", "events.here", "shared")
      let inside = GitFixture(directory: fixture.directory, name: "tree", bare: false)
      try await inside.git("config", "--worktree", "events.here", "tree")
      #expect(try Repository.open(at: tree).configuration.string("events.here") == "tree")
      #expect(try Repository.open(at: fixture.path).configuration.string("events.here") == "shared")
    }
  }

  @Test func refusesASHA256Repository() async throws {
    try await GitFixture.with(options: ["--object-format=sha256"]) { fixture in
      #expect(isUnsupported(opening(fixture.gitDirectory), "objectformat=sha256"))
      #expect(throws: GitError.self) { try Repository.open(at: fixture.path) }
    }
  }

  @Test func refusesFormatsThatItDoesNotKnow() async throws {
    try await GitFixture.with { fixture in
      try await fixture.git("config", "core.repositoryFormatVersion", "1")
      for known in ["noop", "preciousObjects", "partialClone", "worktreeConfig"] {
        try await fixture.git("config", "extensions.\(known)", "true")
      }
      try await fixture.git("config", "extensions.objectFormat", "sha1")
      #expect(opening(fixture.gitDirectory) == nil)
      try await fixture.git("config", "extensions.refStorage", "reftable")
      #expect(isUnsupported(opening(fixture.gitDirectory), "refstorage=reftable"))
      write(
        "[core]\nrepositoryformatversion=1\n[extensions]\nfancy\n",
        to: fixture.gitDirectory + "/config")
      #expect(isUnsupported(opening(fixture.gitDirectory), "fancy"))
      write("[core]\nrepositoryformatversion=2\n", to: fixture.gitDirectory + "/config")
      #expect(isUnsupported(opening(fixture.gitDirectory), "version 2"))
      write("[core]\nrepositoryformatversion=x\n", to: fixture.gitDirectory + "/config")
      guard case .malformed = opening(fixture.gitDirectory) else {
        Issue.record("a version that is no number was accepted")
        return
      }
    }
  }

  @Test func tellsWhereAConfigurationIsBroken() async throws {
    try await GitFixture.with { fixture in
      write("[core]\n\tbare = false\n[broken\n", to: fixture.gitDirectory + "/config")
      guard case .malformed(let what, let reason) = opening(fixture.gitDirectory) else {
        Issue.record("a broken file was accepted")
        return
      }
      #expect(what.contains(fixture.gitDirectory + "/config"))
      #expect(reason.contains("line 3"))
    }
  }

  @Test func refusesToWriteIntoAMirrorClone() async throws {
    try await GitFixture.with { fixture in
      try await fixture.git("commit", "--allow-empty", "-q", "-m", "first")
      let home = fixture.directory.path
      for (name, options, refused) in [
        ("mirror.git", ["--mirror"], true), ("bare.git", ["--bare"], false), ("clone", [], false),
      ] {
        let path = fixture.directory.path(name)
        try await GitCommand.run(["clone", "-q"] + options + [fixture.path, path], home: home)
        let repository = try Repository.open(at: path)
        let refusal = try WriteRefusal.find(
          in: repository.configuration, guarding: ["refs/events", "refs/ledger"])
        #expect((refusal != nil) == refused)
      }
    }
  }

  @Test(arguments: [
    ("fetch = +refs/events/*:refs/events/*", true), ("fetch = +refs/*:refs/*", true),
    ("fetch = +refs/e*:refs/e*", true), ("fetch = +refs/ledger/x:refs/ledger/x", true),
    ("fetch = +refs/heads/*:refs/remotes/origin/*", false),
    ("fetch = refs/events/*:refs/events/*", false),
    ("fetch = +refs/events/*:refs/remote-events/origin/streams/*", false),
    ("fetch = ^refs/events/*", false), ("fetch = +refs/events/*", false),
    ("mirror = true", false), ("mirror = true\nfetch = refs/*:refs/*", true),
    ("prune = true\nfetch = refs/events/*:refs/events/*", true),
    ("fetch = refs/events/*:refs/events/*\n[fetch]\nprune = true", true),
  ])
  func knowsDangerousFetches(_ lines: String, _ refused: Bool) async throws {
    try await GitFixture.with { fixture in
      write("[remote \"o.r\"]\n\(lines)\n", to: fixture.gitDirectory + "/config")
      let refusal = try WriteRefusal.find(
        in: try fixture.open().configuration, guarding: ["refs/events", "refs/ledger"])
      #expect((refusal != nil) == refused)
    }
  }
}
