import Foundation
import GitEventsTesting
import Testing

extension Backups {
  /// What becomes of backups that are not what they should be, and of those that are less.
  @Suite struct RestoreTests {
    /// Three backups, one behind the other.
    private static func withSeries(_ body: (BackedUpStore) async throws -> Void) async throws {
      try await BackedUpStore.with { made in
        try await made.append("order-1", "order-2")
        try await made.backup("a.bundle")
        for (name, before) in [("b", "a"), ("c", "b")] {
          try await made.append("order-1", "new-\(name)")
          try await made.backup("\(name).bundle", "--since", made.path("\(before).bundle"))
        }
        try await body(made)
      }
    }

    @Test func filesInAnyOtherOrderAreRefused() async throws {
      try await Self.withSeries { made in
        try await BackedUpStore.with { other in
          try await other.append("order-1", "order-2")
          try await other.backup("x.bundle")
          try await other.append("order-1")
          try await other.backup("y.bundle", "--since", other.path("x.bundle"))
          let names = ["a", "b", "c"]
          let files = names.map { made.path($0 + ".bundle") }
          let (a, b, c) = (files[0], files[1], files[2])
          let (x, y) = (other.path("x.bundle"), other.path("y.bundle"))
          for order in [
            [b], [c], [b, c], [a, c], [a, c, b], [a, b, a], [a, a], [a, b, c, b], [a, x], [a, y],
            [a, b, y], [x, b], [made.path("missing")], [a, made.path("missing.bundle")],
            [a, made.path("store")], [made.path("store"), a],
          ] {
            let result = try await made.run(["restore"] + order + ["restored"])
            #expect([2, 3].contains(result.status), "\(order): \(result.status) \(result.output)")
            #expect(result.errors.contains("hint: ") || result.errors.contains("no file"))
            #expect(!made.exists("restored"))
          }
          #expect(try made.names() == ["a.bundle", "b.bundle", "c.bundle", "store"])
          // The same increment twice is no harm.
          try await made.succeed("restore", a, b, b, c, "restored")
          try await made.expectSame("restored")
        }
      }
    }

    @Test func aFolderThatIsThereIsNotTouched() async throws {
      try await Self.withSeries { made in
        try FileManager.default.createDirectory(
          atPath: made.path("full/inner"), withIntermediateDirectories: true)
        try FileManager.default.createDirectory(
          atPath: made.path("empty"), withIntermediateDirectories: true)
        for target in ["full", "store", made.directory.path, "."] {
          let result = try await made.run("restore", made.path("a.bundle"), target)
          #expect(result.status == 2, "\(target): \(result.errors)")
        }
        #expect(made.exists("full/inner"))
        try await made.succeed("restore", made.path("a.bundle"), "empty")
        // Without a folder it is called as the file is; folders on the way are made.
        try await made.succeed("restore", made.path("a.bundle"))
        try await made.succeed("restore", "--bare", made.path("a.bundle"), "new/inner/a.git")
        for name in ["empty", "a"] {
          #expect(try await BackedUpStore.references(made.repository(name)).count == 4)
        }
        #expect(
          try await BackedUpStore.references(made.repository("new/inner/a.git", bare: true)).count
            == 4)
      }
    }

    @Test func aLedgerAloneBringsTheStoreBack() async throws {
      try await Self.withSeries { made in
        let bundle = made.path("ledger.bundle")
        try await made.store.git("bundle", "create", "-q", bundle, "--glob=refs/ledger/*")
        let result = try await made.succeed("restore", bundle, "restored")
        #expect(result.output.contains("made of what the ledger says: 5 streams"))
        try await made.expectSame("restored")
        // A repository that has got nothing else is made a store where it is.
        try await GitCommand.run(
          ["init", "-q", "--bare", made.path("got.git")], home: made.directory.path)
        let got = made.repository("got.git", bare: true)
        try await got.git("fetch", "-q", made.store.path, "refs/ledger/*:refs/ledger/*")
        try await made.succeed("restore", made.path("got.git"), "of-got")
        try await made.expectSame("of-got")
        let recovered = try await made.program.run(
          ["-C", "got.git", "recover", "--from-ledger"], in: made.directory.path)
        #expect(recovered.status == 0, "\(recovered.errors)")
        try await made.expectSame("got.git", bare: true)
      }
    }

    /// Plain git reads streams before ledgers: what was appended meanwhile is in the ledger alone.
    @Test func streamsThatAreBehindTheirLedgerAreMovedForward() async throws {
      try await Self.withSeries { made in
        let all = try await BackedUpStore.references(made.store)
        let behind = made.repository("behind.git", bare: true)
        try await GitCommand.run(
          ["clone", "-q", "--mirror", made.store.path, behind.path], home: made.directory.path)
        try await behind.git("update-ref", "refs/events/order-1", "refs/events/order-1~1")
        try await behind.git("update-ref", "-d", "refs/events/new-c")
        try await behind.git("bundle", "create", "-q", made.path("behind.bundle"), "--all")
        try await made.succeed("restore", made.path("behind.bundle"), "restored")
        #expect(try await BackedUpStore.references(made.repository("restored")) == all)
      }
    }

    @Test func aRestoredStoreIsAReplicaOfItsOwn() async throws {
      try await Self.withSeries { made in
        try await made.succeed("restore", made.path("a.bundle"), "restored")
        let restored = made.repository("restored")
        let before = try await restored.git("for-each-ref", "refs/ledger").lines
        try await made.program.succeed(
          ["-C", "restored", "append", "order-1", "a.b"], in: made.directory.path)
        let after = try await restored.git("for-each-ref", "refs/ledger").lines
        #expect(after.count == 2 && Set(after).isSuperset(of: before))
        #expect(try await StoreChecker(restored).findings() == [])
        #expect(try await restored.git("config", "gc.auto").text == "0")
        #expect(try await restored.git("symbolic-ref", "HEAD").text.hasPrefix("refs/heads/"))
      }
    }

    /// A backup of a store that was falsified is kept only where that is asked for.
    @Test func whatDoesNotVerifyIsNotRestored() async throws {
      try await BackedUpStore.with { made in
        try await made.append("order-1")
        try await made.append("order-1")
        let older = try await made.store.git("rev-parse", "events/order-1~1").text
        try await made.store.git(
          "update-ref", "refs/events/order-1", older, "events/order-1")
        let bundle = made.path("a.bundle")
        // Moved forward by what the ledger says, it is whole again; moved elsewhere, it is not.
        let tree = try await made.store.git("rev-parse", "\(older)^{tree}").text
        let forged = try await made.store.git("commit-tree", tree, "-m", "forged").text
        try await made.store.git("update-ref", "refs/events/order-1", forged)
        try await made.store.git("bundle", "create", "-q", bundle, "--all")
        let result = try await made.run("restore", bundle, "restored")
        #expect(result.status == 5, "\(result.output) \(result.errors)")
        #expect(!made.exists("restored"))
        let kept = try await made.run("restore", "--keep-damaged", bundle, "restored")
        #expect(kept.status == 5)
        #expect(
          try await made.repository("restored").git("rev-parse", "events/order-1").text == forged)
      }
    }

    @Test func refsThatNoStoreHasAreLeftOut() async throws {
      try await Self.withSeries { made in
        let head = try await made.store.git("rev-parse", "events/order-1").text
        for name in [
          "refs/replace/\(head)", "refs/remotes/origin/x", "refs/stash", "refs/odd/x",
        ] {
          try await made.store.git("update-ref", name, "events/order-2")
        }
        let bundle = made.path("odd.bundle")
        try await made.store.git("bundle", "create", "-q", bundle, "--all")
        let result = try await made.succeed("restore", bundle, "restored")
        #expect(result.errors.split(separator: "\n").count { $0.contains("left out: ") } == 4)
        let names = try await BackedUpStore.references(made.repository("restored"))
        #expect(
          names.allSatisfy { $0.contains("refs/events/") || $0.contains("refs/ledger/") })
      }
    }

    @Test(arguments: [
      "../../escaped", "refs/heads/../../escaped", "refs/heads/a..b", "refs/heads/.hidden",
      "refs/events/order-1/below", "refs/events/order-1",
    ])
    func namesThatNoRefCanHaveLeadNowhere(name: String) async throws {
      try await Self.withSeries { made in
        var bytes = try made.bytes("a.bundle")
        let end = try #require(bytes.firstRange(of: Data("\n\n".utf8))).lowerBound
        let head = try await made.store.git("rev-parse", "events/_store").text
        bytes.insert(contentsOf: Data("\n\(head) \(name)".utf8), at: end)
        try made.write(bytes, to: "odd.bundle")
        let result = try await made.run("restore", made.path("odd.bundle"), "restored")
        let isRefused = name == "refs/events/order-1"
        #expect(result.status == (isRefused ? 5 : 0), "\(result.errors)")
        #expect(made.exists("restored") != isRefused)
        #expect(!made.exists("escaped") && !made.exists("restored/escaped"))
      }
    }

    /// Cut anywhere, or with any byte altered: refused, or restored as it was.
    @Test func damageIsNeverRestored() async throws {
      try await BackedUpStore.with { made in
        try await made.append("order-1", "order-2")
        try await made.succeed("snapshot", "create", "order-1")
        try await made.succeed("review", "approve", "order-1@1", "-m", "fine")
        try await made.backup("a.bundle")
        let whole = try made.bytes("a.bundle")
        let references = try await BackedUpStore.references(made.store)
        var numbers = SeededGenerator(CampaignSize.chosen.seed)
        let count = CampaignSize.chosen.number("BUNDLES", small: 40, large: 2000)
        var refused = 0
        for round in 0..<count {
          var bytes = whole
          let place = Int.random(in: 0..<whole.count, using: &numbers)
          if round % 3 == 0 {
            bytes = whole.prefix(place)
          } else {
            bytes[place] ^= 1 << UInt8.random(in: 0...7, using: &numbers)
          }
          try made.write(bytes, to: "damaged.bundle")
          let result = try await made.run("restore", made.path("damaged.bundle"), "restored")
          if result.status == 0 {
            // A ref of another name, or of none, was all that could be told of that bit.
            let restored = Set(try await BackedUpStore.references(made.repository("restored")))
            let own = restored.filter {
              $0.contains("\trefs/events/") || $0.contains("\trefs/ledger/")
            }
            #expect(own.isSubset(of: references), "round \(round), byte \(place)")
            let missing = Set(references).subtracting(restored)
            #expect(missing.count <= 1, "round \(round), byte \(place): \(missing)")
            try FileManager.default.removeItem(atPath: made.path("restored"))
          } else {
            refused += 1
            #expect(
              [2, 4, 5].contains(result.status), "\(place): \(result.status) \(result.errors)")
            #expect(!made.exists("restored"), "round \(round), byte \(place)")
          }
        }
        #expect(refused > count * 3 / 4, "\(refused) of \(count)")
        #expect(try made.names() == ["a.bundle", "damaged.bundle", "store"])
      }
    }
  }
}
