/// Kills four competing writers at random moments and at random calls; each tries again until it is told that it is done.
package struct RandomKillCampaign: Sendable {
  private static let writers = 4
  private static let killsOfAStore = 60

  private let size: CampaignSize

  /// Names the size.
  ///
  /// - Parameter size: How much is done.
  package init(_ size: CampaignSize) { self.size = size }

  private struct Tally: Sendable {
    var book = ClientBook()
    var kills = 0
    var attempts = 0
    var complaints: [String] = []
  }

  /// Runs it.
  ///
  /// - Returns: What was done and found.
  /// - Throws: `FaultFailure` where the harness cannot work.
  package func run() async throws -> CampaignReport {
    try await TemporaryDirectory.with { directory in
      guard let program = EventsProgram.built(home: directory.path),
        let shim = try await FaultShim.compiled(in: directory)
      else { throw FaultFailure("there is no program or no shim") }
      let traffic = try await ClientTraffic(program, in: directory.path)
      var report = CampaignReport("random kills, 4 writers", size)
      let goal = size.number("KILLS", small: 40, large: 2000)
      var number = 0
      while report["kills"] < goal && number < goal {
        number += 1
        let name = "store-\(number)"
        let store = GitFixture(directory: directory, name: name, bare: false)
        try await GitCommand.run(
          ["init", "--quiet", "--template=", store.path], home: directory.path)
        try await program.succeed(["init"], in: store.path)
        let share = min(RandomKillCampaign.killsOfAStore, goal - report["kills"])
        let tally = Shared(Tally())
        let branch = number * RandomKillCampaign.writers
        try await withThrowingTaskGroup(of: Void.self) { group in
          for client in 0..<RandomKillCampaign.writers {
            group.addTask {
              try await write(
                client, SeededGenerator(size.seed, branch: branch + client), program, shim, store,
                traffic, tally, until: share)
            }
          }
          try await group.waitForAll()
        }
        let end = tally.withLock { $0 }
        report.count("kills", end.kills)
        report.count("attempts", end.attempts)
        report.count("events acknowledged", end.book.count)
        report.count("stores")
        var findings = end.complaints
        findings += await end.book.findings(in: store)
        do { findings += try await StoreChecker(store).mirrorFindings() } catch {
          findings.append("\(error)")
        }
        report.add(findings, at: name)
        try await HostCommand.succeed("rm", "-rf", store.path)
      }
      return report
    }
  }

  /// One client: attempts that are killed, and tried again until they are done.
  private func write(
    _ client: Int, _ random: SeededGenerator, _ program: EventsProgram, _ shim: FaultShim,
    _ store: GitFixture, _ traffic: ClientTraffic, _ tally: Shared<Tally>, until share: Int
  ) async throws {
    var random = random
    var usual = Duration.milliseconds(60)
    var number = 0
    while tally.withLock({ $0.kills }) < share {
      number += 1
      let attempt = traffic.attempt(client, number)
      tally.withLock { $0.book.begin(attempt, by: client) }
      var isDone = false
      var tries = 0
      while !isDone {
        tries += 1
        let start = ContinuousClock.now
        let result: EventsProgram.Result
        if tries > 2 {
          result = try await program.run(attempt.arguments, in: store.path, input: attempt.input)
          usual = (usual * 3 + (ContinuousClock.now - start)) / 4
        } else if Bool.random(using: &random) {
          let call = Int.random(in: 1...90, using: &random)
          result = try await shim.run(
            program, attempt.arguments, in: store, input: attempt.input,
            fault: Fault(tries == 1 ? .killGroup : .tearWrite, at: call)
          ).result
        } else {
          result = try await program.run(
            attempt.arguments, in: store.path, input: attempt.input,
            killedAfter: usual * Double.random(in: 0.3...1.3, using: &random))
        }
        isDone = result.status == 0
        tally.withLock { tally in
          tally.book.end(attempt, result)
          tally.attempts += 1
          if result.isKilled && tries <= 2 { tally.kills += 1 }
          if tries > 2 && !isDone && result.status != 8 {
            tally.complaints.append(
              "\(attempt), client \(client): status \(result.status) \(result.errors)")
          }
        }
        if tries > 20 { break }
      }
    }
  }
}
