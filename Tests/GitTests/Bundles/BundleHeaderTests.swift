import Git
import GitEventsTesting
import Testing

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

struct BundleHeaderTests {
  private static func header(_ path: String) throws -> BundleHeader {
    try BundleHeader(OpenFile(path, O_RDONLY))
  }

  /// Lends a complete bundle and an increment behind it, as git writes them.
  private static func withBundles(
    version: Int, _ body: (GitFixture, _ complete: String, _ increment: String) async throws -> Void
  ) async throws {
    try await GitFixture.with { fixture in
      let first = try await fixture.commit("first")
      let tree = try await fixture.git("mktree").text
      let second = try await fixture.git(
        "commit-tree", tree, "-p", first.hex, "-m", "second line"
      ).text
      try await fixture.git("update-ref", "refs/heads/a", first.hex)
      let names = ["complete", "increment"].map(fixture.directory.path)
      let options = ["bundle", "create", "--quiet", "--version=\(version)"]
      try await fixture.git(options + [names[0], "--all"])
      try await fixture.git("update-ref", "refs/heads/a", second)
      try await fixture.git("tag", "-m", "tagged", "t", second)
      try await fixture.git(options + [names[1], "--all", "^\(first)"])
      try await body(fixture, names[0], names[1])
    }
  }

  @Test(arguments: [2, 3]) func readsWhatGitWrites(version: Int) async throws {
    try await Self.withBundles(version: version) { fixture, complete, increment in
      for path in [complete, increment] {
        let header = try Self.header(path)
        let heads = try await fixture.git("bundle", "list-heads", path).lines
        #expect(header.references.map { "\($0.target) \($0.name)" } == heads)
      }
      #expect(try Self.header(complete).prerequisites == [])
      let first = try ObjectID(await fixture.git("rev-parse", "refs/heads/a~1"))
      #expect(try Self.header(increment).prerequisites == [first])
      #expect(try Self.header(increment).references.count == 2)
    }
  }

  @Test func gitReadsWhatIsWritten() async throws {
    try await Self.withBundles(version: 2) { fixture, _, increment in
      let header = try Self.header(increment)
      let own = fixture.directory.path("own")
      let empty = try PackBuilder().finish().bytes
      write(header.serialized() + empty, to: own)
      #expect(try Self.header(own) == header)
      try await fixture.git("bundle", "verify", "--quiet", own)
      let heads = try await fixture.git("bundle", "list-heads", own).lines
      #expect(heads == header.references.map { "\($0.target) \($0.name)" })
    }
  }

  @Test func aFileThatEndsWithinItsHeaderIsRefusedWhereverItEnds() async throws {
    try await Self.withBundles(version: 3) { fixture, _, increment in
      let bytes = try contents(increment)
      let length = try #require(bytes.indices.first { bytes[$0...].starts(with: [10, 10]) }) + 2
      let cut = fixture.directory.path("cut")
      for end in 0..<length {
        write(Array(bytes[..<end]), to: cut)
        #expect(throws: GitError.self, "\(end)") { try Self.header(cut) }
      }
      write(Array(bytes[..<length]), to: cut)
      _ = try Self.header(cut)
    }
  }

  @Test(arguments: [
    "# v4 git bundle\n\n", "# v2 git bundle\nx\n\n", "# v3 git bundle\n@object-format=sha256\n\n",
    "# v3 git bundle\n@filter=blob:none\n\n",
    "# v2 git bundle\n0123456789012345678901234567890123456789 \n\n",
    "# v2 git bundle\n-0123456789012345678901234567890123456789x\n\n",
    "# v2 git bundle\n-012345678901234567890123456789012345678g \n\n", "PACK\n\n", "\n\n",
  ])
  func whatIsNoBundleIsRefused(text: String) async throws {
    try await TemporaryDirectory.with { directory in
      write(text, to: directory.path("file"))
      #expect(throws: GitError.self) { try Self.header(directory.path("file")) }
    }
  }
}
