import GitEvents
import GitEventsProjections

/// Says on standard error what a reader of a state should know.
struct ReplayMessages {
  let context: Context

  /// Tells what did not stop a replay.
  ///
  /// - Parameter warnings: The warnings.
  /// - Throws: `Failure`, `ClosedPipe`, where it cannot be written.
  func tell(_ warnings: [ReplayWarning]) throws {
    for warning in warnings { try warn(warning.message) }
  }

  /// Tells which events a state leaves out, and why.
  ///
  /// - Parameters:
  ///   - replayed: The state.
  ///   - notes: What the store has noted about its events.
  /// - Throws: `Failure`, `ClosedPipe`, where it cannot be written.
  func tellSkipped(_ replayed: Replayed, _ notes: StoreNotes) throws {
    for (version, skip) in notes.skipped.events(of: replayed.stream, through: replayed.version)
    where replayed.skipped.contains(version) {
      try note(
        "\(replayed.stream)@\(version) is left out: \(skip.text) (\(skip.event.actor.name)); "
          + "--with-skipped takes it into account")
    }
  }

  /// Tells what is to be known of two states, each thing once.
  ///
  /// - Parameters:
  ///   - comparison: The states.
  ///   - notes: What the store has noted about its events.
  /// - Throws: `Failure`, `ClosedPipe`, where it cannot be written.
  func tell(_ comparison: StateComparison, _ notes: StoreNotes) throws {
    let (old, new) = (comparison.old, comparison.new)
    guard old.stream == new.stream else {
      try tell(old.warnings + new.warnings.filter { !old.warnings.contains($0) })
      try tellSkipped(old, notes)
      return try tellSkipped(new, notes)
    }
    // The later state was made second, from the earlier one.
    let later = old.version > new.version ? old : new
    try tell(later.warnings)
    try tellSkipped(later, notes)
  }

  /// Tells something that is not wrong.
  func note(_ text: String) throws {
    try context.messages.line("git-events: note: \(VisibleText.line(text))")
    try context.messages.flush()
  }

  /// Tells something that may be wrong.
  func warn(_ text: String) throws {
    try context.messages.line("git-events: warning: \(VisibleText.line(text))")
    try context.messages.flush()
  }
}
