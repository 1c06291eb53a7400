import GitEvents

/// What `append` answers: a line for each event.
struct AppendReport {
  let isDryRun: Bool

  func write(_ result: AppendResult, _ context: Context) throws {
    let text = EventText(style: context.style, now: context.clock.now())
    for outcome in result.outcomes {
      if context.isJSON {
        let line = OutcomeJSON.line(outcome, isRecorded: !isDryRun || outcome.wasRecordedBefore)
        try context.output.write(bytes: line + [UInt8(ascii: "\n")])
      } else {
        try context.output.line(line(outcome, text))
      }
    }
  }

  private func line(_ outcome: AppendResult.Outcome, _ text: EventText) -> String {
    var words = [text.reference(outcome.event), text.type(outcome.event)]
    if outcome.wasRecordedBefore || !isDryRun { words.append(outcome.event.id.text) }
    if outcome.startedStream { words.append("(new stream)") }
    if outcome.wasRecordedBefore { words.append("(already recorded)") }
    if isDryRun { words.append("(dry run: nothing written)") }
    return words.joined(separator: "  ")
  }
}
