import Git
import GitEventsTesting
import Testing

struct ObjectWalkTests {
  private static func listed(
    _ fixture: GitFixture, _ arguments: String...
  ) async throws -> Set<String> {
    let lines = try await fixture.git(["rev-list", "--objects", "--no-object-names"] + arguments)
    return Set(lines.lines)
  }

  /// A history with merges, folders, equal files, a link, a submodule, a tag of a tag, and trees that only old git wrote.
  private static func history(_ fixture: GitFixture) async throws {
    let blob = try await fixture.blob("one\n")
    let link = try await fixture.blob("target")
    var parents: [String] = []
    for number in 0..<6 {
      let own = try await fixture.blob("\(number % 4)\n")
      let inner = try await fixture.git(
        "mktree", input: Array("100644 blob \(blob)\ta\n100755 blob \(own)\tb\n".utf8)
      ).text
      let tree = try await fixture.git(
        "mktree", "--missing",
        input: Array(
          ("040000 tree \(inner)\tfolder\n120000 blob \(link)\tlink\n"
            + "160000 commit \(String(repeating: "1", count: 40))\tmodule\n").utf8)
      ).text
      let named = parents.suffix(number == 4 ? 2 : 1).flatMap { ["-p", $0] }
      let arguments = ["commit-tree", tree, "-m", "\(number)"] + named
      parents.append(try await fixture.git(arguments).text)
    }
    try await fixture.git("update-ref", "refs/heads/main", parents[5])
    try await fixture.git("update-ref", "refs/heads/side", parents[2])
    try await fixture.git("tag", "-m", "first", "t", parents[5])
    try await fixture.git("tag", "-m", "second", "tt", "t")
    try await fixture.git("tag", "blob", blob.hex)
    let old = Array("0100644 old".utf8) + [0] + blob.bytes
    let odd = try await fixture.git(
      "hash-object", "-t", "tree", "-w", "--stdin", "--literally", input: old
    ).text
    try await fixture.git("tag", "tree", odd)
  }

  @Test func listsWhatGitLists() async throws {
    try await GitFixture.with { fixture in
      try await Self.history(fixture)
      let tips = try await fixture.git("for-each-ref", "--format=%(objectname)").lines
      var walk = ObjectWalk(try fixture.open())
      try walk.run(from: tips.map { ObjectID(hex: $0)! })
      #expect(Set(walk.found.map(\.hex)) == (try await Self.listed(fixture, "--all")))
      #expect(Set(walk.found).count == walk.found.count)
    }
  }

  @Test func whatLiesBehindAnEndIsLeftOutWithAllThatTheEndHolds() async throws {
    try await GitFixture.with { fixture in
      try await Self.history(fixture)
      let end = try await fixture.git("rev-parse", "main~2").text
      var walk = ObjectWalk(try fixture.open(), stoppingAt: [ObjectID(hex: end)!])
      try walk.run(from: [ObjectID(try await fixture.git("rev-parse", "main"))])
      let found = Set(walk.found.map(\.hex))
      let expected = try await Self.listed(fixture, "main", "^\(end)")
      #expect(found.isSuperset(of: expected))
      let tree = try await fixture.git("ls-tree", "-r", "-t", "--object-only", end).lines
      #expect(found.isDisjoint(with: tree + [end]))
    }
  }

  @Test func whatIsMissingIsAnError() async throws {
    try await GitFixture.with { fixture in
      try await Self.history(fixture)
      let tree = try ObjectID(await fixture.git("rev-parse", "main~1:folder"))
      unlinkFile(fixture.loosePath(tree))
      var walk = ObjectWalk(try fixture.open())
      let tip = try ObjectID(await fixture.git("rev-parse", "main"))
      #expect(throws: GitError.missingObject(tree)) { try walk.run(from: [tip]) }
    }
  }
}
