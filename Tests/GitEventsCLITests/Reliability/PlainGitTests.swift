import Foundation
import GitEventsTesting
import Testing

extension Reliability {
  /// What stock git does with what the program wrote.
  @Suite struct PlainGitTests {
    private static let written = ["order-42", "order-43", "bill 7/a", "naïve.lock"]

    /// Every kind of write: an append, a batch over several streams, an import.
    private func fill(_ store: ProgramStore) async throws {
      for type in ["order.placed", "order.paid", "order.shipped"] {
        try await store.succeed(
          "append", "order-42", type, "--data", #"{"total": 12.50, "by": "\#(type)"}"#,
          "--actor", "Bob <bob@example.org>", "--correlation", "req-1")
      }
      try await store.succeed(
        "append", "--batch",
        input: Rows.batch(Array(PlainGitTests.written.dropFirst()), "batch").text)
      let rows = Rows.batch(PlainGitTests.written, "imported").text
      try await store.succeed("import", "-", "--source", "test", input: rows)
    }

    @Test func historyReadsAsAnyOther() async throws {
      try await ProgramStore.with { store in
        try await fill(store)
        let git = store.fixture
        let log = try await git.git("log", "--format=%s", "events/order-42").lines
        #expect(log == ["thing.happened", "order.shipped", "order.paid", "order.placed"])
        #expect(try await git.git("log", "--oneline", "events/order-42").lines.count == 4)
        let show = try await git.git("show", "events/order-42~3").text
        #expect(show.contains(#"+  "total": 12.50"#) && show.contains("Event-Stream: order-42"))
        let diff = try await git.git("diff", "events/order-42~2", "events/order-42~1").text
        #expect(
          diff.contains(#"-  "by": "order.paid""#) && diff.contains(#"+  "by": "order.shipped""#))
        let trailers = try await git.git(
          "log", "-1", "--format=%(trailers:key=Event-Version,valueonly)", "events/order-42~1"
        ).text
        #expect(trailers == "3")
        let all = try await git.git("log", "-1", "--format=%(trailers)", "events/order-42~1").lines
        #expect(all.count == 5 && all.last == "Correlation-Id: req-1")
        let people = try await git.git("shortlog", "-sne", "events/order-42").lines
        #expect(people.first?.hasSuffix("Bob <bob@example.org>") == true)
      }
    }

    @Test func theCountOfAStreamsCommitsIsItsVersion() async throws {
      try await ProgramStore.with { store in
        try await fill(store)
        for line in try await store.succeed("streams", "--json").lines {
          let object = try #require(
            try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
          let stream = try #require(object["stream"] as? String)
          let version = try #require(object["version"] as? Int)
          let component = stream.replacingOccurrences(of: "%", with: "%25")
            .replacingOccurrences(of: " ", with: "%20").replacingOccurrences(of: "/", with: "%2F")
            .replacingOccurrences(of: "ï", with: "%C3%AF").replacingOccurrences(
              of: ".lock", with: "%2Elock")
          let count = try await store.fixture.git("rev-list", "--count", "refs/events/" + component)
            .text
          #expect(count == String(version), "\(stream)")
        }
      }
    }

    @Test func everyPackIsOneThatGitIndexesAlike() async throws {
      try await ProgramStore.with { store in
        try await fill(store)
        let folder = store.file("objects/pack")
        let packs = try FileManager.default.contentsOfDirectory(atPath: folder)
          .filter { $0.hasSuffix(".pack") }
        #expect(packs.count == 6)
        for pack in packs {
          let index = store.fixture.directory.path("test.idx")
          try await store.fixture.git("index-pack", "--strict", "-o", index, folder + "/" + pack)
          let own = FileManager.default.contents(
            atPath: folder + "/" + pack.replacingOccurrences(of: ".pack", with: ".idx"))
          #expect(own == FileManager.default.contents(atPath: index), "\(pack)")
          try FileManager.default.removeItem(atPath: index)
          try await store.fixture.git("verify-pack", folder + "/" + pack)
        }
      }
    }

    @Test func gcMirrorsAndBundlesKeepEverything() async throws {
      try await ProgramStore.with { store in
        try await fill(store)
        let before = try await store.succeed("log", "--json").output
        try await store.fixture.git("gc", "--prune=now", "--quiet")
        try await store.fixture.git("pack-refs", "--all")
        #expect(try await store.succeed("log", "--json").output == before)
        let bundle = store.fixture.directory.path("all.bundle")
        try await store.fixture.git("bundle", "create", "--quiet", bundle, "--all")
        for (name, source) in [("mirror", store.fixture.path), ("restored", bundle)] {
          let copy = GitFixture(directory: store.fixture.directory, name: name + ".git", bare: true)
          try await GitCommand.run(
            ["clone", "--quiet", "--mirror", source, copy.path], home: copy.directory.path)
          let read = try await store.program.succeed(["log", "--json"], in: copy.path)
          #expect(read.output == before, "\(name)")
          let refused = try await store.program.run(["append", "order-42", "a.b"], in: copy.path)
          #expect(
            refused.status == 6 && refused.errors.contains("remote.origin.fetch"),
            "\(name): \(refused.errors)")
          #expect(try await StoreChecker(copy).findings() == [], "\(name)")
        }
        try await store.succeed("append", "order-42", "order.returned")
      }
    }

    @Test func aCopyDrawsANameAndAdoptsHistoryAndAMovedStoreKeepsItsName() async throws {
      try await ProgramStore.with { store in
        try await fill(store)
        let files = FileManager.default
        let copy = GitFixture(directory: store.fixture.directory, name: "copy", bare: false)
        try files.copyItem(atPath: store.fixture.path, toPath: copy.path)
        #expect(
          try await store.program.succeed(["log", "--json"], in: copy.path).output
            == store.succeed("log", "--json").output)
        let total = try await store.ids().count + 1  // `log` leaves `_store` out
        for number in 1...2 {
          let answer = try await store.program.succeed(
            ["append", "order-42", "order.copied", "--json"], in: copy.path)
          #expect(answer.output.contains(#""position":\#(total + number)"#), "\(answer.output)")
        }
        #expect(
          try files.contentsOfDirectory(atPath: copy.gitDirectory + "/refs/ledger").count == 2)
        let kinds = try await copy.git(
          "log", "--first-parent", "--format=%(trailers:key=Ledger-Kind,valueonly,separator=%x2C)",
          "refs/ledger/" + newName(store, copy)
        ).lines
        #expect(kinds == ["append", "append", "adopt", "genesis"])
        #expect(try await StoreChecker(copy).findings() == [])

        let moved = GitFixture(directory: store.fixture.directory, name: "moved", bare: false)
        try files.moveItem(atPath: store.fixture.path, toPath: moved.path)
        try await store.program.succeed(["append", "order-42", "order.moved"], in: moved.path)
        #expect(
          try files.contentsOfDirectory(atPath: moved.gitDirectory + "/refs/ledger").count == 1)
        #expect(try await StoreChecker(moved).findings() == [])
        try files.moveItem(atPath: moved.path, toPath: store.fixture.path)
      }
    }

    private func newName(_ store: ProgramStore, _ copy: GitFixture) throws -> String {
      let old = try FileManager.default.contentsOfDirectory(atPath: store.file("refs/ledger"))
      let all = try FileManager.default.contentsOfDirectory(
        atPath: copy.gitDirectory + "/refs/ledger")
      return try #require(Set(all).subtracting(old).first)
    }
  }
}
