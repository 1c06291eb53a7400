/// Lets four writers and a reader work while stock git maintains the same repository.
package struct NeighbourCampaign: Sendable {
  private let size: CampaignSize

  /// Names the size.
  ///
  /// - Parameter size: How much is done.
  package init(_ size: CampaignSize) { self.size = size }

  /// What git does in a cycle.
  ///
  /// Two of these beside each other may refuse each other's locks; what counts is what they do to the store.
  private static let cycle = [
    ["gc", "--prune=now", "--quiet"], ["repack", "-adq"], ["pack-refs", "--all"],
    ["prune", "--expire=now"],
  ]

  private struct Tally: Sendable {
    var book = ClientBook()
    var appends = 0
    var readings = 0
    var cycles = 0
    var busy = 0
    var isOver = false
    var complaints: [String] = []
  }

  /// Runs it.
  ///
  /// - Returns: What was done and found.
  /// - Throws: `FaultFailure` where the harness cannot work.
  package func run() async throws -> CampaignReport {
    try await TemporaryDirectory.with { directory in
      guard let program = EventsProgram.built(home: directory.path) else {
        throw FaultFailure("there is no program")
      }
      let traffic = try await ClientTraffic(program, in: directory.path)
      var report = CampaignReport("beside gc, repack, pack-refs and prune", size)
      let goal = size.number("APPENDS", small: 160, large: 20_000)
      let store = GitFixture(directory: directory, name: "store", bare: false)
      try await GitCommand.run(
        ["init", "--quiet", "--template=", store.path], home: directory.path)
      try await program.succeed(["init"], in: store.path)
      let tally = Shared(Tally())
      try await withThrowingTaskGroup(of: Void.self) { group in
        for client in 0..<4 {
          group.addTask { try await write(client, goal, program, store, traffic, tally) }
        }
        try await withThrowingTaskGroup(of: Void.self) { others in
          // They are told to stop, not cancelled: a git that is killed leaves locks of its own behind.
          others.addTask { try await maintain(store, tally) }
          others.addTask { try await read(program, store, tally) }
          try await group.waitForAll()
          tally.withLock { $0.isOver = true }
          try await others.waitForAll()
        }
      }
      let end = tally.withLock { $0 }
      report.count("appends", end.appends)
      report.count("cycles of git", end.cycles)
      report.count("events acknowledged", end.book.count)
      report.count("readings", end.readings)
      report.count("times busy", end.busy)
      report.add(end.complaints, at: "at work")
      report.add(await end.book.findings(in: store), at: "at the end")
      report.add(try await StoreChecker(store).mirrorFindings(), at: "at the end")
      return report
    }
  }

  private func write(
    _ client: Int, _ goal: Int, _ program: EventsProgram, _ store: GitFixture,
    _ traffic: ClientTraffic, _ tally: Shared<Tally>
  ) async throws {
    var number = 0
    while tally.withLock({ $0.appends }) < goal {
      number += 1
      let attempt = traffic.attempt(client, number)
      tally.withLock { $0.book.begin(attempt, by: client) }
      var status: Int32 = 8
      while status == 8 {
        let result = try await program.run(
          attempt.arguments, in: store.path, input: attempt.input, killedAfter: .seconds(120))
        status = result.status
        tally.withLock { tally in
          tally.book.end(attempt, result)
          tally.busy += status == 8 ? 1 : 0
          if status != 0 && status != 8 {
            tally.complaints.append("\(attempt): status \(status) \(result.errors)")
          }
        }
      }
      tally.withLock { $0.appends += 1 }
    }
  }

  private func maintain(_ store: GitFixture, _ tally: Shared<Tally>) async throws {
    while !tally.withLock({ $0.isOver }) {
      for command in NeighbourCampaign.cycle { _ = try? await store.git(command) }
      tally.withLock { $0.cycles += 1 }
    }
  }

  /// Every reader sees batches whole, and never fewer events than before.
  private func read(
    _ program: EventsProgram, _ store: GitFixture, _ tally: Shared<Tally>
  ) async throws {
    var most = 0
    while !tally.withLock({ $0.isOver }) {
      let result = try await program.run(
        ["log", "own-1", "--json"], in: store.path, killedAfter: .seconds(120))
      let count = result.lines.count
      tally.withLock { tally in
        tally.readings += 1
        if ![0, 4].contains(result.status) {
          tally.complaints.append("log: status \(result.status) \(result.errors)")
        } else if count < most {
          tally.complaints.append("a reader saw \(count) events after \(most)")
        }
      }
      most = max(most, count)
      try await Task.sleep(for: .milliseconds(50))
    }
  }
}
