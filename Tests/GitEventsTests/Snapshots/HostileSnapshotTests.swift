import Git
import GitEvents
import GitEventsTesting
import Testing

/// Tags that somebody else put where snapshots are: each is told, none is believed, and none stands in the way.
@Suite struct HostileSnapshotTests {
  private static let tag = "snapshots/totals/a/2"

  /// A store with one sound snapshot, of version 2 of stream `a`.
  private func withSnapshot(
    _ body: (EventStore, GitFixture, Snapshot) async throws -> Void
  ) async throws {
    try await withDiskStore { store, fixture in
      try store.append([.test(), .test("b"), .test("c")], to: "a")
      try store.append([.test(), .test("b")], to: "b")
      let snapshot = try store.snapshot("a", 2, "[1]").snapshot
      try await body(store, fixture, snapshot)
    }
  }

  /// Expects the tag to be listed, refused when it is read, and replaced by the next recording.
  private func expectRefusal(
    _ store: EventStore, _ fixture: GitFixture, _ reason: String, name: String = tag
  ) throws {
    let listed = try #require(
      try store.snapshotReferences().first { $0.name == "refs/tags/" + name })
    let error = failure { _ = try store.snapshot(listed) }
    #expect(error?.code == .damaged)
    #expect(error?.message.contains(reason) == true, "\(error?.message ?? "read")")
    try store.append([.test()], to: "c")
    let (snapshot, isNew, _) = try store.snapshot(
      listed.stream.text, listed.version, "[1]", by: listed.projection)
    #expect(isNew)
    #expect(try store.snapshotReferences().contains { $0.target == snapshot.tag })
    #expect(try store.state(of: snapshot).bytes == JSONText("[1]").bytes)
  }

  private func object(
    _ kind: String, _ bytes: [UInt8], in fixture: GitFixture
  ) async throws -> String {
    try await fixture.git("hash-object", "-t", kind, "-w", "--literally", "--stdin", input: bytes)
      .text
  }

  private func text(_ id: ObjectID, in fixture: GitFixture) async throws -> String {
    let kind = try await fixture.git("cat-file", "-t", id.hex).text
    return String(
      decoding: try await fixture.git("cat-file", kind, id.hex).bytes, as: UTF8.self)
  }

  /// Puts another tag object in the snapshot's place.
  private func replaceTag(_ text: String, in fixture: GitFixture) async throws {
    let id = try await object("tag", Array(text.utf8), in: fixture)
    // `git update-ref` would look at it first.
    try fixture.overwrite("refs/tags/" + Self.tag, id + "\n")
  }

  /// Puts another commit under the tag.
  private func replaceCommit(
    _ snapshot: Snapshot, in fixture: GitFixture, _ change: (String) -> String
  ) async throws {
    let commit = try await object(
      "commit", Array(change(try await text(snapshot.commit, in: fixture)).utf8), in: fixture)
    let tag = try await text(snapshot.tag, in: fixture)
    try await replaceTag(tag.replacing(snapshot.commit.hex, with: commit), in: fixture)
  }

  @Test(arguments: [
    ("Snapshot-Version: 2", "Snapshot-Version: 3", "repeat its trailers"),
    ("Snapshot-Version: 2", "Snapshot-Version: 02", "not valid"),
    ("Snapshot-Version: 2", "Snapshot-Version: 0", "not valid"),
    ("Snapshot-Stream: a", "Snapshot-Stream: b", "repeat its trailers"),
    ("Snapshot-Stream: a\n", "", "not valid"),
    ("Snapshot-Projection: totals", "Snapshot-Projection: ../x", "not valid"),
    ("snapshot a@2 by", "snapshot a@20 by", "repeat its trailers"),
    ("snapshot a@2 by totals\n\n", "snapshot a@2 by totals\n", "not followed"),
    ("Definition: d", "Definition: D", "not an object name"),
    ("Snapshot-Definition", "Snapshot-Defunct", "unknown, repeated or out of order"),
    ("tag snapshots/totals/a/2", "tag snapshots/totals/a/3", "repeat its trailers"),
    ("Recorder <", "Another <", "say different things"),
  ])
  func aTagThatLiesIsNotBelieved(from: String, to: String, reason: String) async throws {
    try await withSnapshot { store, fixture, snapshot in
      let text = try await text(snapshot.tag, in: fixture)
      #expect(text.contains(from))
      try await replaceTag(text.replacing(from, with: to), in: fixture)
      try expectRefusal(store, fixture, reason)
    }
  }

  @Test func aTagWithoutATaggerOrWithMoreIsNotBelieved() async throws {
    try await withSnapshot { store, fixture, snapshot in
      let text = try await text(snapshot.tag, in: fixture)
      let tagger = try #require(text.split(separator: "\n").first { $0.hasPrefix("tagger ") })
      for (changed, reason) in [
        (text.replacing(tagger + "\n", with: ""), "who made it"),
        (text + "Snapshot-Skipped: a\tb\n", "Snapshot-Skipped"),
        (text + "Snapshot-Skipped: \(String(repeating: "a", count: 201))\n", "Snapshot-Skipped"),
        (text + "-----BEGIN PGP SIGNATURE-----\n", "out of order"),
        (text.replacing(tagger, with: "tagger R <r> 99999999999999999 +0000"), "9999"),
        (String(text.dropLast()), "line break"),
        ("hello\n", "git would write"),
      ] {
        try await replaceTag(changed, in: fixture)
        try expectRefusal(store, fixture, reason)
      }
      try await replaceTag(text + String(repeating: "x", count: 70_000), in: fixture)
      try expectRefusal(store, fixture, "65536")
    }
  }

  @Test func whatIsNoTagOnACommitIsNotBelieved() async throws {
    try await withSnapshot { store, fixture, snapshot in
      let text = try await text(snapshot.tag, in: fixture)
      let blob = try await object("blob", [], in: fixture)
      for (changed, reason) in [
        (text.replacing(snapshot.commit.hex, with: snapshot.tag.hex), "on a tag"),
        (text.replacing(snapshot.commit.hex, with: blob), "on a blob"),
      ] {
        let kind = reason.split(separator: " ")[2]
        try await replaceTag(changed.replacing("type commit", with: "type \(kind)"), in: fixture)
        try expectRefusal(store, fixture, reason)
        // The same, under a false flag.
        try await replaceTag(changed, in: fixture)
        try expectRefusal(store, fixture, "a \(kind) is where its commit should be")
      }
      for id in [snapshot.commit.hex, blob] {
        try await fixture.git("update-ref", "refs/tags/" + Self.tag, id)
        try expectRefusal(store, fixture, "is where its tag should be")
      }
      try await replaceTag(
        text.replacing(snapshot.commit.hex, with: String(repeating: "9", count: 40)), in: fixture)
      try expectRefusal(store, fixture, "missing")
    }
  }

  @Test(arguments: ["a/3", "a/1", "b/2", "c/1", "../other/a/2"])
  func aTagUnderAnotherNameIsNotBelieved(name: String) async throws {
    try await withSnapshot { store, fixture, snapshot in
      let name =
        name.hasPrefix("../") ? "snapshots/" + name.dropFirst(3) : "snapshots/totals/" + name
      if name.contains("/c/") { try store.append([.test()], to: "c") }
      try await fixture.git("update-ref", "refs/tags/" + name, snapshot.tag.hex)
      try expectRefusal(store, fixture, "it is the tag of a@2 by totals", name: name)
    }
  }

  @Test func aCommitThatIsNoSnapshotsIsNotBelieved() async throws {
    try await withSnapshot { store, fixture, snapshot in
      let parent = "parent \(snapshot.event.hex)\n"
      let other = try store.commit("b", 2).hex
      let earlier = try store.commit("a", 1).hex
      for (from, to, reason) in [
        (parent, "", "0 parents"),
        (parent, parent + "parent \(other)\n", "2 parents"),
        (snapshot.event.hex, other, "does not stand at that version"),
        (snapshot.event.hex, earlier, "does not stand at that version"),
        (snapshot.event.hex, snapshot.commit.hex, "does not stand at that version"),
        (snapshot.event.hex, String(repeating: "9", count: 40), "does not stand at that version"),
        ("author Recorder", "author Another", "not the recorder"),
        ("snapshot a@2", "snapshot a@1", "say different things"),
        ("by totals\n", "by totals", "not one line"),
        ("by totals\n", "by totals\n\nmore\n", "say different things"),
      ] {
        try await replaceCommit(snapshot, in: fixture) { text in
          #expect(text.contains(from))
          return text.replacing(from, with: to)
        }
        try expectRefusal(store, fixture, reason)
      }
    }
  }

  @Test func aTreeWithAnythingElseIsNotBelieved() async throws {
    try await withSnapshot { store, fixture, snapshot in
      let tree = try #require(
        try await text(snapshot.commit, in: fixture).split(separator: "\n").first?.dropFirst(5))
      let state = snapshot.stateBlob.hex
      for entries in [
        "", "100755 blob \(state)\tstate.json\n", "120000 blob \(state)\tstate.json\n",
        "100644 blob \(state)\tother.json\n",
        "100644 blob \(state)\tother\n100644 blob \(state)\tstate.json\n",
        "040000 tree \(tree)\tstate.json\n",
      ] {
        let other = try await fixture.git("mktree", input: Array(entries.utf8)).text
        try await replaceCommit(snapshot, in: fixture) { $0.replacing(tree, with: other) }
        try expectRefusal(store, fixture, "does not hold state.json alone")
      }
      try await replaceCommit(snapshot, in: fixture) { $0.replacing(tree, with: state) }
      try expectRefusal(store, fixture, "a blob is where its tree should be")
    }
  }

  @Test func aStateThatIsNotCanonicalIsNotRead() async throws {
    try await withSnapshot { store, fixture, snapshot in
      let tree = try await fixture.git("rev-parse", "\(snapshot.commit.hex)^{tree}").text
      for (state, reason) in [
        ("", "JSON"), ("[1]\n", "JSON"), ("{\"b\": 1}", "JSON"), ("nope", "JSON"),
        (String(repeating: "[", count: 70), "JSON"),
        (String(repeating: " ", count: 64 << 20 + 1), "bytes, more than"),
      ] {
        let blob = try await object("blob", Array(state.utf8), in: fixture)
        let other = try await fixture.git(
          "mktree", input: Array("100644 blob \(blob)\tstate.json\n".utf8)
        ).text
        try await replaceCommit(snapshot, in: fixture) { $0.replacing(tree, with: other) }
        let read = try store.onlySnapshot()
        let error = failure { _ = try store.state(of: read) }
        #expect(error?.code == .damaged)
        #expect(error?.message.contains(reason) == true)
      }
    }
  }

  @Test func namesThatNoSnapshotHasAreLeftOut() async throws {
    try await withSnapshot { store, fixture, snapshot in
      for name in [
        "totals/a/02", "totals/a/0", "totals/a/x", "totals/a/b/1", "totals/b", "_x/a/1",
        "totals/a%2f/1", "totals/%61/1", "totals/a@/1", "totals/a/9999999999999",
      ] {
        try await fixture.git("update-ref", "refs/tags/snapshots/" + name, snapshot.tag.hex)
        #expect(try store.snapshotNames() == [Self.tag], "\(name)")
        try await fixture.git("update-ref", "-d", "refs/tags/snapshots/" + name)
      }
      try fixture.overwrite("refs/tags/snapshots/totals/a/3", "")
      #expect(try store.snapshotNames() == [Self.tag])
      #expect(code { try store.snapshot("a", 3) } == .damaged)
      try store.append([.test()], to: "a")
    }
  }

  @Test(arguments: [false, true])
  func aTagWhereAFolderBelongsIsNotOverwritten(isPacked: Bool) async throws {
    try await withDiskStore { store, fixture in
      try store.append([.test()], to: "a")
      for name in ["", "/totals", "/totals/a", "/totals/a/1/more"] {
        try await fixture.git("tag", "snapshots" + name, "refs/events/a")
        if isPacked { try await fixture.git("pack-refs", "--all") }
        let error = failure { try store.snapshot("a", 1) }
        #expect(error?.code == .unsupported)
        #expect(error?.message.contains("snapshots" + name) == true)
        try await fixture.git("tag", "-d", "snapshots" + name)
      }
      #expect(try store.snapshot("a", 1).isNew)
      try await fixture.fsck()
    }
  }
}
