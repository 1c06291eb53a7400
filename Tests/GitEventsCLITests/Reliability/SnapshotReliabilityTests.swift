import Foundation
import GitEventsTesting
import Testing

extension Reliability {
  /// What becomes of snapshots, and of the events beside them, where the machine does not play along.
  @Suite struct SnapshotReliabilityTests {
    private static func withStore(_ body: (ProgramStore) async throws -> Void) async throws {
      try await ProgramStore.with(checked: false) { store in
        for number in 1...3 {
          try await store.succeed(
            "append", "s-1", "a.b", "-F", "n=\(number)", "--id", "e-\(number)")
        }
        try await body(store)
      }
    }

    /// The snapshot that an append calls for may fail in any way: the event is recorded, and the append says so.
    @Test(.enabled(if: SystemCallTrace.isPossible), arguments: ["ENOSPC", "EIO"])
    func anAppendIsDoneWhateverBecomesOfItsSnapshot(error: String) async throws {
      let append = ["append", "s-1", "a.b", "--id", "last"]
      var steps: ArraySlice<SystemCall> = []
      try await Self.withPolicy { store in
        let (trace, result) = try await SystemCallTrace.record(store, append)
        #expect(result.status == 0 && result.errors.isEmpty)
        let changes = trace.changes(in: store.fixture.gitDirectory)
        let end = try #require(changes.firstIndex(where: SystemCallTrace.isAcknowledgement))
        steps = changes[(end + 1)...]
      }
      #expect(steps.count > 15)
      var warnings = 0
      for (index, step) in steps.enumerated() where index.isMultiple(of: 5) {
        try await Self.withPolicy { store in
          let (_, hit) = try await SystemCallTrace.record(
            store, append,
            with: ["-e", "inject=\(step.name):error=\(error):when=\(step.ordinal)"])
          let place = "\(error) in \(step.text): \(hit.errors)"
          #expect(hit.status == 0, "\(place)")
          #expect(hit.output.contains("s-1@4"), "\(place)")
          #expect(hit.lines.count == 1, "\(place)")
          if !hit.errors.isEmpty {
            #expect(hit.errors.hasPrefix("git-events: warning: "), "\(place)")
            warnings += 1
          }
          try await store.succeed("append", "s-1", "a.b")
          try await store.succeed("snapshot", "verify")
          try await store.check(acknowledged: ["last"])
        }
      }
      #expect(warnings > 0, "nothing was hit")
    }

    private static func withPolicy(_ body: (ProgramStore) async throws -> Void) async throws {
      try await withStore { store in
        try await store.succeed(
          "projection", "define", "state", "merge", "--snapshot-every", "4")
        try await body(store)
      }
    }

    @Test func aReadOnlyRepositoryIsReadAndNotWritten() async throws {
      try await TemporaryDirectory.with { directory in
        let disk = directory.path("disk")
        try FileManager.default.createDirectory(atPath: disk, withIntermediateDirectories: true)
        // Only root may mount; elsewhere there is nothing to see here.
        guard try run("mount -t tmpfs -o size=8m none '\(disk)'") == 0 else { return }
        do {
          let fixture = GitFixture(directory: directory, name: "disk/store", bare: false)
          try await GitCommand.run(
            ["init", "--quiet", fixture.path], home: fixture.directory.path)
          let store = try ProgramStore(fixture)
          try await store.succeed("init")
          for _ in 1...3 { try await store.succeed("append", "s-1", "a.b") }
          try await store.succeed("snapshot", "create", "s-1@2")
          #expect(try run("mount -o remount,ro '\(disk)'") == 0)
          for arguments in [
            ["list"], ["show", "s-1@2"], ["verify"], ["prune", "--dry-run", "--keep", "0"],
          ] {
            #expect(try await store.run(["snapshot"] + arguments).status == 0, "\(arguments)")
          }
          for arguments in [
            ["create", "s-1"], ["delete", "merge/s-1/2"], ["prune", "--keep", "0"],
          ] {
            let result = try await store.run(["snapshot"] + arguments)
            #expect(result.status == 6, "\(arguments): \(result.errors)")
          }
          #expect(try await store.succeed("snapshot", "list").lines.count == 1)
        } catch {
          _ = try run("umount -l '\(disk)'")
          throw error
        }
        #expect(try run("umount '\(disk)'") == 0)
      }
    }

    private func run(_ command: String) throws -> Int32 {
      let process = Process()
      process.executableURL = URL(fileURLWithPath: "/bin/sh")
      process.arguments = ["-c", command]
      process.standardError = FileHandle.nullDevice
      try process.run()
      process.waitUntilExit()
      return process.terminationStatus
    }
  }
}
