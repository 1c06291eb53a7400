#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Judges what a fault left of an operation: by plain git, and by what the client was told.
package struct FaultJudge: Sendable {
  /// How the operation was interrupted.
  package enum Cause: Sendable {
    /// It was killed; it had no chance to tell anything.
    case kill
    /// The power went; a boot has begun since.
    case powerCut
    /// A call failed, and what the program then told must be true.
    case error
  }

  private let program: EventsProgram
  private let repository: GitFixture
  private let operation: FaultOperation
  private let variables: [String: String]

  /// Names what is judged.
  ///
  /// - Parameters:
  ///   - program: The program.
  ///   - repository: The store, as the fault left it.
  ///   - operation: What was done.
  ///   - variables: What is in the environment of the programs that come after the fault.
  package init(
    _ program: EventsProgram, _ repository: GitFixture, _ operation: FaultOperation,
    environment variables: [String: String] = [:]
  ) {
    self.program = program
    self.repository = repository
    self.operation = operation
    self.variables = variables
  }

  /// Judges, lets the next writer repair, does the operation again, and judges the whole.
  ///
  /// - Parameters:
  ///   - result: How the operation ended.
  ///   - cause: What interrupted it.
  ///   - answerWasHit: Whether the call that was hit is the answer itself: then it may be done and told as failed.
  ///   - turn: Which of the ways to come back is taken: at once, behind another writer, or behind `recover`.
  /// - Returns: What is wrong, a sentence each, and whether the operation was done.
  package func judge(
    _ result: EventsProgram.Result, _ cause: Cause, answerWasHit: Bool = false, turn: Int
  ) async -> (findings: [String], wasDone: Bool) {
    var findings: [String] = []
    var wasDone = false
    do {
      let acknowledged = operation.acknowledged(by: result)
      let before = try await look(&findings, acknowledged, cause)
      wasDone = before.isDone
      if cause == .error {
        findings += outcome(result, before.seen, before.isDone, answerWasHit: answerWasHit)
      }
      let others = try await comeBack(turn, acknowledged, cause, &findings)
      let isDoneAgain = try await again(before.seen, &findings)
      let sure =
        operation.start.events + (isDoneAgain ? operation.events : acknowledged) + others
      // What a writer left is the next one's to remove; one that only looks, or finds all done, has no turn.
      try await run(["append", "other-2", "a.b"], &findings)
      findings += try await StoreChecker(repository).findings(
        acknowledged: sure,
        sequences: operation.isLogged && cause == .error
          ? [] : [operation.start.events, operation.events])
      if let mark = operation.mark, try await !isThere(mark) {
        findings.append("done again, it is not there, or more than once")
      }
    } catch {
      findings.append("\(error)")
    }
    return (findings, wasDone)
  }

  /// What is there before anybody repairs, as plain git and as the program's own reader see it.
  private func look(
    _ findings: inout [String], _ acknowledged: [String], _ cause: Cause
  ) async throws -> (seen: Set<String>, isDone: Bool) {
    var seen: Set<String> = []
    if operation.start != .repository {
      let plain = try await PlainCommits(of: repository).eventIDs
      let log = try await run(["log", "--json"], &findings)
      let shown = Set(
        (operation.start.events + operation.events).filter { id in
          log.output.contains("\"id\":\"\(id)\"")
        })
      seen = shown.intersection(operation.events)
      for (who, ids) in [("git", plain), ("a reader", shown)] {
        if let torn = tear(in: ids, cause) { findings.append("torn, says \(who): \(torn)") }
        if who == "git" && operation.isLogged { continue }
        for id in operation.start.events + acknowledged where !ids.contains(id) {
          findings.append("lost, says \(who): \(id) was acknowledged")
        }
      }
      if !operation.isLogged && !operation.events.isEmpty {
        let recorded = plain.intersection(operation.events)
        if recorded != seen {
          findings.append("git sees \(recorded.count) of its events, a reader \(seen.count)")
        }
      }
    }
    if let mark = operation.mark { return (seen, try await isThere(mark)) }
    return (seen, !operation.events.isEmpty && seen.count == operation.events.count)
  }

  /// What is half there and must not be.
  private func tear(in ids: Set<String>, _ cause: Cause) -> String? {
    // Each row of a pipe is for itself: one that an error refused keeps none of the others back.
    if operation.isLogged && cause == .error { return nil }
    let present = operation.events.filter(ids.contains)
    switch operation.wholeness {
    case .whole:
      let isWhole = present.isEmpty || present.count == operation.events.count
      return isWhole ? nil : "\(present.count) of \(operation.events.count)"
    case .prefix:
      let isPrefix = present == Array(operation.events.prefix(present.count))
      return isPrefix ? nil : "\(present.count) of \(operation.events.count), not the first ones"
    }
  }

  /// Whether what the program told of a failed call is true.
  private func outcome(
    _ result: EventsProgram.Result, _ seen: Set<String>, _ isDone: Bool, answerWasHit: Bool
  ) -> [String] {
    var findings: [String] = []
    let hasGoal = !operation.events.isEmpty || operation.mark != nil
    switch result.status {
    case 0:
      if hasGoal && !isDone { findings.append("wrong outcome: told as done, and not there") }
    case 6, 8:
      let isThere = operation.wholeness == .whole && (isDone || !seen.isEmpty)
      if isThere && !answerWasHit {
        findings.append("wrong outcome: told as not written, and there")
      }
    case 7: break
    // Nothing was written, and another reason than the true one is told: an error in reading was taken for damage,
    // for a repository that is not there, or for one that cannot be used. The campaign counts these.
    case 2, 4, 5:
      if isDone || !seen.isEmpty { findings.append("wrong outcome: \(result.status), and there") }
    case 128...: findings.append("crash or hang: status \(result.status)")
    default: findings.append("wrong outcome: status \(result.status)")
    }
    if operation.isLogged && result.status != 7 {
      // Answers come in the order of the rows.
      for (id, line) in zip(operation.events, result.lines) {
        if line.hasPrefix("refused") && seen.contains(id) {
          findings.append("wrong outcome: \(id) was told as refused, and is there")
        }
      }
    }
    // Where git itself has something to say, that comes first.
    let lines = result.errors.split(separator: "\n")
    if result.status != 0 && !lines.contains(where: { $0.hasPrefix("git-events: ") }) {
      findings.append("no message: \(result.errors)")
    }
    return findings
  }

  /// The next one comes: the client itself, another writer, or somebody who recovers.
  private func comeBack(
    _ turn: Int, _ acknowledged: [String], _ cause: Cause, _ findings: inout [String]
  ) async throws -> [String] {
    let arguments: [[String]] = [
      [], ["append", "other-1", "a.b", "--id", "other-0"], ["recover"],
    ]
    try await removeLocksOfKilledGit(cause, &findings)
    let chosen = arguments[turn % arguments.count]
    if chosen.isEmpty || operation.start == .repository { return [] }
    let result = try await run(chosen, &findings)
    findings += StoreChecker(repository).leftovers()
    let plain = try await PlainCommits(of: repository).eventIDs
    if let torn = tear(in: plain, cause) { findings.append("torn after \(chosen[0]): \(torn)") }
    for id in acknowledged where !plain.contains(id) {
      findings.append("lost after \(chosen[0]): \(id) was acknowledged")
    }
    return chosen[0] == "append" && result.status == 0 ? ["other-0"] : []
  }

  /// Where git itself was killed while it packed refs, its lock is `doctor`'s to remove, when nobody can be at it any more.
  private func removeLocksOfKilledGit(
    _ cause: Cause, _ findings: inout [String]
  ) async throws {
    let mark = repository.gitDirectory + "/git-events/packing-refs"
    guard cause != .powerCut, access(mark, F_OK) == 0 else { return }
    for lock in StoreChecker(repository).locks {
      let path = repository.gitDirectory + "/" + lock
      try await HostCommand.succeed("touch", "-d", "2 minutes ago", path)
    }
    try await HostCommand.succeed("touch", "-d", "3 minutes ago", mark)
    try await run(["doctor", "--fix"], &findings)
  }

  /// The operation is done again with the same ids, and must say what was there already.
  private func again(_ seen: Set<String>, _ findings: inout [String]) async throws -> Bool {
    let result = try await run(operation.arguments, input: operation.input, &findings)
    guard result.status == 0 else { return false }
    guard operation.acknowledgement == .eachByALine, !operation.isLogged else { return true }
    let told = result.lines.count { $0.contains("already recorded") }
    if told != seen.count {
      findings.append("the retry says that \(told) were recorded already, they were \(seen.count)")
    }
    return true
  }

  @discardableResult
  private func run(
    _ arguments: [String], input: String = "", _ findings: inout [String]
  ) async throws -> EventsProgram.Result {
    let result = try await program.run(
      arguments, in: repository.path, input: input, environment: variables)
    if result.status != 0 {
      findings.append("then \(arguments.prefix(2)) ended with \(result.status): \(result.errors)")
    }
    return result
  }

  private func isThere(_ mark: FaultOperation.Mark) async throws -> Bool {
    switch mark {
    case .ownEvents(let type, let count):
      return try await PlainCommits(of: repository).count(ofType: type) == count
    case .reference(let prefix):
      return try await !repository.git("for-each-ref", prefix).lines.isEmpty
    }
  }
}
