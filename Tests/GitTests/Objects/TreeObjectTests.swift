import Git
import GitEventsTesting
import Testing

@Suite struct TreeObjectTests {
  private let id = ObjectID.zero

  @Test func ordersEntriesAsGitDoes() async throws {
    try await GitFixture.with { fixture in
      let blob = try await fixture.blob("x")
      let empty = try ObjectID(await fixture.git("mktree", input: []))
      var entries: [TreeEntry] = []
      for name in ["a", "a.b", "a-b", "a0", "ab", "z", "é", "A"] {
        entries.append(try TreeEntry(mode: .file, name: name, id: blob))
        entries.append(try TreeEntry(mode: .folder, name: name + "d", id: empty))
      }
      entries.append(try TreeEntry(mode: .folder, name: "foo", id: empty))
      entries.append(try TreeEntry(mode: .file, name: "foo.c", id: blob))
      entries.append(try TreeEntry(mode: .executable, name: "foo-x", id: blob))
      let tree = try TreeObject(entries.shuffled())
      let input = entries.map { entry in
        let mode = String(entry.mode.rawValue, radix: 8)
        return "\(mode) \(entry.mode == .folder ? "tree" : "blob") \(entry.id.hex)\t\(entry.name)\0"
      }.joined()
      let theirs = try ObjectID(await fixture.git("mktree", "-z", input: Array(input.utf8)))
      #expect(try ObjectHasher.id(of: .tree, tree.serialized()) == theirs)
      #expect(try TreeObject(parsing: tree.serialized()) == tree)
      #expect(tree.entry(named: "foo.c")?.id == blob)
      #expect(tree.entry(named: "nothing") == nil)
    }
  }

  @Test func refusesNamesThatAreNoComponent() {
    for name in ["", ".", "..", ".git", ".GIT", "a/b", "a\u{0}"] {
      #expect(throws: GitError.self) { try TreeEntry(mode: .file, name: name, id: id) }
    }
  }

  @Test func refusesDuplicatesAndWrongOrder() throws {
    let a = try TreeEntry(mode: .file, name: "a", id: id)
    let b = try TreeEntry(mode: .file, name: "b", id: id)
    let folder = try TreeEntry(mode: .folder, name: "a", id: id)
    let between = try TreeEntry(mode: .file, name: "a-", id: id)
    #expect(throws: GitError.self) { try TreeObject([a, a]) }
    #expect(throws: GitError.self) { try TreeObject([a, folder]) }
    let line: (TreeEntry) throws -> [UInt8] = { try TreeObject([$0]).serialized() }
    for wrong in [[b, a], [a, a], [a, folder], [a, between, folder]] {
      #expect(throws: GitError.self) { try TreeObject(parsing: wrong.flatMap(line)) }
    }
    #expect(throws: GitError.self) { try TreeObject(parsing: Array(line(a).dropLast())) }
  }
}
