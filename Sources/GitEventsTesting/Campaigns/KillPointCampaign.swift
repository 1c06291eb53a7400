/// Kills every operation at each call that changes something, and tears every write.
package struct KillPointCampaign: Sendable {
  private let size: CampaignSize

  /// Names the size.
  ///
  /// - Parameter size: How much is done.
  package init(_ size: CampaignSize) { self.size = size }

  private struct Point: Sendable {
    let number: Int
    let call: FaultCall
    let action: Fault.Action
  }

  private struct Outcome: Sendable {
    let wasHit: Bool
    let wasDone: Bool
    let findings: [String]
  }

  /// Runs it.
  ///
  /// - Returns: What was done and found.
  /// - Throws: `FaultFailure` where the harness cannot work.
  package func run() async throws -> CampaignReport {
    try await FaultBench.with(size) { bench in
      var report = CampaignReport("kill points", size)
      if !bench.unknown.isEmpty { report.remark("not in this program: \(bench.unknown)") }
      for (salt, operation) in bench.operations.enumerated() {
        let calls = try await bench.calls(of: operation)
        let points = points(calls, salt)
        let outcomes = try await concurrently(points, width: size.width) { point in
          try await round(bench, operation, point)
        }
        for (point, outcome) in zip(points, outcomes) {
          report.count(outcome.wasHit ? "kills" : "not reached")
          if outcome.wasDone { report.count("of them behind the commit point") }
          report.add(
            outcome.findings,
            at: "\(operation), \(point.action) at call \(point.number) of \(calls.count), "
              + "\(point.call.name) \(point.call.path)")
        }
        report.remark("\(operation): \(points.count) of \(calls.count) calls")
      }
      return report
    }
  }

  /// Every call of the choice, killed; every write torn, too.
  private func points(_ calls: [FaultCall], _ salt: Int) -> [Point] {
    let most = size.number("POINTS", small: 6, large: 250)
    return size.choice(atMost: most, from: calls.count, salt: salt).flatMap { number in
      let call = calls[number - 1]
      let kill = Point(
        number: number, call: call, action: number.isMultiple(of: 2) ? .killGroup : .killProcess)
      guard call.isWrite && !call.isAnswer, size.isLarge || number.isMultiple(of: 2) else {
        return [kill]
      }
      return [kill, Point(number: number, call: call, action: .tearWrite)]
    }
  }

  private func round(
    _ bench: FaultBench, _ operation: FaultOperation, _ point: Point
  ) async throws -> Outcome {
    try await bench.template(for: operation).withCopy { copy in
      let run = try await bench.shim.run(
        bench.program, operation.arguments, in: copy, input: operation.input,
        fault: Fault(point.action, at: point.number))
      guard run.hits > 0 else { return Outcome(wasHit: false, wasDone: false, findings: []) }
      // A git that the program started may be what was killed: then the program lives, and tells what came of it.
      let cause: FaultJudge.Cause = run.result.isKilled ? .kill : .error
      let judge = FaultJudge(bench.program, copy, operation)
      var (findings, wasDone) = await judge.judge(run.result, cause, turn: point.number)
      if point.number.isMultiple(of: 10) {
        do { findings += try await StoreChecker(copy).mirrorFindings() } catch {
          findings.append("\(error)")
        }
      }
      return Outcome(wasHit: true, wasDone: wasDone, findings: findings)
    }
  }
}
