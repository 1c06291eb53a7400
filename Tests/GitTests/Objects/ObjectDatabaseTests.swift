import Git
import GitEventsTesting
import Testing

@Suite struct ObjectDatabaseTests {
  /// Twenty commits of one growing file, so that packing makes deltas.
  private func history(_ fixture: GitFixture) async throws {
    var text = String(repeating: "a line that many versions share\n", count: 200)
    for number in 0..<20 {
      text += "line \(number)\n"
      write(text, to: fixture.path + "/file")
      try await fixture.git("add", "file")
      try await fixture.git("commit", "--quiet", "-m", "commit \(number)")
    }
  }

  /// Compares every object of a repository with what git says of it.
  private func compareAll(_ fixture: GitFixture, with database: some ObjectReading) async throws {
    let format = "--batch-check=%(objectname) %(objecttype) %(objectsize)"
    let lines = try await fixture.git("cat-file", "--batch-all-objects", format).lines
    #expect(!lines.isEmpty)
    for line in lines {
      let words = line.split(separator: " ")
      let id = try #require(ObjectID(hex: String(words[0])))
      let object = try database.object(id, limit: anySize)
      #expect(object.kind.name == words[1])
      #expect(String(object.bytes.count) == words[2])
      #expect(try ObjectHasher.id(of: object.kind, object.bytes) == id)
      #expect(object.bytes == (try await fixture.git("cat-file", object.kind.name, id.hex)).bytes)
    }
  }

  @Test func namesObjectsAsGitDoes() async throws {
    try await GitFixture.with { fixture in
      for text in ["", "hello world\n", String(repeating: "x", count: 100_000)] {
        let id = try await fixture.blob(text)
        #expect(try ObjectHasher.id(of: .blob, Array(text.utf8)) == id)
      }
    }
  }

  @Test func readsLooseAndPackedAndDeltaObjects() async throws {
    try await GitFixture.with { fixture in
      try await history(fixture)
      try await compareAll(fixture, with: fixture.open())
      try await fixture.git("repack", "-adf", "--quiet", "--depth=50")
      try await fixture.git("prune-packed")
      let pack = try await fixture.git("count-objects", "-v").text
      #expect(pack.contains("count: 0\n"))
      try await compareAll(fixture, with: fixture.open())
      try await fixture.fsck()
    }
  }

  @Test func readsOnWhileOthersRepack() async throws {
    try await GitFixture.with { fixture in
      try await history(fixture)
      let repository = try fixture.open()
      try await compareAll(fixture, with: repository)
      for _ in 0..<3 {
        try await fixture.git("commit", "--quiet", "--allow-empty", "-m", "one more")
        try await fixture.git("repack", "-ad", "--quiet")
        try await compareAll(fixture, with: repository)
        try await fixture.git("gc", "--quiet", "--prune=now")
        try await compareAll(fixture, with: repository)
      }
      try await fixture.fsck()
    }
  }

  @Test func saysWhatIsMissingAndWhatIsTooLarge() async throws {
    try await GitFixture.with { fixture in
      let database = try fixture.open().objects
      let id = try await fixture.blob("hello world\n")
      #expect(throws: GitError.oversizedObject(id, bytes: 12, limit: 11)) {
        try database.object(id, limit: 11)
      }
      #expect(try database.object(id, limit: 12).bytes.count == 12)
      try await fixture.git("update-ref", "refs/blob", id.hex)
      try await fixture.git("repack", "-ad", "--quiet")
      database.invalidate()
      #expect(throws: GitError.oversizedObject(id, bytes: 12, limit: 11)) {
        try database.object(id, limit: 11)
      }
      let absent = try #require(ObjectID(hex: String(repeating: "a", count: 40)))
      #expect(throws: GitError.missingObject(absent)) { try database.object(absent, limit: 9) }
      #expect(throws: GitError.missingObject(.zero)) { try database.object(.zero, limit: 9) }
      #expect(try database.contains(id))
      #expect(try !database.contains(absent))
    }
  }

  @Test func saysThatAPackIsDamaged() async throws {
    try await GitFixture.with { fixture in
      let text = (0..<2000).map { "line \($0 * 7919)\n" }.joined()
      let id = try await fixture.blob(text)
      try await fixture.git("update-ref", "refs/blob", id.hex)
      try await fixture.git("repack", "-ad", "--quiet")
      let folder = try Folder(fixture.gitDirectory + "/objects/pack")
      let names = try folder.entries().map { String(decoding: $0.name, as: UTF8.self) }
      let pack = try #require(names.first { $0.hasSuffix(".pack") })
      let path = fixture.gitDirectory + "/objects/pack/" + pack
      var bytes = try contents(path)
      bytes[bytes.count / 2] ^= 0x40
      write(bytes, to: path)
      let repository = try fixture.open()
      do throws(GitError) {
        _ = try repository.object(id, limit: anySize)
        Issue.record("a damaged object was read")
      } catch {
        guard case .damagedObject(id, _) = error else {
          Issue.record("\(error)")
          return
        }
      }
      // A sound copy beside it is found.
      try await fixture.git("init", "--quiet", "--bare", fixture.directory.path("other"))
      let other = GitFixture(directory: fixture.directory, name: "other", bare: true)
      _ = try await other.blob(text)
      write(
        other.gitDirectory + "/objects\n", to: fixture.gitDirectory + "/objects/info/alternates")
      #expect(try repository.object(id, limit: anySize).bytes == Array(text.utf8))
    }
  }

  @Test func followsAlternates() async throws {
    try await GitFixture.with { fixture in
      let id = try await fixture.blob("shared\n")
      try await fixture.git("commit", "--allow-empty", "-q", "-m", "first")
      let second = fixture.directory.path("second")
      let third = fixture.directory.path("third.git")
      let home = fixture.directory.path
      try await GitCommand.run(["clone", "-q", "--shared", fixture.path, second], home: home)
      try await GitCommand.run(["init", "-q", "--bare", third], home: home)
      let list =
        "# a comment\n\n../../second/.git/objects\n/nowhere/objects\n" + third + "/objects\n"
      write(list, to: third + "/objects/info/alternates")
      let repository = try Repository.open(gitDirectory: third)
      #expect(try repository.object(id, limit: anySize).bytes == Array("shared\n".utf8))
      try await fixture.git("update-ref", "refs/blob", id.hex)
      try await fixture.git("repack", "-ad", "--quiet")
      repository.objects.invalidate()
      #expect(try repository.object(id, limit: anySize).bytes == Array("shared\n".utf8))
      let found = ObjectDirectories.list(from: third + "/objects")
      #expect(found.count == 3)
      // A list that names its own folder ends.
      write(
        "../../../store/.git/objects\n../../../second/.git/objects\n",
        to: fixture.gitDirectory + "/objects/info/alternates")
      #expect(ObjectDirectories.list(from: fixture.gitDirectory + "/objects").count == 2)
    }
  }

  @Test func resolvesAbbreviations() async throws {
    try await GitFixture.with { fixture in
      let database = try fixture.open().objects
      var blobs: [ObjectID] = []
      for number in 0..<40 { blobs.append(try await fixture.blob("blob \(number)\n")) }
      try await fixture.git("update-ref", "refs/blob", blobs[0].hex)
      try await fixture.git("repack", "-adk", "--quiet")
      let loose = try await fixture.blob("loose\n")
      for id in blobs + [loose] {
        let prefix = String(id.hex.prefix(10))
        #expect(try database.resolve(prefix: prefix) == [id])
        #expect(try database.resolve(prefix: prefix.uppercased()) == [id])
        #expect(try database.resolve(prefix: id.hex) == [id])
      }
      #expect(try database.resolve(prefix: "0000000000") == [])
      #expect(throws: GitError.self) { try database.resolve(prefix: "abc") }
      #expect(throws: GitError.self) { try database.resolve(prefix: "xyzw") }
    }
  }

  @Test func listsEveryMeaningOfAnAmbiguousAbbreviation() async throws {
    try await GitFixture.with { fixture in
      // Enough objects that some share four digits.
      let stream = (0..<1500).map { "blob\ndata \("n\($0)".utf8.count)\nn\($0)\n" }.joined()
      try await fixture.git("fast-import", "--quiet", input: Array(stream.utf8))
      let all = try await fixture.git(
        "cat-file", "--batch-all-objects", "--batch-check=%(objectname)"
      ).lines
      let groups = Dictionary(grouping: all) { $0.prefix(4) }.filter { $0.value.count > 1 }
      #expect(!groups.isEmpty)
      let database = try fixture.open().objects
      for (prefix, names) in groups {
        let found = try database.resolve(prefix: String(prefix))
        #expect(found.map(\.hex) == names.sorted())
      }
    }
  }
}
