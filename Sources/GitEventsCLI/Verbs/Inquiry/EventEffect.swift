import GitEvents
import GitEventsProjections

/// What one event changed in the state of its stream.
struct EventEffect {
  let context: Context
  let comparing: StateComparing

  /// The most lines that `show` draws.
  private static let mostLines = 40

  /// Finds out what an event changed.
  ///
  /// - Parameter event: The event.
  /// - Returns: The change; nil, and a warning, where it cannot be known: the event can still be shown.
  /// - Throws: `Failure` where the warning cannot be written.
  func difference(_ event: RecordedEvent) throws -> StateDifference? {
    do {
      let replayer = try comparing.replayer(of: event.stream)
      guard try replayer.commit(of: event.version) == event.commit else {
        throw Failure.notFound(.eventNotFound, "it is not in the stream \(event.stream)")
      }
      let comparison = try replayer.compare(event.version - 1, event.version)
      try ReplayMessages(context: context).tell(comparison.new.warnings)
      return comparison.difference
    } catch {
      let name = "\(event.stream)@\(event.version)"
      try ReplayMessages(context: context).warn(
        "the effect of \(name) is not shown: \(Failure(error).message)")
      return nil
    }
  }

  /// Draws what an event changed, below an empty line.
  ///
  /// - Parameters:
  ///   - event: The event.
  ///   - difference: What it changed.
  /// - Returns: The lines.
  func lines(_ event: RecordedEvent, _ difference: StateDifference) -> [String] {
    let name = comparing.definition.name
    let title = name == ProjectionDefinition.merge.name ? "Effect:" : "Effect on \(name):"
    var lines = ["", context.style.faint(VisibleText.line(title))]
    if difference.isEmpty { return lines + ["    none"] }
    let drawn = DifferenceText(style: context.style).lines(difference.changes)
    lines += drawn.prefix(Self.mostLines).map { "    \($0)" }
    if drawn.count > Self.mostLines {
      let more = drawn.count - Self.mostLines
      let command = "git events diff \(event.stream)@\(event.version)"
      lines.append(
        context.style.faint(
          "    … and \(more) more line\(more == 1 ? "" : "s"): "
            + "\(VisibleText.line(command)) shows all"))
    }
    return lines
  }
}
