/// What clients asked for and were told: what a store is judged by.
package struct ClientBook: Sendable {
  private var acknowledged: [String] = []
  private var refused: [String] = []
  private var wholes: [[String]] = []
  private var sequences: [Int: [String]] = [:]

  /// Begins an empty book.
  package init() {}

  /// How many events were acknowledged.
  package var count: Int { acknowledged.count }

  /// Notes what a client is about to do.
  ///
  /// - Parameters:
  ///   - attempt: What.
  ///   - client: Who; its attempts follow each other.
  package mutating func begin(_ attempt: FaultOperation, by client: Int) {
    sequences[client, default: []] += attempt.events
    if attempt.wholeness == .whole, attempt.events.count > 1 { wholes.append(attempt.events) }
  }

  /// Notes what the client was told.
  ///
  /// - Parameters:
  ///   - attempt: What was done.
  ///   - result: How it ended.
  ///   - isFinal: Whether it is not tried again.
  package mutating func end(
    _ attempt: FaultOperation, _ result: EventsProgram.Result, isFinal: Bool = false
  ) {
    let told = attempt.acknowledged(by: result)
    acknowledged += told
    if isFinal, told.isEmpty, attempt.wholeness == .whole, [6, 8].contains(result.status) {
      refused += attempt.events
    }
  }

  /// Judges a store by plain git.
  ///
  /// - Parameters:
  ///   - repository: The store; nobody writes to it meanwhile.
  ///   - besides: Ids that must be there, too.
  /// - Returns: What is wrong, a sentence each.
  package func findings(
    in repository: GitFixture, besides: [String] = []
  ) async -> [String] {
    do {
      var findings = try await StoreChecker(repository).findings(
        acknowledged: acknowledged + besides, sequences: Array(sequences.values))
      let there = try await PlainCommits(of: repository).eventIDs
      for events in wholes {
        let present = events.count(where: there.contains)
        if present != 0 && present != events.count {
          findings.append("torn: \(present) of \(events.count) events of \(events[0])")
        }
      }
      for id in refused where there.contains(id) {
        findings.append("wrong outcome: \(id) was told as not written, and is there")
      }
      return findings
    } catch {
      return ["\(error)"]
    }
  }
}

/// What competing clients do: each its own kind of writing, on streams of its own and on shared ones.
package struct ClientTraffic: Sendable {
  private let knowsPipe: Bool

  /// Finds out what the program can do.
  ///
  /// - Parameters:
  ///   - program: The program.
  ///   - folder: Any folder.
  /// - Throws: Where the program cannot be started.
  package init(_ program: EventsProgram, in folder: String) async throws {
    let help = try await program.run(["append", "-h"], in: folder)
    knowsPipe = help.output.contains("--pipe")
  }

  /// An attempt of a client.
  ///
  /// - Parameters:
  ///   - client: Who.
  ///   - number: Which one of its attempts.
  /// - Returns: What it does.
  package func attempt(_ client: Int, _ number: Int) -> FaultOperation {
    let word = "c\(client)-\(number)"
    switch client % 4 {
    case 1:
      let streams = ["shared-1", "shared-2", number.isMultiple(of: 3) ? "new-\(word)" : "own-1"]
      return rows(["append", "--batch"], streams, word, .whole, .eachByALine)
    case 2 where number.isMultiple(of: 2):
      let streams = (0..<10).map { "shared-\($0 % 3)" }
      return rows(["import", "-", "--source", word], streams, word, .prefix, .allAtTheEnd)
    case 3 where knowsPipe:
      let streams = (0..<30).map { "piped-\($0 % 3)" }
      var piped = rows(["append", "--pipe"], streams, word, .prefix, .eachByALine)
      piped.isLogged = true
      return piped
    default:
      let stream = client.isMultiple(of: 2) ? "own-\(client)" : "shared-1"
      return FaultOperation(
        description: "append", start: .created,
        arguments: ["append", stream, "a.b", "--id", "\(word)-0"], events: ["\(word)-0"])
    }
  }

  private func rows(
    _ arguments: [String], _ streams: [String], _ word: String,
    _ wholeness: FaultOperation.Wholeness, _ acknowledgement: FaultOperation.Acknowledgement
  ) -> FaultOperation {
    FaultOperation(
      description: arguments.prefix(2).joined(separator: " "), start: .created,
      arguments: arguments, input: FaultRows.rows(streams, word),
      events: FaultRows.ids(streams.count, word), wholeness: wholeness,
      acknowledgement: acknowledgement)
  }
}
