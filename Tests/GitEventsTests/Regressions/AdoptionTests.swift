import Git
import GitEvents
import GitEventsTesting
import Testing

/// What a copy of a repository takes over, and what it must not.
@Suite struct AdoptionTests {
  /// A store with three events of `s` and one of `other`, and a copy of it that has no name of its own yet.
  private func withCopy(
    _ body: (EventStore, GitFixture, GitFixture) async throws -> Void
  ) async throws {
    try await withDiskStore { store, fixture in
      for number in 1...3 { try store.append([.test(id: "id-\(number)")], to: "s") }
      try store.append([.test()], to: "other")
      let copy = GitFixture(directory: fixture.directory, name: "copy", bare: false)
      try await GitCommand.run(["init", "-q", copy.path], home: fixture.directory.path)
      let refspecs = ["refs/events/*:refs/events/*", "refs/ledger/*:refs/ledger/*"]
      try await copy.git(["fetch", "-q", fixture.path] + refspecs)
      try await body(store, fixture, copy)
    }
  }

  @Test func aCopyGoesOnWhereTheOriginalWas() async throws {
    try await withCopy { store, _, copy in
      let other = try StoreKind.open(copy)
      #expect(try other.append([.test()], to: "s").events.map(\.version) == [4])
      #expect(try other.position() == store.position() + 1)
      #expect(try other.recover().isClean)
      try await copy.fsck()
    }
  }

  @Test(arguments: [true, false])
  func aStreamThatWasRewoundOrDeletedIsNotAdopted(isDeleted: Bool) async throws {
    try await withCopy { _, _, copy in
      if isDeleted {
        try await copy.git("update-ref", "-d", "refs/events/s")
      } else {
        try await copy.git("update-ref", "refs/events/s", "refs/events/s~2")
      }
      let other = try StoreKind.open(copy)
      #expect(code { try other.append([.test()], to: "other") } == .damaged)
      #expect(code { try other.append([.test(id: "id-3")], to: "s") } == .damaged)
      let problems = try other.recover().problems
      #expect(problems.contains { $0.contains("refs/events/s") })
    }
  }

  /// Git copies streams before ledgers: what is appended in between is in the ledger alone.
  @Test func aStreamThatIsBehindItsLedgerIsMovedForward() async throws {
    try await withCopy { store, fixture, copy in
      try store.append([.test(id: "id-4")], to: "s")
      let refspec = "refs/ledger/*:refs/ledger/*"
      try await copy.git("fetch", "-q", fixture.path, refspec)
      let other = try StoreKind.open(copy)
      try other.append([.test()], to: "other")
      #expect(try other.version(of: "s") == 4)
      #expect(try other.append([.test()], to: "s").events.map(\.version) == [5])
      #expect(try other.recover().isClean)
    }
  }

  @Test func streamsWithoutALedgerAreReadWhole() async throws {
    try await withCopy { store, fixture, _ in
      let bare = GitFixture(directory: fixture.directory, name: "streams", bare: false)
      try await GitCommand.run(["init", "-q", bare.path], home: fixture.directory.path)
      try await bare.git("fetch", "-q", fixture.path, "refs/events/*:refs/events/*")
      let streams = try StoreKind.open(bare)
      let expected = try store.readAll(.global, .forward).all().map(\.commit)
      #expect(try streams.readAll(.global, .forward).all().map(\.commit) == expected)
      #expect(try streams.readAll(.position, .forward).all().map(\.position) == Array(1...5))
    }
  }

  @Test func nothingIsBuiltOnAFetchedEventThatCannotBeRead() async throws {
    try await withDiskStore { store, fixture in
      try store.append([.test()], to: "s")
      let head = try await fixture.git("rev-parse", "refs/events/s").text
      let blob = try await fixture.git("hash-object", "-w", "--stdin", input: Array("{,}".utf8))
        .text
      let tree = try await fixture.git(
        "mktree", input: Array("100644 blob \(blob)\tdata.json\n".utf8)
      )
      .text
      let text = try await fixture.git("cat-file", "commit", head).bytes
      let old = try EventCommit(parsing: text)
      var forged = old
      forged.version = 2
      forged.parent = ObjectID(hex: head)
      forged.tree = try #require(ObjectID(hex: tree))
      forged.id = try EventID("forged")
      let commit = try await fixture.git(
        "hash-object", "-t", "commit", "-w", "--stdin", input: try forged.encode()
      ).text
      try await fixture.git("update-ref", "refs/events/s", commit)
      #expect(code { try store.append([.test()], to: "s") } == .damaged)
      #expect(try await fixture.git("rev-parse", "refs/events/s").text == commit)
    }
  }

  @Test func aLedgerThatWasMovedOrDeletedIsNoticed() async throws {
    try await withDiskStore { store, fixture in
      try store.append([.test()], to: "s")
      try store.append([.test()], to: "s")
      let ledger = try await fixture.git("for-each-ref", "--format=%(refname)", "refs/ledger").text
      let tip = try await fixture.git("rev-parse", ledger).text
      try await fixture.git("update-ref", ledger, ledger + "^")
      #expect(code { try store.append([.test()], to: "other") } == .damaged)
      try await fixture.git("update-ref", "-d", ledger)
      #expect(code { try store.append([.test()], to: "other") } == .damaged)
      try await fixture.git("update-ref", ledger, tip)
      #expect(try store.append([.test()], to: "s").events.map(\.version) == [3])
      #expect(try store.recover().isClean)
    }
  }
}
