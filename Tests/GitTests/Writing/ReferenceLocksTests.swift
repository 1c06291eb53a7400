import Git
import GitEventsTesting
import Testing

/// Locks in folders that `git pack-refs` takes away when they are empty.
@Suite struct ReferenceLocksTests {
  private static let name = "refs/tags/a/b/1"

  @Test func aFolderThatIsGoneIsMadeAnew() async throws {
    try await GitFixture.with { fixture in
      let target = try await fixture.commit("one")
      let locks = ReferenceLocks(commonDirectory: WritableFolder(fixture.gitDirectory))
      try locks.take(Self.name, target, synced: true) {}
      try locks.commit(Self.name)
      #expect(try await fixture.git("rev-parse", Self.name).text == target.hex)
    }
  }

  @Test func aFolderThatIsGoneIsSyncedWithEverything() async throws {
    try await GitFixture.with { fixture in
      let root = WritableFolder(fixture.gitDirectory)
      let locks = ReferenceLocks(commonDirectory: root)
      try locks.sync(locks.folder(of: Self.name))
      let inAFile = WritableFolder(root.path(of: "HEAD/x"))
      #expect(throws: GitError.system(call: "open", path: inAFile.path, errno: 20)) {
        try locks.sync(inAFile)
      }
    }
  }
}
