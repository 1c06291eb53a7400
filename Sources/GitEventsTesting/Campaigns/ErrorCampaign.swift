#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Fails the calls of every operation: each once, or from one on.
package struct ErrorCampaign: Sendable {
  private let size: CampaignSize

  /// Names the size.
  ///
  /// - Parameter size: How much is done.
  package init(_ size: CampaignSize) { self.size = size }

  /// A way to fail: with what, which calls, and whether it goes on failing.
  private struct Way: Sendable {
    let action: Fault.Action
    let calls: Fault.Calls
    let goesOn: Bool

    init(_ action: Fault.Action, _ calls: Fault.Calls, goesOn: Bool = false) {
      self.action = action
      self.calls = calls
      self.goesOn = goesOn
    }

    /// Whether a system can answer the call so: asking for a file's properties waits for nothing that could interrupt it.
    func isPossible(in call: FaultCall) -> Bool {
      guard case .fail("EINTR", _) = action else { return true }
      return !call.name.contains("stat")
    }
  }

  private static let ways = [
    Way(.fail(name: "EIO", number: EIO), .all),
    Way(.fail(name: "EIO", number: EIO), .changes, goesOn: true),
    Way(.fail(name: "ENOSPC", number: ENOSPC), .changes),
    Way(.fail(name: "ENOSPC", number: ENOSPC), .changes, goesOn: true),
    Way(.fail(name: "EMFILE", number: EMFILE), .opens),
    Way(.fail(name: "EMFILE", number: EMFILE), .opens, goesOn: true),
    Way(.fail(name: "EINTR", number: EINTR), .all),
    Way(.shortWrite, .changes),
  ]

  /// Runs it.
  ///
  /// - Returns: What was done and found.
  /// - Throws: `FaultFailure` where the harness cannot work.
  package func run() async throws -> CampaignReport {
    try await FaultBench.with(size) { bench in
      var report = CampaignReport("injected errors", size)
      if !bench.unknown.isEmpty { report.remark("not in this program: \(bench.unknown)") }
      let most = size.number("ERRORS", small: 1, large: 40)
      for (number, operation) in bench.operations.enumerated() {
        for (salt, way) in ErrorCampaign.ways.enumerated() {
          let calls = try await bench.calls(of: operation, way.calls)
          let points = size.choice(atMost: most, from: calls.count, salt: salt + number)
            .filter { way.isPossible(in: calls[$0 - 1]) }
          let outcomes = try await concurrently(points, width: size.width) { point in
            try await round(bench, operation, way, point, calls[point - 1])
          }
          for (point, outcome) in zip(points, outcomes) {
            guard let outcome else {
              report.count("not reached")
              continue
            }
            report.count("injections")
            report.count("with status \(outcome.status)")
            if [2, 4, 5].contains(outcome.status) {
              report.count("not written for another reason than told")
            }
            report.add(
              outcome.findings,
              at: "\(operation), \(way.action)\(way.goesOn ? " from" : " at") call \(point) of "
                + "\(calls.count), \(calls[point - 1].name) \(calls[point - 1].path)")
          }
        }
      }
      return report
    }
  }

  private func round(
    _ bench: FaultBench, _ operation: FaultOperation, _ way: Way, _ point: Int, _ call: FaultCall
  ) async throws -> (status: Int32, findings: [String])? {
    try await bench.template(for: operation).withCopy { copy in
      let run = try await bench.shim.run(
        bench.program, operation.arguments, in: copy, input: operation.input,
        fault: Fault(way.action, at: point, of: way.calls, goesOn: way.goesOn))
      guard run.hits > 0 else { return nil }
      let judge = FaultJudge(bench.program, copy, operation)
      // Where calls go on failing, the answer is one of them.
      let (findings, _) = await judge.judge(
        run.result, .error, answerWasHit: call.isAnswer || way.goesOn, turn: point)
      return (run.result.status, findings)
    }
  }
}
