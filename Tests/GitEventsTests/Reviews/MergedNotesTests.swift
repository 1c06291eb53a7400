import Git
import GitEvents
import GitEventsTesting
import Testing

struct MergedNotesTests {
  /// Two clones of one store with notes of their own.
  private static func withClones(
    _ body: (EventStore, GitFixture, EventStore, GitFixture, [ObjectID]) async throws -> Void
  ) async throws {
    try await withDiskStore { store, fixture in
      let commits = try ReviewTests.fill(store, "s-1", 6)
      let other = GitFixture(directory: fixture.directory, name: "other", bare: false)
      try await GitCommand.run(["init", "-q", other.path], home: fixture.directory.path)
      try await other.git(
        "fetch", "-q", fixture.path, "refs/events/*:refs/events/*", "refs/ledger/*:refs/ledger/*")
      try await body(store, fixture, StoreKind.open(other), other, commits)
    }
  }

  /// Fetches the notes of one into the other, as replication does.
  private static func fetch(_ from: GitFixture, into to: GitFixture) async throws -> ObjectID {
    try await to.git(
      "fetch", "-q", from.path, "+refs/notes/events:refs/remote-events/origin/notes")
    return try #require(
      ObjectID(hex: await to.git("rev-parse", "refs/remote-events/origin/notes").text))
  }

  private static func tip(_ fixture: GitFixture) async throws -> String {
    try await fixture.git("rev-parse", "refs/notes/events").text
  }

  @Test func nothingIsTakenTwiceAndWhatIsAheadIsTakenAsItIs() async throws {
    try await Self.withClones { store, fixture, other, clone, commits in
      try store.record(ReviewTests.review(), of: commits, subject: "")
      let tip = try await Self.fetch(fixture, into: clone)
      #expect(try other.mergeNotes(from: tip) == .fastForward)
      #expect(try await Self.tip(clone) == tip.hex)
      #expect(try other.mergeNotes(from: tip) == .upToDate)
      try other.record(ReviewTests.review(by: "Bob"), of: commits, subject: "")
      let newer = try await Self.tip(clone)
      #expect(try other.mergeNotes(from: tip) == .upToDate)
      #expect(try await Self.tip(clone) == newer)
      let ours = try await Self.fetch(clone, into: fixture)
      #expect(try store.mergeNotes(from: ours) == .fastForward)
      #expect(try await Self.tip(fixture) == newer)
      try await clone.fsck()
    }
  }

  @Test func bothSidesMakeTheSameOfIt() async throws {
    try await Self.withClones { store, fixture, other, clone, commits in
      try store.record(ReviewTests.review(at: 3), of: Array(commits[..<4]), subject: "")
      try other.record(
        ReviewTests.review(.rejected, by: "Bob", at: 2), of: Array(commits[2...]), subject: "")
      try await clone.git("notes", "--ref", "events", "append", "-m", "by hand", commits[3].hex)
      try await fixture.git("notes", "--ref", "events", "append", "-m", "by hand", commits[3].hex)
      let theirs = try await Self.fetch(clone, into: fixture)
      let ours = try await Self.fetch(fixture, into: clone)
      #expect(try store.mergeNotes(from: theirs) == .merged)
      #expect(try other.mergeNotes(from: ours) == .merged)
      let tip = try await Self.tip(clone)
      #expect(try await Self.tip(fixture) == tip)
      let parents = try await fixture.git("log", "-1", "--format=%P", "refs/notes/events").text
      #expect(Set(parents.split(separator: " ").map(String.init)) == [ours.hex, theirs.hex])
      let notes = try #require(try ReviewNotes(of: store))
      let names = try commits.map { commit in
        try notes.note(on: CommitID(commit))?.reviews.map(\.reviewer.name) ?? []
      }
      #expect(names == [["Ada"], ["Ada"], ["Bob", "Ada"], ["Bob", "Ada"], ["Bob"], ["Bob"]])
      // What both have said in the same words is there once.
      #expect(try notes.note(on: CommitID(commits[3]))?.texts == ["by hand"])
      #expect(try await fixture.git("notes", "--ref", "events", "list").lines.count == 6)
      #expect(try store.mergeNotes(from: theirs) == .upToDate)
      try await fixture.fsck()
    }
  }

  @Test func whatCannotBeReadAsNotesIsNotTakenOver() async throws {
    try await Self.withClones { store, fixture, other, clone, commits in
      let blob = try await clone.git("rev-parse", "\(commits[0]):data.json").text
      #expect(throws: EventStoreError.self) {
        try other.mergeNotes(from: try #require(ObjectID(hex: blob)))
      }
      #expect(throws: EventStoreError.self) { try other.mergeNotes(from: .emptyTree) }
      #expect(try other.repository.reference(StoreLayout.notesReference) == nil)
    }
  }

  @Test func notesGoWithEventsThatAreMoved() async throws {
    try await withDiskStore { store, fixture in
      let old = try ReviewTests.fill(store, "s-1", 3)
      let new = try ReviewTests.fill(store, "s-2", 3)
      let pairs = zip(old, new).map { (from: $0, to: $1) }
      #expect(try store.copyNotes(pairs) == 0)
      #expect(try store.repository.reference(StoreLayout.notesReference) == nil)
      try store.record(ReviewTests.review(at: 1), of: Array(old[..<2]), subject: "")
      try store.record(ReviewTests.review(by: "Bob", at: 2), of: [new[1]], subject: "")
      #expect(try store.copyNotes(pairs) == 2)
      let tip = try await Self.tip(fixture)
      #expect(try store.copyNotes(pairs) == 0)
      #expect(try await Self.tip(fixture) == tip)
      let notes = try #require(try ReviewNotes(of: store))
      let names = try (old + new).map { commit in
        try notes.note(on: CommitID(commit))?.reviews.map(\.reviewer.name) ?? []
      }
      #expect(names == [["Ada"], ["Ada"], [], ["Ada"], ["Ada", "Bob"], []])
      try await fixture.fsck()
    }
  }
}
