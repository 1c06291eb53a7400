import GitEvents

/// Tells how hooks stand, or what was done to them.
struct HooksReport {
  let context: Context

  /// Tells how a hook stands.
  ///
  /// - Parameters:
  ///   - standing: The hook.
  ///   - change: What was done to it; nil where nothing was to be done.
  /// - Throws: A `Failure`, `ClosedPipe`.
  func write(_ standing: HookStanding, _ change: String? = nil) throws {
    if context.isJSON {
      var line = JSONLineWriter()
      line.member("hook", string: standing.hook.rawValue)
      line.member("role", string: standing.hook.role.rawValue)
      line.member("state", string: standing.state.rawValue)
      line.member("change", string: change)
      line.member("path", string: standing.path)
      if standing.isOurs { line.member("version", integer: HookScript.version) }
      line.member("program", string: standing.program)
      line.member("chained", string: standing.chained?.path)
      if let chained = standing.chained { line.member("chainedRuns", bool: chained.isRun) }
      return try context.output.write(bytes: line.finish() + [UInt8(ascii: "\n")])
    }
    let problem = standing.problem.map { context.style.bad(VisibleText.line($0)) }
    try context.output.line(
      "\(standing.hook.rawValue)  \(change ?? problem ?? "installed")  "
        + VisibleText.line(standing.path))
    if let chained = standing.chained {
      try context.output.line(
        "    then \(VisibleText.line(chained.path))"
          + (chained.isRun ? "" : "  (not run: it is not executable)"))
    }
  }
}
