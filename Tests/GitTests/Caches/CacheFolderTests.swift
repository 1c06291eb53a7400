import Foundation
import Git
import GitEventsTesting
import Testing

/// What stands in the way of files that can be computed again, and must not be followed or waited for.
@Suite struct CacheFolderTests {
  private static let paths = StorePaths(folder: "git-events", referenceFolders: [])
  private static let folder = "git-events/checkpoints"

  @Test(arguments: [
    "", "A", "a/b", "..", ".", "a.b", "ä", "a b", "a\n", String(repeating: "a", count: 81),
  ])
  func aNameIsOnePlainComponent(text: String) {
    #expect(CacheName(text) == nil)
    #expect(CacheName(String(repeating: "a", count: 80)) != nil)
  }

  @Test(arguments: ["git-events", folder])
  func aLinkInAFoldersPlaceIsNotFollowed(link: String) async throws {
    try await GitFixture.with { fixture in
      let outside = fixture.directory.path("outside")
      let inner = link == Self.folder ? outside : outside + "/checkpoints"
      try FileManager.default.createDirectory(
        atPath: inner, withIntermediateDirectories: true)
      write("x", to: inner + "/a")
      if link == Self.folder {
        try FileManager.default.createDirectory(
          atPath: fixture.gitDirectory + "/git-events", withIntermediateDirectories: true)
      }
      try FileManager.default.createSymbolicLink(
        atPath: fixture.gitDirectory + "/" + link, withDestinationPath: outside)
      let cache = try fixture.open()
      #expect(try cache.read("a") == nil)
      #expect(!cache.cache([1], as: "b", Self.paths))
      #expect(!cache.uncache("a", Self.paths))
      #expect(cache.cachedNames(Self.paths) == [])
      cache.pruneCache(keepingNewest: 0, totalBytes: 0, Self.paths)
      #expect(try FileManager.default.contentsOfDirectory(atPath: inner) == ["a"])
    }
  }

  @Test func whatIsNoRegularFileIsNotRead() async throws {
    try await GitFixture.with { fixture in
      let cache = try fixture.open()
      #expect(cache.cache([1], as: "a", Self.paths))
      let folder = fixture.gitDirectory + "/" + Self.folder
      let outside = fixture.directory.path("outside")
      write("x", to: outside)
      try FileManager.default.createSymbolicLink(
        atPath: folder + "/link", withDestinationPath: outside)
      try FileManager.default.createDirectory(
        atPath: folder + "/folder", withIntermediateDirectories: false)
      #expect(mkfifo(folder + "/pipe", 0o600) == 0)
      for name in ["link", "folder", "pipe"] as [CacheName] {
        #expect(try cache.read(name) == nil)
      }
      #expect(cache.cachedNames(Self.paths) == ["a"])
      #expect(cache.cache([2], as: "link", Self.paths))
      #expect(try contents(outside) == Array("x".utf8))
      #expect(try cache.read("link") == [2])
      #expect(!cache.cache([2], as: "folder", Self.paths))
      let left = try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
      #expect(left == ["a", "folder", "link", "pipe"])
    }
  }

  @Test func whatAKilledWriterLeftIsRemovedAfterAnHour() async throws {
    try await GitFixture.with { fixture in
      let cache = try fixture.open()
      #expect(cache.cache([1], as: "a", Self.paths))
      let folder = fixture.gitDirectory + "/" + Self.folder
      for (name, age) in [(".new-1-a", 7200.0), (".new-1-b", 60), ("old", 7200)] {
        write("x", to: folder + "/" + name)
        try FileManager.default.setAttributes(
          [.modificationDate: Date(timeIntervalSinceNow: -age)], ofItemAtPath: folder + "/" + name)
      }
      #expect(cache.cache([2], as: "a", Self.paths))
      let left = try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
      #expect(left == [".new-1-b", "a", "old"])
    }
  }

  /// The owner could not write to a folder that somebody else made in the repository.
  @Test(.enabled(if: geteuid() == 0)) func noFolderIsMadeInAnotherUsersRepository() async throws {
    try await GitFixture.with { fixture in
      #expect(chown(fixture.gitDirectory, 12345, 12345) == 0)
      let cache = try fixture.open()
      #expect(!cache.cache([1], as: "a", Self.paths))
      let names = try FileManager.default.contentsOfDirectory(atPath: fixture.gitDirectory)
      #expect(!names.contains("git-events"))
    }
  }

  @Test(.enabled(if: geteuid() != 0)) func aReadOnlyRepositoryIsReadAndNotWritten() async throws {
    try await GitFixture.with { fixture in
      let cache = try fixture.open()
      #expect(cache.cache([1], as: "a", Self.paths))
      let folder = fixture.gitDirectory + "/" + Self.folder
      #expect(chmod(folder, 0o500) == 0)
      defer { chmod(folder, 0o700) }
      #expect(try cache.read("a") == [1])
      #expect(!cache.cache([2], as: "a", Self.paths))
      #expect(!cache.uncache("a", Self.paths))
      #expect(try cache.read("a") == [1])
    }
  }
}

extension Repository {
  fileprivate func read(_ name: CacheName) throws -> [UInt8]? {
    try cached(name, StorePaths(folder: "git-events", referenceFolders: []), limit: 9)
  }
}
