import GitEvents

/// The answer for one appended event as one line of JSON.
enum OutcomeJSON {
  /// Writes an event with what an append says of it.
  ///
  /// - Parameters:
  ///   - outcome: The answer for the event.
  ///   - isRecorded: False for a dry run, whose id (where the store made it), time and commit mean nothing.
  /// - Returns: The line without its newline.
  static func line(_ outcome: AppendResult.Outcome, isRecorded: Bool) -> [UInt8] {
    var line = isRecorded ? EventJSON.writer(outcome.event) : JSONLineWriter()
    if !isRecorded {
      line.member("stream", string: outcome.event.stream.text)
      line.member("version", integer: outcome.event.version)
      line.member("type", string: outcome.event.type.text)
      line.member("dryRun", bool: true)
    }
    line.member("newStream", bool: outcome.startedStream)
    line.member("alreadyRecorded", bool: outcome.wasRecordedBefore)
    return line.finish()
  }
}
