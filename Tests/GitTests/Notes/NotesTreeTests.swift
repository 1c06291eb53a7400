import Git
import GitEventsTesting
import Testing

struct NotesTreeTests {
  /// Names of objects that need not be there.
  private static func objects(_ count: Int, seed: UInt64) -> [ObjectID] {
    var numbers = SeededGenerator(seed)
    return (0..<count).map { _ in
      ObjectID(bytes: (0..<20).map { _ in UInt8.random(in: .min ... .max, using: &numbers) })!
    }
  }

  /// What `git notes list` says: the blob of each object.
  private static func listed(
    _ fixture: GitFixture, _ reference: String
  ) async throws -> [ObjectID: ObjectID] {
    var notes: [ObjectID: ObjectID] = [:]
    for line in try await fixture.git("notes", "--ref", reference, "list").lines {
      let words = line.split(separator: " ").map { ObjectID(hex: String($0))! }
      notes[words[1]] = words[0]
    }
    return notes
  }

  /// Has git write notes on many objects.
  private static func note(
    _ objects: [ObjectID], _ fixture: GitFixture
  ) async throws -> ObjectID {
    let source = try await fixture.commit("source")
    try await fixture.git("notes", "--ref", "x", "add", "-m", "said", source.hex)
    let pairs = objects.map { "\(source) \($0)\n" }.joined()
    try await fixture.git("notes", "--ref", "x", "copy", "--stdin", input: Array(pairs.utf8))
    return try ObjectID(await fixture.git("rev-parse", "refs/notes/x^{tree}"))
  }

  /// Writes a tree with its pack, and has git take it for notes.
  private static func store(
    _ tree: NotesTree, _ fixture: GitFixture, as reference: String
  ) async throws -> ObjectID {
    var pack = try PackBuilder()
    let id = try tree.write(into: &pack)
    try await fixture.git("unpack-objects", "-q", input: pack.finish().bytes)
    let commit = try await fixture.git("commit-tree", id.hex, "-m", "notes").text
    try await fixture.git("update-ref", "refs/notes/\(reference)", commit)
    return id
  }

  @Test(arguments: [1, 40, 300, 9000])
  func readsWhatGitWritesInAnyFanOut(count: Int) async throws {
    try await GitFixture.with { fixture in
      let objects = Self.objects(count, seed: UInt64(count))
      let tree = try await Self.note(objects, fixture)
      let expected = try await Self.listed(fixture, "x")
      #expect(expected.count == count + 1)
      let notes = try NotesTree(tree, fixture.open()).notes
      #expect(notes == expected.mapValues { [$0] })
      let lookup = NotesLookup(tree, try fixture.open())
      for object in objects.prefix(500) {
        #expect(try lookup.blobs(of: object) == [expected[object]!])
      }
      #expect(try lookup.blobs(of: Self.objects(1, seed: 7)[0]) == [])
    }
  }

  @Test(arguments: [0, 1, 64, 65, 3000])
  func gitReadsWhatIsWritten(count: Int) async throws {
    try await GitFixture.with { fixture in
      let blob = try await fixture.blob("said\n")
      var tree = NotesTree()
      for object in Self.objects(count, seed: 3) { tree[object] = [blob] }
      let id = try await Self.store(tree, fixture, as: "x")
      #expect(try await Self.listed(fixture, "x") == tree.notes.mapValues { $0[0] })
      #expect(try NotesTree(id, fixture.open()).notes == tree.notes)
      try await fixture.fsck()
    }
  }

  @Test func whatWasReadIsNotWrittenAgain() async throws {
    try await GitFixture.with { fixture in
      let blob = try await fixture.blob("said\n")
      var tree = NotesTree()
      for object in Self.objects(3000, seed: 4) { tree[object] = [blob] }
      let id = try await Self.store(tree, fixture, as: "x")
      var grown = try NotesTree(id, fixture.open())
      grown[Self.objects(1, seed: 5)[0]] = [blob]
      var pack = try PackBuilder()
      _ = try grown.write(into: &pack)
      // The root and one of its folders.
      #expect(pack.count == 2)
      var same = try PackBuilder()
      #expect(try NotesTree(id, fixture.open()).write(into: &same) == id)
      #expect(same.count == 0)
    }
  }

  @Test func whatIsNoNoteStaysWhereItIs() async throws {
    try await GitFixture.with { fixture in
      let blob = try await fixture.blob("said\n")
      let folder = try await fixture.git(
        "mktree", input: Array("100644 blob \(blob)\treadme\n".utf8)
      ).text
      // A folder of digits with a file that is no note; a file where a folder of notes would be; a folder of words.
      let root = try await fixture.git(
        "mktree",
        input: Array(
          "040000 tree \(folder)\tab\n100644 blob \(blob)\tcd\n040000 tree \(folder)\tdocs\n".utf8)
      ).text
      var tree = try NotesTree(ObjectID(hex: root)!, fixture.open())
      #expect(tree.count == 0)
      for object in Self.objects(2000, seed: 6) { tree[object] = [blob] }
      let id = try await Self.store(tree, fixture, as: "x")
      #expect(try await Self.listed(fixture, "x") == tree.notes.mapValues { $0[0] })
      for path in ["ab/readme", "cd", "docs/readme"] {
        #expect(try await fixture.git("cat-file", "blob", "\(id):\(path)").text == "said")
      }
      #expect(try NotesTree(id, fixture.open()).notes == tree.notes)
    }
  }

  @Test func oneObjectThatIsNotedInTwoPlacesHasBothNotes() async throws {
    try await GitFixture.with { fixture in
      let (first, second) = (try await fixture.blob("1\n"), try await fixture.blob("2\n"))
      let object = Self.objects(1, seed: 8)[0]
      let inner = try await fixture.git(
        "mktree", input: Array("100644 blob \(second)\t\(object.hex.dropFirst(2))\n".utf8)
      ).text
      let root = try await fixture.git(
        "mktree",
        input: Array(
          "100644 blob \(first)\t\(object)\n040000 tree \(inner)\t\(object.hex.prefix(2))\n".utf8)
      ).text
      let id = try #require(ObjectID(hex: root))
      #expect(Set(try NotesTree(id, fixture.open())[object]) == [first, second])
      #expect(Set(try NotesLookup(id, fixture.open()).blobs(of: object)) == [first, second])
    }
  }

  @Test func aTreeThatWasMadeToBeWalkedForEverIsRefused() async throws {
    try await GitFixture.with { fixture in
      let blob = try await fixture.blob("said\n")
      var inner = try await fixture.git(
        "mktree", input: Array("100644 blob \(blob)\tfile\n".utf8)
      ).text
      for _ in 1...12 {
        let lines = (0..<256).map { number in
          let digits = String(number, radix: 16)
          return "040000 tree \(inner)\t\(digits.count < 2 ? "0" : "")\(digits)\n"
        }
        inner = try await fixture.git("mktree", input: Array(lines.joined().utf8)).text
      }
      let id = try #require(ObjectID(hex: inner))
      #expect(throws: GitError.self) { try NotesTree(id, fixture.open()) }
      #expect(try NotesLookup(id, fixture.open()).blobs(of: Self.objects(1, seed: 1)[0]) == [])
    }
  }
}
