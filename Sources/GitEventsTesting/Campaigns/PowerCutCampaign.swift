/// Cuts the power of a real file system: at each call of every operation, and at random moments of competing writers.
package struct PowerCutCampaign: Sendable {
  /// What is taken away from the program, so that the campaign must notice; nothing in a campaign proper.
  package enum Handicap: String, Sendable {
    /// Nothing.
    case none
    /// Every flush does nothing and says that it did.
    case flushesDoNothing
    /// The program is told not to flush.
    case durabilityNone
  }

  private static let megabytes = 48
  private static let cutsOfADisk = 12

  private let size: CampaignSize
  private let handicap: Handicap

  /// Names the size.
  ///
  /// - Parameters:
  ///   - size: How much is done.
  ///   - handicap: What is taken away.
  package init(_ size: CampaignSize, _ handicap: Handicap = .none) {
    self.size = size
    self.handicap = handicap
  }

  /// Cuts at each call that changes something.
  ///
  /// - Returns: What was done and found.
  /// - Throws: `FaultFailure` where the harness cannot work.
  package func runAtCalls() async throws -> CampaignReport {
    try await FaultBench.with(size) { bench in
      var report = CampaignReport("power cuts at calls", size)
      if !bench.unknown.isEmpty { report.remark("not in this program: \(bench.unknown)") }
      let most = size.number("CUT_POINTS", small: 2, large: 120)
      for (salt, operation) in bench.operations.enumerated() {
        let image = bench.directory.path("image")
        try await PowerDisk.make(image, megabytes: PowerCutCampaign.megabytes)
        try await PowerDisk(image: image, in: bench.directory).mounted { disk in
          let folder = TemporaryDirectory(existing: disk.mountPoint)
          _ = try await bench.template(for: operation).copy(into: folder, name: "store")
        }
        let calls = try await bench.calls(of: operation)
        let points = size.choice(atMost: most, from: calls.count, salt: salt)
        let outcomes = try await concurrently(points, width: size.width) { point in
          try await cut(bench, operation, image, at: point)
        }
        for (point, outcome) in zip(points, outcomes) {
          report.count(outcome.wasHit ? "cuts" : "not reached")
          if outcome.wasDone { report.count("of them behind the commit point") }
          report.add(
            outcome.findings,
            at: "\(operation), call \(point) of \(calls.count), \(calls[point - 1].name) "
              + calls[point - 1].path)
        }
        report.remark("\(operation): \(points.count) of \(calls.count) calls")
        try await HostCommand.succeed("rm", image)
      }
      return report
    }
  }

  private func cut(
    _ bench: FaultBench, _ operation: FaultOperation, _ image: String, at point: Int
  ) async throws -> (wasHit: Bool, wasDone: Bool, findings: [String]) {
    try await TemporaryDirectory.with { directory in
      let disk = PowerDisk(image: directory.path("image"), in: directory)
      try await HostCommand.succeed("cp", "--sparse=always", image, disk.image)
      let store = GitFixture(directory: directory, name: "disk/store", bare: false)
      let run = try await disk.mounted { disk in
        try await bench.shim.run(
          bench.program, operation.arguments, in: store, input: operation.input,
          fault: Fault(.cutPower(mountedAt: disk.mountPoint), at: point))
      }
      guard run.hits > 0 else { return (false, false, []) }
      let boot = try await FalseBoot(in: directory, bench.shim).begin()
      return try await disk.mounted { _ in
        let judge = FaultJudge(bench.program, store, operation, environment: boot)
        let (findings, wasDone) = await judge.judge(run.result, .powerCut, turn: point)
        return (true, wasDone, findings)
      }
    }
  }

  private struct Tally: Sendable {
    var book = ClientBook()
    var isCut = false
  }

  /// Cuts at random moments of three writers.
  ///
  /// - Returns: What was done and found.
  /// - Throws: `FaultFailure` where the harness cannot work.
  package func runAtMoments() async throws -> CampaignReport {
    try await TemporaryDirectory.with { directory in
      guard let program = EventsProgram.built(home: directory.path),
        let shim = try await FaultShim.compiled(in: directory)
      else { throw FaultFailure("there is no program or no shim") }
      let traffic = try await ClientTraffic(program, in: directory.path)
      let words = handicap == .none ? "" : ", handicap \(handicap)"
      var report = CampaignReport("power cuts at moments, 4 writers" + words, size)
      let goal =
        handicap == .none
        ? size.number("CUTS", small: 6, large: 600)
        : size.number("HANDICAPPED_CUTS", small: 3, large: 24)
      let share = min(PowerCutCampaign.cutsOfADisk, goal)
      let disks = Array(0..<(goal + share - 1) / share)
      let sessions = try await concurrently(disks, width: 1) { number in
        try await session(
          program, shim, traffic, cuts: min(share, goal - number * share), branch: number)
      }
      for (number, session) in sessions.enumerated() {
        report.count("cuts", session.cuts)
        report.count("events acknowledged", session.events)
        report.count("disks")
        report.add(session.findings, at: "disk \(number)")
      }
      return report
    }
  }

  /// The life of a disk: written to, cut, mounted and judged, again and again.
  private func session(
    _ program: EventsProgram, _ shim: FaultShim, _ traffic: ClientTraffic, cuts: Int, branch: Int
  ) async throws -> (cuts: Int, events: Int, findings: [String]) {
    try await TemporaryDirectory.with { directory in
      var random = SeededGenerator(size.seed, branch: branch)
      let disk = PowerDisk(image: directory.path("image"), in: directory)
      try await PowerDisk.make(disk.image, megabytes: PowerCutCampaign.megabytes * 2)
      let store = GitFixture(directory: directory, name: "disk/store", bare: false)
      let boot = FalseBoot(in: directory, shim)
      let tally = Shared(Tally())
      let running = RunningPrograms()
      var findings: [String] = []
      var besides: [String] = []
      var done = 0
      for cut in 0..<cuts {
        done += 1
        let variables = try await boot.begin()
        let moment = Int.random(in: 20...260, using: &random)
        try await disk.mounted { disk in
          if cut == 0 {
            try await GitCommand.run(
              ["init", "--quiet", "--template=", store.path], home: directory.path)
            try await program.succeed(["init"], in: store.path)
            try await HostCommand.succeed("sync", "-f", store.path)
          } else {
            findings += await judge(
              program, store, tally.withLock { $0.book }, variables, cut, &besides)
          }
          tally.withLock { $0.isCut = false }
          try await withThrowingTaskGroup(of: Void.self) { group in
            for client in 0..<4 {
              group.addTask {
                try await write(
                  client, cut, program, shim, store, traffic, tally, variables, running)
              }
            }
            try await Task.sleep(for: .milliseconds(moment))
            // Together, as a power loss takes them: a call that is under way while only the file system goes may be told
            // a success that nobody would have lived to hear.
            tally.withLock { $0.isCut = true }
            running.kill()
            try disk.cutPower()
            try await group.waitForAll()
          }
        }
        if !findings.isEmpty && handicap != .none { break }
      }
      let variables = try await boot.begin()
      try await disk.mounted { _ in
        let book = tally.withLock { $0.book }
        findings += await judge(program, store, book, variables, cuts, &besides)
      }
      return (done, tally.withLock { $0.book.count }, findings)
    }
  }

  /// Somebody comes after the cut and writes; then plain git is asked.
  private func judge(
    _ program: EventsProgram, _ store: GitFixture, _ book: ClientBook,
    _ variables: [String: String], _ cut: Int, _ besides: inout [String]
  ) async -> [String] {
    var findings: [String] = []
    let id = "after-\(cut)"
    let append = ["append", "after-1", "a.b", "--id", id]
    for arguments in cut.isMultiple(of: 2) ? [["recover"], append] : [append] {
      do {
        let result = try await program.run(arguments, in: store.path, environment: variables)
        if result.status != 0 {
          findings.append("\(arguments[0]) after cut \(cut): \(result.status) \(result.errors)")
        }
      } catch { findings.append("\(error)") }
    }
    besides.append(id)
    findings += await book.findings(in: store, besides: besides).map { "after cut \(cut): \($0)" }
    return findings
  }

  private func write(
    _ client: Int, _ cut: Int, _ program: EventsProgram, _ shim: FaultShim, _ store: GitFixture,
    _ traffic: ClientTraffic, _ tally: Shared<Tally>, _ variables: [String: String],
    _ running: RunningPrograms
  ) async throws {
    var variables = variables
    if handicap == .flushesDoNothing {
      variables.merge(shim.environment(counting: store.gitDirectory)) { _, new in new }
      let skipAll = Fault(.skip, at: 1, of: .syncs, goesOn: true)
      let counter = store.directory.path("flushes-\(client)")
      variables.merge(skipAll.variables(counter: counter)) { _, new in new }
    }
    var number = cut * 1000
    while !tally.withLock({ $0.isCut }) {
      number += 1
      let attempt = traffic.attempt(client, number)
      tally.withLock { $0.book.begin(attempt, by: client) }
      let more = handicap == .durabilityNone ? ["--durability", "none"] : []
      do {
        let result = try await program.run(
          attempt.arguments + more, in: store.path, input: attempt.input, environment: variables,
          listedIn: running)
        tally.withLock { $0.book.end(attempt, result, isFinal: true) }
      } catch {
        // One that was killed before it had read its input has acknowledged nothing.
        guard tally.withLock({ $0.isCut }) else { throw error }
      }
    }
  }
}
