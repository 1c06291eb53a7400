import GitEvents

/// Lets many processes write to one stream, and many expect the same version.
package struct ContentionCampaign: Sendable {
  private let size: CampaignSize

  /// Names the size.
  ///
  /// - Parameter size: How much is done.
  package init(_ size: CampaignSize) { self.size = size }

  /// Has 32 writers append to one stream, an event a process.
  ///
  /// - Returns: What was done and found.
  /// - Throws: `FaultFailure` where the harness cannot work.
  package func runOnOneStream() async throws -> CampaignReport {
    try await withStore { program, store in
      let writers = size.number("WRITERS", small: 8, large: 32)
      let appends = size.number("APPENDS_EACH", small: 8, large: 500)
      var report = CampaignReport("\(writers) writers on one stream", size)
      let all = try await concurrently(Array(0..<writers), width: writers) { writer in
        var told = (ids: [String](), versions: [Int](), busy: 0, complaints: [String]())
        for number in 0..<appends {
          let id = "w\(writer)-\(number)"
          var status: Int32 = 8
          while status == 8 {
            let result = try await program.run(
              ["append", "one-1", "a.b", "--id", id], in: store.path, killedAfter: .seconds(120))
            status = result.status
            if status == 8 { told.busy += 1 }
            if ![0, 8].contains(status) {
              told.complaints.append("\(id): status \(status) \(result.errors)")
            }
            if status == 0 {
              told.ids.append(id)
              told.versions += ContentionCampaign.version(in: result.output).map { [$0] } ?? []
            }
          }
        }
        return told
      }
      let count = try await store.git(
        "rev-list", "--count", StoreLayout.streamPrefix + "one-1"
      ).text
      report.count("appends", writers * appends)
      report.count("events acknowledged", all.reduce(0) { $0 + $1.ids.count })
      report.count("times busy", all.reduce(0) { $0 + $1.busy })
      report.add(all.flatMap(\.complaints), at: "at work")
      if count != String(writers * appends) { report.add(["\(count) commits"], at: "at the end") }
      let versions = all.flatMap(\.versions).sorted()
      if versions != Array(1...writers * appends) {
        report.add(["the versions that were told have gaps or are double"], at: "at the end")
      }
      report.add(
        try await StoreChecker(store).findings(
          acknowledged: all.flatMap(\.ids), sequences: all.map(\.ids)), at: "at the end")
      report.add(try await StoreChecker(store).mirrorFindings(), at: "at the end")
      return report
    }
  }

  /// Has 16 writers expect the same version, again and again.
  ///
  /// - Returns: What was done and found.
  /// - Throws: `FaultFailure` where the harness cannot work.
  package func runForOneVersion() async throws -> CampaignReport {
    try await withStore { program, store in
      let rounds = size.number("ROUNDS", small: 4, large: 1000)
      let writers = size.number("RIVALS", small: 6, large: 16)
      var report = CampaignReport("\(writers) writers expect one version", size)
      var winners: [String] = []
      for version in 0..<rounds {
        let expected = version == 0 ? "none" : String(version)
        let results = try await concurrently(Array(0..<writers), width: writers) { writer in
          let id = "r\(version)-\(writer)"
          let result = try await program.run(
            ["append", "one-1", "a.b", "--expect", expected, "--id", id], in: store.path,
            killedAfter: .seconds(120))
          return (id, result)
        }
        let won = results.filter { $0.1.status == 0 }.map(\.0)
        let others = results.filter { ![0, 3].contains($0.1.status) }
        report.add(
          (won.count == 1 ? [] : ["\(won.count) winners"])
            + others.map { "\($0.0): status \($0.1.status) \($0.1.errors)" },
          at: "round \(version)")
        winners += won
        report.count("rounds")
      }
      report.count("winners", winners.count)
      report.add(
        try await StoreChecker(store).findings(acknowledged: winners, sequences: [winners]),
        at: "at the end")
      let lines = try await store.git("rev-list", "--count", StoreLayout.streamPrefix + "one-1")
      if lines.text != String(rounds) { report.add(["\(lines.text) commits"], at: "at the end") }
      report.add(try await StoreChecker(store).mirrorFindings(), at: "at the end")
      return report
    }
  }

  /// The version in an answer: `one-1@7  a.b  …`.
  private static func version(in answer: String) -> Int? {
    answer.split(separator: "@").dropFirst().first.flatMap { Int($0.prefix { $0.isNumber }) }
  }

  private func withStore<Result: Sendable>(
    _ body: @Sendable (EventsProgram, GitFixture) async throws -> Result
  ) async throws -> Result {
    try await TemporaryDirectory.with { directory in
      guard let program = EventsProgram.built(home: directory.path) else {
        throw FaultFailure("there is no program")
      }
      let store = GitFixture(directory: directory, name: "store", bare: false)
      try await GitCommand.run(
        ["init", "--quiet", "--template=", store.path], home: directory.path)
      try await program.succeed(["init"], in: store.path)
      return try await body(program, store)
    }
  }
}
