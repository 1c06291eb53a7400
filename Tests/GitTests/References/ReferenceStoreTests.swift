import Git
import GitEventsTesting
import Testing

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

@Suite struct ReferenceStoreTests {
  private let all = Int.max

  /// Sets one ref per number, all at once.
  private func make(
    _ names: some Sequence<String>, at id: ObjectID, _ fixture: GitFixture
  ) async throws {
    let lines = names.map { "create \($0) \(id.hex)\n" }.joined()
    try await fixture.git("update-ref", "--stdin", input: Array(lines.utf8))
  }

  private func names(_ prefix: String, _ fixture: GitFixture) async throws -> [String] {
    try await fixture.git("for-each-ref", "--format=%(objectname) %(refname)", prefix).lines
  }

  private func lines(_ refs: [ListedReference]) throws -> [String] {
    try refs.map { "\(try $0.target.get().hex) \($0.name)" }
  }

  @Test func readsLooseAndPackedRefs() async throws {
    try await GitFixture.with { fixture in
      let first = try await fixture.commit("first")
      let second = try await fixture.commit("second")
      try await make(["refs/events/a", "refs/events/b", "refs/events/c"], at: first, fixture)
      let store = try fixture.open().references
      #expect(try store.reference("refs/events/a") == first)
      try await fixture.git("pack-refs", "--all", "--prune")
      #expect(try store.reference("refs/events/a") == first)
      try await fixture.git("update-ref", "refs/events/b", second.hex)
      #expect(try store.reference("refs/events/b") == second)
      #expect(try store.reference("refs/events/d") == nil)
      #expect(try store.reference("refs/events/a/b") == nil)
      #expect(try store.reference("refs/nothing/here") == nil)
      let listed = try store.references(under: "refs/events/", after: nil, limit: all)
      #expect(try lines(listed) == (try await names("refs/events/", fixture)))
      try await fixture.git("update-ref", "-d", "refs/events/a")
      #expect(try store.reference("refs/events/a") == nil)
      try await fixture.fsck()
    }
  }

  @Test func pagesHoldEveryRefOnce() async throws {
    try await GitFixture.with { fixture in
      let id = try await fixture.commit("first")
      try await make((0..<900).map { "refs/events/p-\($0)" }, at: id, fixture)
      try await fixture.git("pack-refs", "--all", "--prune")
      try await make((0..<900).map { "refs/events/l-\($0)/x" }, at: id, fixture)
      var pages = ReferencePages(try fixture.open(), under: "refs/events/")
      var found: [ListedReference] = []
      while true {
        let page = try pages.next()
        if page.isEmpty { break }
        found += page
      }
      #expect(try lines(found) == (try await names("refs/events/", fixture)))
      #expect(try pages.next().isEmpty)
    }
  }

  @Test func listsManyPackedRefsInGitsOrder() async throws {
    try await GitFixture.with { fixture in
      let id = try await fixture.commit("first")
      let other = try await fixture.commit("other")
      var generator = FixedGenerator(state: 7)
      let made = Set(
        (0..<20_000).map { _ in
          "refs/events/s" + String(UInt32.random(in: .min ... .max, using: &generator), radix: 36)
        })
      var packed = "# pack-refs with: peeled fully-peeled sorted \n"
      for name in made.sorted(by: ByteOrder.precedes) { packed += "\(id.hex) \(name)\n" }
      try await fixture.git("tag", "-a", "-m", "tag", "v1", id.hex)
      try await fixture.git("pack-refs", "--all")
      write(packed, to: fixture.gitDirectory + "/packed-refs")
      // Git writes the file once more in its own way, with the tag and its peeled line.
      try await fixture.git("tag", "-a", "-m", "tag", "v1", id.hex)
      try await fixture.git("tag", "-a", "-m", "tag", "v2", id.hex)
      try await fixture.git("pack-refs", "--all")
      #expect(
        String(decoding: try contents(fixture.gitDirectory + "/packed-refs"), as: UTF8.self)
          .contains("\n^"))
      let loose = ["refs/events/a", "refs/events/s0-", "refs/events/z/deep/down", "refs/events/é"]
      try await make(loose, at: other, fixture)
      let some = Array(made.prefix(50))
      for name in some.prefix(5) { try await fixture.git("update-ref", name, other.hex) }

      let store = try fixture.open().references
      let theirs = try await names("refs/events/", fixture)
      let mine = try store.references(under: "refs/events/", after: nil, limit: all)
      #expect(try lines(mine) == theirs)
      #expect(theirs.count == made.count + loose.count)
      for name in some {
        #expect(try store.reference(name) == (some.prefix(5).contains(name) ? other : id))
      }
      #expect(try store.reference("refs/tags/v1") != nil)
      #expect(try store.reference("refs/events/s") == nil)
      #expect(try store.reference("refs/a") == nil)
      #expect(try store.reference("refs/z") == nil)
      #expect(try store.references(under: "refs/tags/", after: nil, limit: all).count == 2)
      #expect(try store.references(under: "refs/event/", after: nil, limit: all).isEmpty)
      #expect(
        try store.references(under: "refs/", after: nil, limit: all).count == theirs.count + 2)

      // Page by page it is the same list.
      var pages: [ListedReference] = []
      while true {
        let page = try store.references(under: "refs/events/", after: pages.last?.name, limit: 777)
        pages += page
        if page.count < 777 { break }
      }
      #expect(pages == mine)
    }
  }

  @Test func everyPackedRefIsFoundWhateverItsPlace() async throws {
    try await GitFixture.with { fixture in
      let id = try await fixture.commit("first")
      let header = "# pack-refs with: peeled fully-peeled sorted \n"
      for count in [1, 2, 3, 7, 64, 300] {
        var text = header
        let names = (0..<count).map { "refs/events/n\(1000 + $0)" }
        for (index, name) in names.enumerated() {
          text += "\(id.hex) \(name)\n"
          if index % 3 != 1 { text += "^\(id.hex)\n" }
        }
        write(text, to: fixture.gitDirectory + "/packed-refs")
        let store = try fixture.open().references
        for name in names {
          #expect(try store.reference(name) == id)
          #expect(try store.reference(name + "x") == nil)
          #expect(try store.reference(String(name.dropLast())) == nil)
        }
      }
    }
  }

  @Test func readsAnUnsortedPackedRefs() async throws {
    try await GitFixture.with { fixture in
      let id = try await fixture.commit("first")
      for header in ["", "# pack-refs with: peeled fully-peeled \n"] {
        let text = ["b", "c", "a"].map { "\(id.hex) refs/events/\($0)\n" }.joined()
        write(header + text, to: fixture.gitDirectory + "/packed-refs")
        let store = try fixture.open().references
        for name in ["a", "b", "c"] { #expect(try store.reference("refs/events/\(name)") == id) }
        #expect(try store.reference("refs/events/d") == nil)
        let listed = try store.references(under: "refs/events/", after: "refs/events/a", limit: 9)
        #expect(listed.map(\.name) == ["refs/events/b", "refs/events/c"])
      }
    }
  }

  @Test(arguments: [
    "garbage\n", "# something else\n", "\n", "^1111111111111111111111111111111111111111\n",
    "1111111111111111111111111111111111111111 refs/events/a",
    "1111111111111111111111111111111111111111\n",
    "1111111111111111111111111111111111111111 \n",
    "1111111111111111111111111111111111111111 refs/events/a..b\n",
    "1111111111111111111111111111111111111111 ../../etc/passwd\n",
    "11111111111111111111111111111111111111 refs/events/a\n",
    "1111111111111111111111111111111111111111 refs/events/a\n^11\n",
  ])
  func refusesAGarbledPackedRefs(_ text: String) async throws {
    try await GitFixture.with { fixture in
      for header in ["", "# pack-refs with: peeled fully-peeled sorted \n"] {
        if !header.isEmpty, text.hasPrefix("#") { continue }
        write(header + text, to: fixture.gitDirectory + "/packed-refs")
        let store = try fixture.open().references
        #expect(throws: GitError.self) { try store.reference("refs/events/a") }
        #expect(throws: GitError.self) {
          try store.references(under: "refs/events/", after: nil, limit: 9)
        }
      }
    }
  }

  @Test func survivesAnyPackedRefs() async throws {
    try await GitFixture.with { fixture in
      let id = try await fixture.commit("first")
      var text = "# pack-refs with: peeled fully-peeled sorted \n"
      for number in 100..<160 { text += "\(id.hex) refs/events/n\(number)\n^\(id.hex)\n" }
      let whole = Array(text.utf8)
      let store = try fixture.open().references
      var generator = FixedGenerator(state: 3)
      for _ in 0..<2000 {
        var bytes = whole
        for _ in 0..<3 {
          let index = Int.random(in: 0..<bytes.count, using: &generator)
          switch Int.random(in: 0..<3, using: &generator) {
          case 0: bytes[index] = UInt8.random(in: 0...255, using: &generator)
          case 1: bytes.removeSubrange(index..<min(index + 90, bytes.count))
          default: bytes.insert(contentsOf: [10, 94], at: index)
          }
        }
        write(bytes, to: fixture.gitDirectory + "/packed-refs")
        _ = try? store.reference("refs/events/n130")
        _ = try? store.references(under: "refs/events/", after: nil, limit: 100)
      }
      write(
        [UInt8](repeating: 97, count: 100_000) + [10], to: fixture.gitDirectory + "/packed-refs")
      #expect(throws: GitError.self) { try store.reference("refs/events/n130") }
    }
  }

  @Test func refusesWhatIsNoDirectRef() async throws {
    try await GitFixture.with { fixture in
      let id = try await fixture.commit("first")
      try await make(["refs/events/good", "refs/events/bad"], at: id, fixture)
      let path = fixture.gitDirectory + "/refs/events/bad"
      let store = try fixture.open().references
      let texts = [
        "", "\n", "garbage\n", id.hex, id.hex + " \n", id.hex + "\n\n", id.hex.uppercased() + "\n",
        "ref: refs/events/good\n", String(repeating: "0", count: 40) + "\n",
        String(id.hex.dropLast()),
      ]
      for text in texts {
        write(text, to: path)
        expectDamaged(store, "refs/events/bad")
        let listed = try store.references(under: "refs/events/", after: nil, limit: 9)
        #expect(listed.map(\.name) == ["refs/events/bad", "refs/events/good"])
        #expect(throws: GitError.self) { try listed[0].target.get() }
        #expect(try listed[1].target.get() == id)
      }
      unlink(path)
      try #require(symlink("good", path) == 0)
      expectDamaged(store, "refs/events/bad")
      unlink(path)
      try #require(symlink("/nowhere", path) == 0)
      expectDamaged(store, "refs/events/bad")
      #expect(throws: GitError.self) {
        try store.references(under: "refs/events/", after: nil, limit: 9)[0].target.get()
      }
      unlink(path)
      try #require(mkfifo(path, 0o644) == 0)
      expectDamaged(store, "refs/events/bad")
      unlink(path)
      try #require(mkdir(path, 0o755) == 0)
      expectDamaged(store, "refs/events/bad")
      let listed = try store.references(under: "refs/events/", after: nil, limit: 9)
      #expect(listed.map(\.name) == ["refs/events/good"])
    }
  }

  private func expectDamaged(_ store: ReferenceStore, _ name: String) {
    do throws(GitError) {
      let id = try store.reference(name)
      Issue.record("read \(String(describing: id))")
    } catch {
      guard case .damagedReference(name, let reason) = error, !reason.isEmpty else {
        Issue.record("\(error)")
        return
      }
    }
  }

  @Test func followsNoLinkedFolder() async throws {
    try await GitFixture.with { fixture in
      let id = try await fixture.commit("first")
      try await make(["refs/elsewhere/a", "refs/events/deep/a"], at: id, fixture)
      let refs = fixture.gitDirectory + "/refs"
      let store = try fixture.open().references
      try #require(symlink("../../elsewhere", refs + "/events/linked") == 0)
      expectDamaged(store, "refs/events/linked/a")
      let listed = try store.references(under: "refs/events/", after: nil, limit: 9)
      #expect(listed.map(\.name) == ["refs/events/deep/a", "refs/events/linked"])
      #expect(throws: GitError.self) { try listed[1].target.get() }
      try #require(rename(refs + "/events", refs + "/real") == 0)
      try #require(symlink("real", refs + "/events") == 0)
      expectDamaged(store, "refs/events/deep/a")
      #expect(throws: GitError.self) {
        try store.references(under: "refs/events/", after: nil, limit: 9)
      }
    }
  }

  @Test func passesOverLocksAndHiddenFiles() async throws {
    try await GitFixture.with { fixture in
      let id = try await fixture.commit("first")
      try await make(["refs/events/a"], at: id, fixture)
      write("", to: fixture.gitDirectory + "/refs/events/a.lock")
      write("", to: fixture.gitDirectory + "/refs/events/.DS_Store")
      write(id.hex + "\n", to: fixture.gitDirectory + "/refs/events/a~b")
      let listed = try fixture.open().references(under: "refs/events/", after: nil, limit: 9)
      #expect(listed.map(\.name) == ["refs/events/a", "refs/events/a~b"])
      #expect(throws: GitError.self) { try listed[1].target.get() }
    }
  }

  @Test(arguments: [
    "HEAD", "refs", "refs/", "refs/events/", "/refs/a", "refs//a", "refs/../a", "refs/a.lock",
    "refs/a.lock/b", "refs/.a", "refs/a.", "refs/a b", "refs/a\nb", "refs/a@{b", "refs/a..b", "",
  ])
  func refusesNamesThatGitRefuses(_ name: String) async throws {
    #expect(!ReferenceName.isValid(name))
    let store = ReferenceStore(gitDirectory: "/nowhere", commonDirectory: "/nowhere")
    if name != "refs" { #expect(throws: GitError.self) { try store.reference(name) } }
  }

  @Test func losesNoRefWhileOthersPack() async throws {
    try await GitFixture.with { fixture in
      let id = try await fixture.commit("first")
      let made = (0..<200).map { "refs/events/s\(1000 + $0)" }
      try await make(made, at: id, fixture)
      let store = try fixture.open().references
      let other = try await fixture.commit("other")
      try await withThrowingTaskGroup(of: Void.self) { group in
        group.addTask {
          for _ in 0..<15 {
            try await fixture.git("pack-refs", "--all", "--prune")
            for name in made.prefix(3) { try await fixture.git("update-ref", name, other.hex) }
          }
        }
        group.addTask {
          for round in 0..<400 {
            let listed = try store.references(under: "refs/events/", after: nil, limit: 1000)
            #expect(listed.count == made.count)
            let name = made[round % made.count]
            #expect(try store.reference(name) != nil)
            await Task.yield()
          }
        }
        try await group.waitForAll()
      }
    }
  }
}
