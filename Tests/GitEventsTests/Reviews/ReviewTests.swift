import Foundation
import Git
import GitEvents
import GitEventsTesting
import Testing

struct ReviewTests {
  static func review(
    _ verdict: Review.Verdict = .approved, by name: String = "Ada", at seconds: Int64 = 1,
    _ text: String = "fine"
  ) throws -> Review {
    try Review(
      verdict, by: Actor(name: name, email: "\(name)@example.org"),
      at: Timestamp(microseconds: seconds * 1_000_000), text: text)
  }

  static func commits(_ store: EventStore, _ stream: String) throws -> [ObjectID] {
    try store.read(stream).map(\.commit.object)
  }

  /// Appends events to a stream.
  static func fill(_ store: EventStore, _ stream: String, _ count: Int) throws -> [ObjectID] {
    try store.append((0..<count).map { _ in .test() }, to: stream)
    return try commits(store, stream)
  }

  @Test func plainGitReadsReviews() async throws {
    try await withDiskStore { store, fixture in
      let commits = try Self.fill(store, "s-1", 3)
      #expect(try ReviewNotes(of: store) == nil)
      let review = try Self.review(at: 5, "one\n\ntwo")
      #expect(try store.record(review, of: Array(commits[1...]), subject: "s-1@1..3").added == 2)
      let text =
        "Approved-by: Ada <Ada@example.org> 1970-01-01T00:00:05.000000Z\n    one\n\n    two"
      for commit in commits[1...] {
        #expect(try await fixture.git("notes", "--ref", "events", "show", commit.hex).text == text)
      }
      #expect(try await fixture.git("notes", "--ref", "events", "list").lines.count == 2)
      let log = try await fixture.git("log", "--notes=events", "events/s-1").text
      #expect(log.contains("Notes (events):\n    Approved-by: Ada"))
      let notes = try #require(try ReviewNotes(of: store))
      #expect(try notes.note(on: CommitID(commits[2]))?.reviews == [review])
      #expect(try notes.note(on: CommitID(commits[0])) == nil)
      let subject = try await fixture.git("log", "-1", "--format=%s", "refs/notes/events").text
      #expect(subject == "approved: s-1@1..3")
      try await fixture.fsck()
    }
  }

  @Test func theSameIsNotSaidTwiceButSomethingElseIs() async throws {
    try await withDiskStore { store, fixture in
      let commits = try Self.fill(store, "s-1", 2)
      #expect(try store.record(Self.review(at: 1), of: commits, subject: "").added == 2)
      let tip = try await fixture.git("rev-parse", "refs/notes/events").text
      #expect(try store.record(Self.review(at: 2), of: commits, subject: "").added == 0)
      #expect(try await fixture.git("rev-parse", "refs/notes/events").text == tip)
      #expect(try store.record(Self.review(.rejected, at: 3), of: commits, subject: "").added == 2)
      #expect(try store.record(Self.review(by: "Bob", at: 3), of: commits, subject: "").added == 2)
      // Ada has changed her mind since.
      #expect(try store.record(Self.review(at: 4), of: commits, subject: "").added == 2)
      let note = try ReviewNotes(of: store)?.note(on: CommitID(commits[0]))
      #expect(
        note?.reviews.map { "\($0.verdict.word) \($0.reviewer.name)" } == [
          "approved Ada", "rejected Ada", "approved Bob", "approved Ada",
        ])
    }
  }

  @Test func notesOfPlainGitStayWordForWord() async throws {
    try await withDiskStore { store, fixture in
      let commits = try Self.fill(store, "s-1", 2)
      for commit in commits {
        try await fixture.git(
          "notes", "--ref", "events", "add", "-m", "  by hand\n\nmore", commit.hex)
      }
      try store.record(Self.review(), of: [commits[0]], subject: "")
      try await fixture.git("notes", "--ref", "events", "append", "-m", "again", commits[0].hex)
      try store.record(Self.review(.commented, at: 2, "hm"), of: [commits[0]], subject: "")
      #expect(
        try await fixture.git("notes", "--ref", "events", "show", commits[0].hex).text == """
            by hand

          more

          Approved-by: Ada <Ada@example.org> 1970-01-01T00:00:01.000000Z
              fine

          again

          Commented-by: Ada <Ada@example.org> 1970-01-01T00:00:02.000000Z
              hm
          """)
      let note = try ReviewNotes(of: store)?.note(on: CommitID(commits[0]))
      #expect(note?.texts == ["  by hand", "more", "again"])
      let other = try await fixture.git("notes", "--ref", "events", "show", commits[1].hex).text
      #expect(other == "  by hand\n\nmore")
    }
  }

  /// More notes than lie in one folder, ours and git's in turn.
  @Test func manyNotesAreReadByGitAndTakenOverFromGit() async throws {
    try await withDiskStore { store, fixture in
      let commits = try Self.fill(store, "s-1", 500)
      try store.record(Self.review(), of: commits, subject: "")
      #expect(try await fixture.git("notes", "--ref", "events", "list").lines.count == 500)
      let more = try Self.fill(store, "t-1", 2)
      try await fixture.git("notes", "--ref", "events", "add", "-m", "by hand", more[0].hex)
      try store.record(Self.review(), of: [more[1]], subject: "")
      #expect(try await fixture.git("notes", "--ref", "events", "list").lines.count == 502)
      let notes = try #require(try ReviewNotes(of: store))
      for commit in commits + [more[1]] {
        #expect(try notes.note(on: CommitID(commit))?.reviews.count == 1)
      }
      #expect(try notes.note(on: CommitID(more[0]))?.texts == ["by hand"])
      try await fixture.fsck()
    }
  }

  /// git writes its notes without looking whether they have moved, so it may take ours away, but never the other way round.
  @Test func whatPlainGitNotesMeanwhileIsNotLost() async throws {
    try await withDiskStore { store, fixture in
      let commits = try Self.fill(store, "s-1", 60)
      let (ours, theirs) = (commits[..<30], commits[30...])
      async let git: Void = {
        for commit in theirs {
          for _ in 1...20 {
            let arguments = ["notes", "--ref", "events", "add", "-f", "-m", "by git", commit.hex]
            // Our lock may be in its way.
            if (try? await fixture.git(arguments)) != nil { break }
          }
        }
      }()
      for commit in ours { try store.record(Self.review(), of: [commit], subject: "") }
      await git
      let notes = try #require(try ReviewNotes(of: store))
      for commit in theirs {
        #expect(try notes.note(on: CommitID(commit))?.texts == ["by git"])
      }
      // Every review is in the notes' history at least.
      let count = try await fixture.git(
        "rev-list", "--count", "--grep=approved", "refs/notes/events"
      ).text
      #expect(count == "30")
    }
  }

  @Test func writersOfThisProgramLoseNothingOfEachOther() async throws {
    try await withDiskStore { store, fixture in
      let commits = try Self.fill(store, "s-1", 24)
      try await withThrowingTaskGroup(of: Void.self) { group in
        for writer in 0..<4 {
          group.addTask {
            let own = try StoreKind.open(fixture, seed: UInt64(writer))
            for commit in commits where (Int(commit.byte(at: 19)) + writer) % 2 == 0 {
              try own.record(Self.review(by: "R\(writer)"), of: [commit], subject: "")
            }
            try own.append([.test()], to: "t-\(writer)")
          }
        }
        try await group.waitForAll()
      }
      let notes = try #require(try ReviewNotes(of: store))
      for commit in commits {
        let names = try notes.note(on: CommitID(commit))?.reviews.map(\.reviewer.name).sorted()
        #expect(names == (Int(commit.byte(at: 19)) % 2 == 0 ? ["R0", "R2"] : ["R1", "R3"]))
      }
      #expect(StoreChecker(fixture).leftovers() == [])
      try await fixture.fsck()
    }
  }

  /// What stands there instead of notes is not written over.
  @Test(arguments: ["events/s-1", "events/s-1^{tree}", "blob"])
  func whatIsNoNotesCommitIsRefused(target: String) async throws {
    try await withDiskStore { store, fixture in
      let commits = try Self.fill(store, "s-1", 2)
      let id =
        target == "blob"
        ? try await fixture.git("rev-parse", "events/s-1:data.json").text
        : try await fixture.git("rev-parse", target).text
      try await fixture.git("update-ref", "refs/notes/events", id)
      if target == "events/s-1" {
        // An event's commit looks like one of notes; its files stay beside them.
        #expect(try store.record(Self.review(), of: commits, subject: "").added == 2)
        let kept = try await fixture.git("cat-file", "-t", "refs/notes/events:data.json").text
        #expect(kept == "blob")
        return
      }
      #expect(throws: EventStoreError.self) {
        try store.record(Self.review(), of: commits, subject: "")
      }
      #expect(throws: EventStoreError.self) { _ = try ReviewNotes(of: store) }
      #expect(try await fixture.git("rev-parse", "refs/notes/events").text == id)
      try store.append([.test()], to: "s-1")
    }
  }

  @Test func aReviewLeavesTheLedgersMemoryAlone() async throws {
    try await withDiskStore { store, fixture in
      let commits = try Self.fill(store, "s-1", 2)
      try store.record(Self.review(), of: commits, subject: "")
      let state = try String(
        contentsOfFile: fixture.gitDirectory + "/git-events/state", encoding: .utf8)
      #expect(state.contains("clean"))
      // Where the ledger was is still known: an append need not look for what others did.
      try store.append([.test()], to: "s-1")
      let again = try StoreKind.open(fixture)
      #expect(try again.recover().isClean)
    }
  }

  @Test func statusCountsWhatNobodyHasDecidedAbout() async throws {
    try await withDiskStore { store, _ in
      let first = try Self.fill(store, "s-1", 4)
      _ = try Self.fill(store, "s-2", 1)
      let third = try Self.fill(store, "s-3", 2)
      try store.record(Self.review(), of: [first[0], first[2]], subject: "")
      try store.record(Self.review(.rejected, by: "Bob"), of: [first[3]], subject: "")
      try store.record(Self.review(.commented), of: [first[1]], subject: "")
      try store.record(Self.review(), of: third, subject: "")
      func status(_ name: String? = nil, before time: Timestamp? = nil) throws -> [[Int]] {
        var rows: [[Int]] = []
        try store.reviewStatus(by: name, olderThan: time) {
          rows.append([$0.events, $0.open, $0.rejected, $0.oldest?.version ?? 0])
        }
        return rows
      }
      #expect(try status() == [[4, 1, 1, 2], [1, 1, 0, 1], [2, 0, 0, 0]])
      #expect(try status("Ada") == [[4, 2, 0, 2], [1, 1, 0, 1], [2, 0, 0, 0]])
      #expect(try status("Bob@example.org") == [[4, 3, 1, 1], [1, 1, 0, 1], [2, 2, 0, 1]])
      let time = try store.read("s-1")[2].time
      #expect(try status(before: time) == [[2, 1, 0, 2], [0, 0, 0, 0], [0, 0, 0, 0]])
    }
  }
}
