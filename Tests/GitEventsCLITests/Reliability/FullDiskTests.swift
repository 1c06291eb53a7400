import Foundation
import GitEventsTesting
import Testing

extension Reliability {
  /// A disk without room: a clean refusal, and everything as before once there is room again.
  @Suite struct FullDiskTests {
    @Test func aFullDiskRefusesAppendsAndNothingElse() async throws {
      try await TemporaryDirectory.with { directory in
        let disk = directory.path("disk")
        try FileManager.default.createDirectory(atPath: disk, withIntermediateDirectories: true)
        // Only root may mount; elsewhere there is nothing to see here.
        guard try await sh("mount -t tmpfs -o size=2m none '\(disk)'", directory) == 0 else {
          return
        }
        do {
          try await fillAndFree(GitFixture(directory: directory, name: "disk/store", bare: false))
        } catch {
          _ = try await sh("umount -l '\(disk)'", directory)
          throw error
        }
        #expect(try await sh("umount '\(disk)'", directory) == 0)
      }
    }

    private func fillAndFree(_ fixture: GitFixture) async throws {
      try await GitCommand.run(
        ["init", "--quiet", "--template=", fixture.path], home: fixture.directory.path)
      let store = try ProgramStore(fixture)
      try await store.succeed("init")
      try await store.succeed("append", "order-1", "a.b", "--id", "before")
      let ballast = fixture.directory.path("disk/ballast")
      var ids = ["before"]
      // From no room at all to room for everything, a page more each time: it runs out at every step once.
      for pages in 0..<24 {
        _ = try await sh("rm -f '\(ballast)'; cat /dev/zero > '\(ballast)'", fixture.directory)
        _ = try await sh("truncate -s -\(pages * 4096) '\(ballast)'", fixture.directory)
        let rows = Rows.batch(["order-1", "new-\(pages)"], "at-\(pages)")
        let result = try await store.run("append", "--batch", input: rows.text)
        #expect([0, 6].contains(result.status), "\(pages) pages: \(result.errors)")
        if result.status == 6 {
          #expect(result.errors.contains("no space left"), "\(result.errors)")
        }
        let seen = try await store.ids().filter(rows.ids.contains)
        #expect(seen.count == (result.status == 0 ? 2 : 0), "\(pages) pages")
        try await store.succeed("log", "order-1")
        ids += seen
      }
      #expect(ids.count > 1, "there was never room")
      _ = try await sh("rm -f '\(ballast)'", fixture.directory)
      try await store.succeed("append", "order-1", "a.b", "--id", "after")
      try await store.check(acknowledged: ids + ["after"])
    }

    private func sh(_ command: String, _ directory: TemporaryDirectory) async throws -> Int32 {
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
