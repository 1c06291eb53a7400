import GitEvents

/// Three clones append at random, without knowing of each other, and synchronise through one bare repository, killed at
/// random: in the end all must have the same streams, with every acknowledged event once.
package struct ReplicationCampaign: Sendable {
  private static let clones = ["a", "b", "c"]
  private static let streams = ["order-1", "order-2", "order-3", "payment-1"]
  /// So many times each clone pulls and pushes until all have the same.
  private static let closingRounds = 8

  private let size: CampaignSize

  /// Names the size.
  ///
  /// - Parameter size: How much is done.
  package init(_ size: CampaignSize) { self.size = size }

  /// What the clients know.
  private struct Book {
    /// Ids that were acknowledged.
    var acknowledged: Set<String> = []
    /// Ids of attempts that were killed.
    var unknown: Set<String> = []
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
      var report = CampaignReport("three clones and a bare remote", size)
      var random = SeededGenerator(size.seed)
      var book = Book()
      let home = directory.path
      try await prepare(program, home)
      let rounds = size.number("ROUNDS", small: 40, large: 500)
      for round in 1...rounds {
        try await play(round, program, home, &random, &book, &report)
      }
      try await close(program, home, &book)
      report.count("rounds", rounds)
      report.count("events acknowledged", book.acknowledged.count)
      report.add(book.complaints, at: "clones")
      report.add(try await findings(program, home, book), at: "the end")
      return report
    }
  }

  private func prepare(_ program: EventsProgram, _ home: String) async throws {
    let git = { (arguments: [String]) in try await GitCommand.run(arguments, home: home) }
    _ = try await git(["init", "--quiet", "--bare", "--template=", "\(home)/hub.git"])
    _ = try await git(["init", "--quiet", "--template=", "\(home)/a"])
    try await program.succeed(["init"], in: "\(home)/a")
    _ = try await git(["-C", "\(home)/a", "remote", "add", "origin", "\(home)/hub.git"])
    try await program.succeed(["push"], in: "\(home)/a")
    for clone in ReplicationCampaign.clones.dropFirst() {
      try await program.succeed(["clone", "\(home)/hub.git", clone], in: home)
    }
  }

  /// One round: a clone appends a few times and synchronises, each step perhaps killed.
  private func play(
    _ round: Int, _ program: EventsProgram, _ home: String, _ random: inout SeededGenerator,
    _ book: inout Book, _ report: inout CampaignReport
  ) async throws {
    let clone = ReplicationCampaign.clones.randomElement(using: &random) ?? "a"
    let folder = "\(home)/\(clone)"
    for number in 0..<Int.random(in: 0...3, using: &random) {
      let id = "\(clone)-\(round)-\(number)"
      let stream = ReplicationCampaign.streams.randomElement(using: &random) ?? "order-1"
      let result = try await run(
        program, ["append", stream, "thing.done", "--id", id, "--data", "{\"round\": \(round)}"],
        folder, &random, &report)
      if result.status == 0 {
        book.acknowledged.insert(id)
      } else if result.isKilled || result.status == 7 {
        book.unknown.insert(id)
      } else if result.status != 8 {
        book.complaints.append("append in \(clone): \(result.status) \(result.errors)")
      }
    }
    let steps: [[String]] =
      switch Int.random(in: 0..<6, using: &random) {
      case 0: [["push"]]
      case 1: [["pull"]]
      case 2: [["fetch"], ["pull", "--split"], ["push"]]
      case 3: [["pull", "--rebase"]]
      default: [["pull", "--rebase"], ["push"]]
      }
    for step in steps {
      let result = try await run(program, step, folder, &random, &report)
      // A conflict is an answer, and so is that nothing more was sent than was there.
      let isAnswer = [0, 3, 7, 8].contains(result.status) || result.isKilled
      if !isAnswer {
        book.complaints.append(
          "\(step.joined(separator: " ")) in \(clone), round \(round): \(result.status) "
            + result.errors)
      }
    }
  }

  /// Runs the program, one time in four to its premature end.
  private func run(
    _ program: EventsProgram, _ arguments: [String], _ folder: String,
    _ random: inout SeededGenerator, _ report: inout CampaignReport
  ) async throws -> EventsProgram.Result {
    let isKilled = Int.random(in: 0..<4, using: &random) == 0
    let limit: Duration =
      isKilled ? .milliseconds(Int.random(in: 2...120, using: &random)) : .seconds(60)
    let result = try await program.run(arguments, in: folder, killedAfter: limit)
    report.count("commands")
    if result.isKilled { report.count("kills") }
    return result
  }

  /// Has every clone pull and push until nothing is left to be said.
  private func close(_ program: EventsProgram, _ home: String, _ book: inout Book) async throws {
    for round in 1...ReplicationCampaign.closingRounds {
      for clone in ReplicationCampaign.clones {
        for step in [["pull", "--rebase"], ["push"]] {
          let result = try await program.run(
            step, in: "\(home)/\(clone)", killedAfter: .seconds(120))
          if result.status != 0, round > 1 {
            book.complaints.append(
              "at the end, \(step.joined(separator: " ")) in \(clone): \(result.status) "
                + result.errors)
          }
        }
      }
    }
  }

  /// Compares the clones with each other, and what they hold with what was acknowledged.
  private func findings(
    _ program: EventsProgram, _ home: String, _ book: Book
  ) async throws -> [String] {
    var findings: [String] = []
    let hub = try await streams("\(home)/hub.git", home)
    for clone in ReplicationCampaign.clones {
      let folder = "\(home)/\(clone)"
      if try await streams(folder, home) != hub {
        findings.append("\(clone) has other streams than the remote")
      }
      let listed = try await program.run(
        ["log", "--json", "--jq", ".id"], in: folder, killedAfter: .seconds(120))
      let ids = listed.lines.map { $0.filter { $0 != "\"" } }
      var seen: Set<String> = []
      for id in ids where !seen.insert(id).inserted { findings.append("\(clone) has \(id) twice") }
      for id in book.acknowledged.subtracting(seen).sorted() {
        findings.append("\(clone) lacks \(id)")
      }
      for id in seen.subtracting(book.acknowledged).subtracting(book.unknown)
      where ReplicationCampaign.clones.contains(where: { id.hasPrefix("\($0)-") }) {
        findings.append("\(clone) has \(id), which nobody appended")
      }
      let verified = try await program.run(
        ["verify", "--no-state"], in: folder, killedAfter: .seconds(300))
      if verified.status != 0 { findings.append("verify in \(clone): \(verified.output)") }
      findings += try await fsck(folder, home)
    }
    let verified = try await program.run(
      ["verify", "--no-state"], in: "\(home)/hub.git", killedAfter: .seconds(300))
    if verified.status != 0 { findings.append("verify at the remote: \(verified.output)") }
    return findings + (try await fsck("\(home)/hub.git", home))
  }

  private func streams(_ folder: String, _ home: String) async throws -> String {
    try await GitCommand.run(
      [
        "-C", folder, "for-each-ref", "--format=%(refname) %(objectname)",
        StoreLayout.streamPrefix,
      ],
      home: home
    ).text
  }

  private func fsck(_ folder: String, _ home: String) async throws -> [String] {
    do {
      _ = try await GitCommand.run(
        ["-C", folder, "fsck", "--strict", "--no-progress", "--no-dangling"], home: home)
      return []
    } catch {
      return ["fsck in \(folder): \(error)"]
    }
  }
}
