import GitEvents
import GitEventsAudit

/// Tells whoever pushes why refs do not move: git puts `remote:` before each line.
struct RefusalReport {
  /// More of a reason is cut off: parts of it were written by whoever pushes.
  private static let longest = 400

  let messages: TextOutput

  /// Tells why moves are refused, and ends the hook.
  ///
  /// - Parameters:
  ///   - refusals: Why.
  ///   - leftOut: How many more reasons there are.
  ///   - closing: What that means, in a line.
  /// - Throws: `NegativeAnswer` where anything is refused: the hook ends with status 1.
  func end(_ refusals: [IncomingRefusal], leftOut: Int = 0, _ closing: String) throws {
    if refusals.isEmpty { return }
    for refusal in refusals {
      let line = VisibleText.line(
        "\(refusal.reference): \(refusal.rule.name): \(refusal.reason)")
      try messages.line("git-events: \(line.prefix(RefusalReport.longest))")
    }
    if leftOut > 0 { try messages.line("git-events: and \(leftOut) more") }
    try messages.line("git-events: \(closing)")
    try messages.flush()
    throw NegativeAnswer()
  }
}
