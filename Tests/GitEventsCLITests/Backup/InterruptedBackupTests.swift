import Foundation
import GitEventsTesting
import Testing

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

extension Backups {
  /// Backups that are killed, that find the disk full, and that are written beside others who append.
  @Suite struct InterruptedBackupTests {
    /// A folder as the fault shim knows it: it counts the calls on files below.
    private static func place(_ made: BackedUpStore) -> GitFixture {
      GitFixture(directory: made.outer, name: "work", bare: true)
    }

    private static func shim(_ made: BackedUpStore) async throws -> FaultShim {
      try #require(try await FaultShim.compiled(in: made.outer))
    }

    /// Kills a command with all that it started at some of its calls, and judges what is left each time.
    private static func kill(
      _ made: BackedUpStore, _ arguments: [String], judge: (Int) async throws -> Void
    ) async throws -> Int {
      let shim = try await shim(made)
      let listing = try await shim.run(
        made.program, arguments, in: Self.place(made), fault: nil)
      #expect(listing.result.status == 0, "\(listing.result.errors)")
      try await judge(0)
      let most = CampaignSize.chosen.number("BACKUP_KILLS", small: 12, large: 1000)
      var killed = 0
      for call in CampaignSize.chosen.choice(atMost: most, from: listing.calls.count) {
        let run = try await shim.run(
          made.program, arguments, in: Self.place(made), fault: Fault(.killGroup, at: call))
        if run.result.isKilled { killed += 1 }
        try await judge(call)
      }
      print(
        "\(arguments.contains("backup") ? "backup" : "restore"): \(killed) kills at \(listing.calls.count) calls"
      )
      return killed
    }

    @Test(.enabled(if: FaultShim.isPossible, "needs Linux and a C compiler"))
    func aBackupThatIsKilledIsWholeOrAbsent() async throws {
      try await BackedUpStore.with { made in
        try await made.append("order-1", "order-2")
        let file = made.path("a.bundle")
        let killed = try await Self.kill(
          made, ["-C", "store", "backup", file]
        ) { call in
          if made.exists("a.bundle") {
            try await made.succeed("restore", file, "restored")
            try await made.expectSame("restored")
            for name in ["restored", "a.bundle"] {
              try FileManager.default.removeItem(atPath: made.path(name))
            }
          }
          // The next one takes away what was left.
          try await made.backup("a.bundle")
          let left = try made.names().filter { $0.contains("writing") }
          #expect(left == [], "call \(call)")
          try FileManager.default.removeItem(atPath: file)
        }
        #expect(killed > 0)
        #expect(try await StoreChecker(made.store).findings() == [])
      }
    }

    @Test(.enabled(if: FaultShim.isPossible, "needs Linux and a C compiler"))
    func aStoreWhoseRestorationIsKilledIsWholeOrAbsent() async throws {
      try await BackedUpStore.with { made in
        try await made.append("order-1", "order-2")
        try await made.backup("a.bundle")
        try await made.append("order-1")
        try await made.backup("b.bundle", "--incremental")
        let arguments = ["restore", made.path("a.bundle"), made.path("b.bundle"), "restored"]
        let killed = try await Self.kill(made, arguments) { call in
          if made.exists("restored") {
            try await made.expectSame("restored")
            try FileManager.default.removeItem(atPath: made.path("restored"))
          }
          let again = try await made.run(arguments)
          #expect(again.status == 0, "call \(call): \(again.errors)")
          let left = try made.names().filter { $0.contains("restoring") }
          #expect(left == [], "call \(call)")
          try FileManager.default.removeItem(atPath: made.path("restored"))
        }
        #expect(killed > 0)
      }
    }

    @Test(.enabled(if: FaultShim.isPossible, "needs Linux and a C compiler"))
    func anErrorAtAnyCallLeavesNothingHalfDone() async throws {
      try await BackedUpStore.with { made in
        try await made.append("order-1", "order-2")
        try await made.backup("kept.bundle")
        let shim = try await Self.shim(made)
        for arguments in [
          ["-C", "store", "backup", made.path("a.bundle")],
          ["restore", made.path("kept.bundle"), "a"],
        ] {
          let result = arguments.last == "a" ? "a" : "a.bundle"
          let listing = try await shim.run(
            made.program, arguments, in: Self.place(made), fault: nil)
          try FileManager.default.removeItem(atPath: made.path(result))
          let most = CampaignSize.chosen.number("BACKUP_ERRORS", small: 8, large: 1000)
          for call in CampaignSize.chosen.choice(atMost: most, from: listing.calls.count) {
            let action = Fault.Action.fail(name: "ENOSPC", number: ENOSPC)
            let run = try await shim.run(
              made.program, arguments, in: Self.place(made), fault: Fault(action, at: call))
            #expect(!run.result.isKilled, "call \(call)")
            if run.result.status == 0 {
              #expect(made.exists(result), "call \(call)")
            }
            guard made.exists(result) else { continue }
            if result == "a.bundle" {
              try await made.succeed("restore", made.path("a.bundle"), "restored")
              try await made.expectSame("restored")
              try FileManager.default.removeItem(atPath: made.path("restored"))
            } else {
              try await made.expectSame("a")
            }
            try FileManager.default.removeItem(atPath: made.path(result))
          }
        }
        #expect(try await StoreChecker(made.store).findings() == [])
      }
    }

    @Test(.enabled("needs root, to mount", FullDiskCampaign.isPossible))
    func aFullDiskIsToldAndLeavesNothing() async throws {
      try await BackedUpStore.with { made in
        for number in 1...4 { try await made.append("order-\(number)") }
        try await made.backup("a.bundle")
        let disk = made.path("small")
        mkdir(disk, 0o700)
        try await HostCommand.succeed("mount", "-t", "tmpfs", "-o", "size=256k", "none", disk)
        do {
          var statuses: Set<Int32> = []
          for pages in stride(from: 0, through: 63, by: 9) {
            try await HostCommand.succeed(
              "sh", "-c",
              "cat /dev/zero >\(disk)/ballast 2>/dev/null; truncate -s -\(pages * 4096) \(disk)/ballast"
            )
            for arguments in [
              ["backup", disk + "/b.bundle"], ["restore", made.path("a.bundle"), disk + "/r"],
            ] {
              let result = try await made.run(arguments)
              statuses.insert(result.status)
              #expect([0, 6].contains(result.status), "\(pages): \(result.errors)")
              let left = try FileManager.default.contentsOfDirectory(atPath: disk)
              #expect(left.count == (result.status == 0 ? 2 : 1), "\(pages): \(left)")
              try await HostCommand.succeed("rm", "-rf", disk + "/b.bundle", disk + "/r")
            }
            try await HostCommand.succeed("rm", "-f", disk + "/ballast")
          }
          #expect(statuses == [0, 6])
        } catch {
          _ = try? await HostCommand.run("umount", "-l", disk)
          throw error
        }
        try await HostCommand.succeed("umount", disk)
      }
    }

    @Test(
      .enabled("needs root, to mount", FullDiskCampaign.isPossible),
      .enabled(if: SystemCallTrace.isPossible))
    func aDiskThatMayNotBeWrittenToIsBackedUpAndNotRestoredInto() async throws {
      try await BackedUpStore.with { made in
        try await made.append("order-1", "order-2")
        let disk = made.path("fixed")
        mkdir(disk, 0o700)
        try await HostCommand.succeed("mount", "-t", "tmpfs", "-o", "size=4m", "none", disk)
        do {
          try await HostCommand.succeed("cp", "-r", made.store.path, disk + "/store")
          try await HostCommand.succeed("mount", "-o", "remount,ro", disk)
          let backup = try await made.program.run(
            ["-C", disk + "/store", "backup", made.path("a.bundle")], in: made.directory.path)
          #expect(backup.status == 0, "\(backup.errors)")
          try await made.succeed("restore", made.path("a.bundle"), "restored")
          try await made.expectSame("restored")
          for arguments in [
            ["backup", disk + "/b.bundle"], ["restore", made.path("a.bundle"), disk + "/r"],
          ] {
            let result = try await made.run(arguments)
            #expect(result.status == 6, "\(result.errors)")
          }
          // Where acknowledged events lie in a log, a backup without them is none.
          try await HostCommand.succeed("mount", "-o", "remount,rw", disk)
          // The copy is a replica of its own from its first append on.
          try await made.program.succeed(
            ["-C", disk + "/store", "append", "order-1", "a.b"], in: made.directory.path)
          let replica = try String(
            contentsOfFile: disk + "/store/.git/git-events/replica", encoding: .utf8
          ).prefix { $0 != " " }
          let killed = try await made.program.run(
            ["-C", disk + "/store", "append", "--pipe"], in: made.directory.path,
            input: String(repeating: #"{"stream":"order-1","type":"a.b"}"# + "\n", count: 20),
            wrappedBy: [
              "strace", "-f", "-o", "/dev/null", "-P",
              disk + "/store/.git/refs/ledger/\(replica).lock", "-e", "inject=rename:signal=KILL",
            ])
          #expect(killed.isKilled && !killed.lines.isEmpty)
          try await HostCommand.succeed("mount", "-o", "remount,ro", disk)
          let without = try await made.program.run(
            ["-C", disk + "/store", "backup", made.path("c.bundle")], in: made.directory.path)
          #expect(
            without.status == 6 && without.errors.contains("log of a writer"), "\(without.errors)")
          #expect(!made.exists("c.bundle"))
        } catch {
          _ = try? await HostCommand.run("umount", "-l", disk)
          throw error
        }
        try await HostCommand.succeed("umount", disk)
      }
    }

    /// Each backup beside a writer is a store: no ledger is behind its streams, nothing is there in part.
    @Test func aBackupBesideAWriterIsAStore() async throws {
      try await BackedUpStore.with { made in
        let count = CampaignSize.chosen.number("BACKUPS", small: 3, large: 100)
        let rows = (0..<8000).map {
          #"{"stream":"s-\#($0 % 5)","type":"a.b","id":"id-\#($0)"}"# + "\n"
        }.joined()
        async let written = made.program.run(
          ["-C", "store", "append", "--pipe", "--durability", "none"], in: made.directory.path,
          input: rows,
          killedAfter: .seconds(120))
        var last = 0
        for number in 1...count {
          // An increment each, behind the first.
          let name = "kept-\(number).bundle"
          try await made.backup(name, "--incremental")
          guard made.exists(name) else { continue }
          let files = (1...number).map { made.path("kept-\($0).bundle") }
            .filter { FileManager.default.fileExists(atPath: $0) }
          let result = try await made.run(["restore"] + files + ["r-\(number)"])
          #expect(result.status == 0, "\(result.output) \(result.errors)")
          let restored = made.repository("r-\(number)")
          #expect(try await StoreChecker(restored).findings() == [])
          let events = try await restored.git("rev-list", "--count", "--glob=refs/events/*").text
          #expect(Int(events) ?? 0 >= last)
          last = Int(events) ?? 0
        }
        let result = try await written
        #expect(result.status == 0, "\(result.errors)")
        #expect(last > 1)
        try await made.backup("end.bundle")
        try await made.succeed("restore", made.path("end.bundle"), "end")
        try await made.expectSame("end")
      }
    }

    /// What a killed writer had acknowledged is in the next backup.
    @Test(.enabled(if: SystemCallTrace.isPossible))
    func whatAKilledWriterAcknowledgedIsInTheBackup() async throws {
      try await BackedUpStore.with { made in
        try await made.append("s")
        let rows = (0..<50).map { #"{"stream":"s","type":"a.b","id":"id-\#($0)"}"# + "\n" }
        let ledger = try await made.store.git("for-each-ref", "--format=%(refname)", "refs/ledger")
        let killed = try await made.program.run(
          ["-C", "store", "append", "--pipe"], in: made.directory.path, input: rows.joined(),
          wrappedBy: [
            "strace", "-f", "-o", "/dev/null", "-P",
            made.store.gitDirectory + "/\(ledger.text).lock", "-e", "inject=rename:signal=KILL",
          ])
        #expect(killed.isKilled)
        let count = killed.lines.count
        #expect(count > 0)
        try await made.backup("a.bundle")
        try await made.succeed("restore", made.path("a.bundle"), "restored")
        try await made.expectSame("restored")
        let ids = try await made.program.succeed(
          ["-C", "restored", "log", "s", "--json", "--jq", ".id"], in: made.directory.path
        ).lines
        #expect(Set(ids).isSuperset(of: (0..<count).map { "id-\($0)" }))
      }
    }
  }
}
