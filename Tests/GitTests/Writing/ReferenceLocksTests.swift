import Foundation
import GitEventsTesting
import Testing

@testable import Git

/// Locks in folders that `git pack-refs` takes away when they are empty.
@Suite struct ReferenceLocksTests {
  private static let name = "refs/tags/a/b/1"

  @Test func aFolderThatIsGoneIsMadeAnew() async throws {
    try await GitFixture.with { fixture in
      let target = try await fixture.commit("one")
      let locks = ReferenceLocks(
        commonDirectory: WritableFolder(fixture.gitDirectory),
        temporary: WritableFolder(fixture.gitDirectory + "/tmp"))
      try locks.take(Self.name, target, synced: true) {}
      try locks.commit(Self.name)
      #expect(try await fixture.git("rev-parse", Self.name).text == target.hex)
    }
  }

  @Test func aFolderThatIsGoneIsSyncedWithEverything() async throws {
    try await GitFixture.with { fixture in
      let root = WritableFolder(fixture.gitDirectory)
      let locks = ReferenceLocks(
        commonDirectory: root, temporary: WritableFolder(root.path(of: "tmp")))
      try locks.sync(locks.folder(of: Self.name))
      let inAFile = WritableFolder(root.path(of: "HEAD/x"))
      #expect(throws: GitError.system(call: "open", path: inAFile.path, errno: 20)) {
        try locks.sync(inAFile)
      }
    }
  }

  /// Locks that are names of one file do not get each other's values.
  @Test func aHeldLockIsFilledForItselfAlone() async throws {
    try await GitFixture.with { fixture in
      let target = try await fixture.commit("one")
      let temporary = WritableFolder(fixture.gitDirectory + "/tmp")
      let mark = HeldMark(in: temporary)
      let locks = ReferenceLocks(
        commonDirectory: WritableFolder(fixture.gitDirectory), temporary: temporary)
      try mark.make()
      let names = ["refs/tags/a", "refs/tags/b", "refs/tags/c"]
      for name in names { try locks.hold(name, as: mark) {} }
      #expect(try fixture.inodes(names.map { $0 + ".lock" }).count == 1)
      try locks.fill(names[0], target, synced: true)
      try locks.fill(names[1], target, synced: false)
      try locks.empty(names[1])
      try locks.commit(names[0])
      for name in names.dropFirst() {
        #expect(try fixture.lockText(name) == "git-events: held\n")
        try locks.release(name)
      }
      #expect(
        try await fixture.git("for-each-ref", "--format=%(refname)", "refs/tags").lines == [
          "refs/tags/a"
        ])
    }
  }

  /// Where no link can be made a lock is a file of its own, and keeps git away just as well.
  @Test func withoutAMarkALockIsAFile() async throws {
    try await GitFixture.with { fixture in
      let target = try await fixture.commit("one")
      let temporary = WritableFolder(fixture.gitDirectory + "/tmp")
      let locks = ReferenceLocks(
        commonDirectory: WritableFolder(fixture.gitDirectory), temporary: temporary)
      let names = ["refs/tags/a", "refs/tags/b"]
      for name in names { try locks.hold(name, as: HeldMark(in: temporary)) {} }
      #expect(try fixture.inodes(names.map { $0 + ".lock" }).count == 2)
      #expect(try fixture.lockText("refs/tags/a") == "git-events: held\n")
      await #expect(throws: GitCommand.Failure.self) {
        try await fixture.git("update-ref", "refs/tags/a", target.hex)
      }
    }
  }
}

extension GitFixture {
  /// What the lock of a ref says.
  fileprivate func lockText(_ name: String) throws -> String {
    try String(contentsOfFile: "\(gitDirectory)/\(name).lock", encoding: .utf8)
  }

  /// The numbers of some files on their file system.
  fileprivate func inodes(_ paths: [String]) throws -> Set<Int> {
    Set(
      try paths.map { path in
        let attributes = try FileManager.default.attributesOfItem(atPath: gitDirectory + "/" + path)
        return try #require(attributes[.systemFileNumber] as? Int)
      })
  }
}
