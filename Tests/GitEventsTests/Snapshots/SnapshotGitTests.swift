import Git
import GitEvents
import GitEventsTesting
import Synchronization
import Testing

/// Snapshots as plain git sees them, and beside plain git at work.
@Suite struct SnapshotGitTests {
  @Test func gitReadsASnapshotAsWritten() async throws {
    try await withDiskStore { store, fixture in
      try store.append([.test(), .test()], to: "order-42")
      let one = try store.snapshot("order-42", 1, #"{"total": 1}"#).snapshot
      try store.snapshot(
        "order-42", 2, #"{"total": 2}"#, definition: nil, skipped: "1 event")
      try await fixture.fsck()
      let tags = try await fixture.git("tag", "-l", "snapshots/*").lines
      #expect(tags == ["snapshots/totals/order-42/1", "snapshots/totals/order-42/2"])
      let diff = try await fixture.git("diff", "-U0", tags[0], tags[1]).lines
      #expect(diff.contains("+++ b/state.json"))
      #expect(diff.suffix(2) == ["-  \"total\": 1", "+  \"total\": 2"])
      let first = try await fixture.git("cat-file", "tag", tags[0]).text
      let seconds = one.time.seconds
      #expect(
        first == """
          object \(one.commit)
          type commit
          tag snapshots/totals/order-42/1
          tagger Recorder <recorder@example.org> \(seconds) +0000

          snapshot order-42@1 by totals

          Snapshot-Stream: order-42
          Snapshot-Version: 1
          Snapshot-Projection: totals
          Snapshot-Definition: \(definition)
          """)
      let second = try await fixture.git("cat-file", "tag", tags[1]).lines
      #expect(
        second.suffix(2) == ["Snapshot-Projection: totals", "Snapshot-Skipped: 1 event"])
      #expect(
        try await fixture.git("log", "-1", "--format=%P|%B|%an <%ae> %at|%cn <%ce> %ct", tags[0])
          .text == """
            \(one.event)|snapshot order-42@1 by totals
            |Recorder <recorder@example.org> \(seconds)|Recorder <recorder@example.org> \(seconds)
            """)
      #expect(
        try await fixture.git("ls-tree", "-r", "--name-only", tags[0]).lines == ["state.json"])
      #expect(try await fixture.git("rev-parse", tags[0] + "^{commit}~1").text == one.event.hex)
    }
  }

  @Test func packedSnapshotsAreListedReadReplacedAndDeleted() async throws {
    try await withDiskStore { store, fixture in
      try store.append([.test(), .test(), .test()], to: "a")
      for version in 1...3 { try store.snapshot("a", version, "\(version)") }
      let before = try store.snapshotReferences()
      try await fixture.git("gc", "--quiet", "--prune=now")
      #expect(!fixture.exists("refs/tags/snapshots"))
      let reader = try StoreKind.open(fixture)
      #expect(try reader.snapshotReferences() == before)
      for reference in before {
        let snapshot = try reader.snapshot(reference)
        #expect(try reader.state(of: snapshot).description == "\(snapshot.version)\n")
      }
      #expect(try !reader.snapshot("a", 1, "1").isNew)
      #expect(!fixture.exists("refs/tags/snapshots"))
      #expect(try reader.snapshot("a", 1, "11").isNew)
      try await reader.deleteSnapshots(Array(try reader.snapshotReferences().dropFirst()))
      #expect(try await fixture.git("tag").lines == ["snapshots/totals/a/3"])
      try await fixture.fsck()
      #expect(try await StoreChecker(fixture).findings() == [])
      #expect(StoreChecker(fixture).leftovers() == [])
    }
  }

  /// `git pack-refs` removes the folders that it leaves empty, between any two steps of a writer.
  @Test func packingRefsBesideTheWriterDisturbsNobody() async throws {
    try await withDiskStore { store, fixture in
      try store.append((1...40).map { .test("n", String($0)) }, to: "a")
      // A cancelled task would kill its `git`, which would leave its own lock behind.
      let isDone = Flag()
      let packing = Task.detached {
        while !isDone.isSet { try await fixture.git("pack-refs", "--all", "--prune") }
      }
      defer { isDone.set() }
      for version in 1...40 {
        #expect(try store.snapshot("a", version, "1").isNew)
        #expect(try store.snapshot("a", version, "2").isNew)
      }
      isDone.set()
      try await packing.value
      #expect(try store.snapshotReferences().map(\.version) == (1...40).reversed())
      for reference in try store.snapshotReferences() {
        #expect(try store.state(of: store.snapshot(reference)).description == "2\n")
      }
      try store.append([.test()], to: "a")
      try await fixture.fsck()
      #expect(StoreChecker(fixture).leftovers() == [])
    }
  }

  /// `Docs/Format.md` says with which commands snapshots travel.
  @Test func snapshotsTravelAsTagsDo() async throws {
    try await withDiskStore { store, fixture in
      try store.append([.test()], to: "a")
      let tag = "snapshots/totals/a/1"
      let old = try store.snapshot("a", 1, "1").snapshot.tag.hex
      try await fixture.git("commit", "--quiet", "--allow-empty", "-m", "code")
      let home = fixture.directory.path
      func clone(_ name: String, _ options: String...) async throws -> GitFixture {
        let copy = GitFixture(directory: fixture.directory, name: name, bare: true)
        try await GitCommand.run(
          ["clone", "--quiet", "--bare"] + options + ["file://" + fixture.path, copy.path],
          home: home)
        return copy
      }
      func tags(_ copy: GitFixture) async throws -> [String] { try await copy.git("tag").lines }

      let whole = try await clone("whole.git")
      #expect(try await tags(whole) == [tag])
      #expect(try await whole.git("for-each-ref", "refs/events").lines == [])
      #expect(try await tags(try await clone("single.git", "--single-branch")) == [])
      let bare = try await clone("bare.git", "--no-tags")
      #expect(try await tags(bare) == [])
      try await bare.git("config", "--unset", "remote.origin.tagOpt")
      try await bare.git("fetch", "--quiet", "origin", allStreams)
      #expect(try await tags(bare) == [])
      try await bare.git("fetch", "--quiet", "--tags", "origin")
      #expect(try await tags(bare) == [tag])

      let remote = GitFixture(directory: fixture.directory, name: "remote.git", bare: true)
      try await GitCommand.run(["init", "--quiet", "--bare", remote.path], home: home)
      try await fixture.git("push", "--quiet", "--follow-tags", remote.path, "main", allStreams)
      #expect(try await tags(remote) == [])
      try await fixture.git("push", "--quiet", "--tags", remote.path)
      #expect(try await tags(remote) == [tag])

      let new = try store.snapshot("a", 1, "2").snapshot.tag.hex
      let all = "+refs/tags/snapshots/*:refs/tags/snapshots/*"
      await #expect(throws: GitCommand.Failure.self) {
        try await fixture.git("push", "--quiet", "--tags", remote.path)
      }
      await #expect(throws: GitCommand.Failure.self) {
        try await bare.git("fetch", "--quiet", "--tags", "origin")
      }
      #expect(try await bare.git("rev-parse", tag).text == old)
      try await fixture.git("push", "--quiet", remote.path, all)
      #expect(try await remote.git("rev-parse", tag).text == new)
      try await bare.git("fetch", "--quiet", "origin", all)
      #expect(try await bare.git("rev-parse", tag).text == new)

      try await store.deleteSnapshots(try store.snapshotReferences())
      try await bare.git("fetch", "--quiet", "--prune", "--tags", "origin")
      #expect(try await tags(bare) == [tag])
      try await bare.git("fetch", "--quiet", "--prune", "origin", all)
      #expect(try await tags(bare) == [])
    }
  }

  /// Tags may be overwritten by a fetch; events may not.
  @Test func aRepositoryThatFetchesSnapshotsByForceIsWritten() async throws {
    try await withDiskStore { store, fixture in
      try await fixture.git("config", "remote.origin.url", "nowhere")
      try await fixture.git(
        "config", "remote.origin.fetch", "+refs/tags/snapshots/*:refs/tags/snapshots/*")
      let writer = try StoreKind.open(fixture)
      try writer.append([.test()], to: "a")
      #expect(try writer.snapshot("a", 1).isNew)
      try await fixture.git("config", "--add", "remote.origin.fetch", "+refs/*:refs/*")
      let mirror = try StoreKind.open(fixture)
      #expect(code { try mirror.snapshot("a", 1, "2") } == .unsupported)
    }
  }

  @Test func deletingRunsNoHookOfTheRepository() async throws {
    try await withDiskStore { store, fixture in
      try store.append([.test()], to: "a")
      try store.snapshot("a", 1)
      try fixture.overwrite(
        "hooks/reference-transaction", "#!/bin/sh\ntouch '\(fixture.path)/ran'\n")
      try await fixture.git("config", "core.hooksPath", fixture.file("hooks"))
      try fixture.makeExecutable("hooks/reference-transaction")
      try await fixture.git("tag", "other", "refs/events/a")
      #expect(fixture.exists("../ran"))
      try fixture.remove("../ran")
      try await StoreKind.open(fixture).deleteSnapshots(try store.snapshotReferences())
      #expect(try store.snapshotNames() == [])
      #expect(!fixture.exists("../ran"))
    }
  }

  @Test func nothingButSnapshotsIsDeleted() async throws {
    try await withDiskStore { store, fixture in
      try store.append([.test()], to: "a")
      let head = try store.commit("a", 1)
      for name in [
        "refs/events/a", "refs/heads/main", "refs/tags/snapshots", "refs/tags/snapshots/../../x",
      ] {
        await #expect(throws: GitError.self) {
          try await store.repository.delete([(name, head)], StoreLayout.paths)
        }
      }
      #expect(try store.version(of: "a") == 1)
    }
  }
}

/// Tells another task to end.
private final class Flag: Sendable {
  private let value = Mutex(false)

  var isSet: Bool { value.withLock { $0 } }

  func set() { value.withLock { $0 = true } }
}
