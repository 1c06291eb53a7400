import Git
import GitEventsTesting
import Testing

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

struct ScratchFolderTests {
  private static func names(_ directory: TemporaryDirectory) throws -> [String] {
    try WritableFolder(directory.path).entries()
  }

  @Test func goesAwayWithAllThatIsInItAndFollowsNoLink() async throws {
    try await TemporaryDirectory.with { directory in
      try WritableFolder(directory.path("kept")).create(durably: false)
      write("kept", to: directory.path("kept/file"))
      do {
        let scratch = try ScratchFolder(beside: directory.path("thing"), ending: "making")
        try WritableFolder(scratch.path(of: "a/b")).create(durably: false)
        write("gone", to: scratch.path(of: "a/b/file"))
        #expect(symlink(directory.path("kept"), scratch.path(of: "a/link")) == 0)
        #expect(try Self.names(directory).count == 2)
        withExtendedLifetime(scratch) {}
      }
      #expect(try Self.names(directory) == ["kept"])
      #expect(try contents(directory.path("kept/file")) == Array("kept".utf8))
    }
  }

  @Test func whatTheDeadLeftIsRemovedAndWhatTheLivingHaveIsNot() async throws {
    try await TemporaryDirectory.with { directory in
      let path = directory.path("thing")
      let dead = directory.path("thing.1.making")
      try WritableFolder(dead).create(durably: false)
      write("", to: dead + "/lock")
      // Of another thing, and of another kind.
      for name in ["other.1.making", "thing.1.mended", "thing.x.making"] {
        try WritableFolder(directory.path(name)).create(durably: false)
        write("", to: directory.path(name) + "/lock")
      }
      let living = directory.path("thing.2.making")
      try WritableFolder(living).create(durably: false)
      guard let lock = try FileLock(ifFree: living + "/lock", O_RDWR | O_CREAT) else {
        Issue.record("the lock is free")
        return
      }
      let scratch = try ScratchFolder(beside: path, ending: "making")
      let names = Set(try Self.names(directory))
      #expect(!names.contains("thing.1.making"))
      #expect(
        names.isSuperset(of: [
          "thing.2.making", "other.1.making", "thing.1.mended", "thing.x.making",
        ]))
      withExtendedLifetime(scratch) {}
      lock.end()
    }
  }
}
