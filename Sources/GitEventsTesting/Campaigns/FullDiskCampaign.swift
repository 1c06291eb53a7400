#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Runs every operation on a disk with ever more room left: it runs out at each step once.
package struct FullDiskCampaign: Sendable {
  private let size: CampaignSize

  /// Names the size.
  ///
  /// - Parameter size: How much is done.
  package init(_ size: CampaignSize) { self.size = size }

  /// Whether small disks can be made here: by root, on Linux.
  ///
  /// - Returns: What a trial says.
  package static func isPossible() async -> Bool {
    guard geteuid() == 0 else { return false }
    let isDone = try? await TemporaryDirectory.with { directory in
      try await withDisk(in: directory) { _ in true }
    }
    return isDone == true
  }

  /// Runs it.
  ///
  /// - Returns: What was done and found.
  /// - Throws: `FaultFailure` where the harness cannot work.
  package func run() async throws -> CampaignReport {
    try await FaultBench.with(size) { bench in
      var report = CampaignReport("full disk", size)
      if !bench.unknown.isEmpty { report.remark("not in this program: \(bench.unknown)") }
      let sizes = size.number("DISK_SIZES", small: 3, large: 60)
      let operations = bench.operations.filter { $0.start != .repository }
      for (salt, operation) in operations.enumerated() {
        // In a small run these are three of the sixty, other ones for each operation.
        let pages = size.choice(atMost: sizes, from: 60, salt: salt).map { $0 - 1 }
        let outcomes = try await concurrently(pages, width: size.width) { pages in
          try await round(bench, operation, pages)
        }
        for (pages, outcome) in zip(pages, outcomes) {
          report.count("rounds")
          report.count("with status \(outcome.status)")
          report.add(outcome.findings, at: "\(operation), \(pages) pages left")
        }
      }
      report.count("sizes", sizes)
      return report
    }
  }

  private func round(
    _ bench: FaultBench, _ operation: FaultOperation, _ pages: Int
  ) async throws -> (status: Int32, findings: [String]) {
    let template = try bench.template(for: operation)
    return try await TemporaryDirectory.with { directory in
      try await FullDiskCampaign.withDisk(in: directory) { disk in
        let folder = TemporaryDirectory(existing: disk)
        let store = try await template.copy(into: folder, name: "store")
        let ballast = disk + "/ballast"
        // `cat` must fail: that is what fills the disk.
        try await HostCommand.succeed(
          "sh", "-c",
          "cat /dev/zero >'\(ballast)' 2>/dev/null; truncate -s -\(pages * 4096) '\(ballast)'")
        let result = try await bench.program.run(
          operation.arguments, in: store.path, input: operation.input)
        var findings: [String] = []
        if result.status == 6 && !result.errors.contains("no space left") {
          findings.append("it does not say that the disk is full: \(result.errors)")
        }
        let reading = try await bench.program.run(["log", "--json"], in: store.path)
        if reading.status != 0 { findings.append("no reading: \(reading.errors)") }
        try await HostCommand.succeed("rm", "-f", ballast)
        let judge = FaultJudge(bench.program, store, operation)
        findings += await judge.judge(result, .error, turn: pages).findings
        return (result.status, findings)
      }
    }
  }

  private static func withDisk<Result: Sendable>(
    in directory: TemporaryDirectory, _ body: (String) async throws -> Result
  ) async throws -> Result {
    let disk = directory.path("small")
    mkdir(disk, 0o700)
    try await HostCommand.succeed("mount", "-t", "tmpfs", "-o", "size=6m", "none", disk)
    do {
      let result = try await body(disk)
      try await HostCommand.succeed("umount", disk)
      return result
    } catch {
      _ = try? await HostCommand.run("umount", "-l", disk)
      throw error
    }
  }
}
