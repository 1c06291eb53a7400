import ArgumentParser
import GitEvents

/// Which events `log` and `list` show.
struct FilterOptions: ParsableArguments {
  @Option(
    name: .long, parsing: .singleValue,
    help: ArgumentHelp("Only types like this; several mean any of them.", valueName: "glob"))
  var type: [String] = []

  @Option(name: .long, help: ArgumentHelp("Only events recorded then or later.", valueName: "time"))
  var since: String?

  @Option(name: .long, help: ArgumentHelp("Only events recorded before then.", valueName: "time"))
  var until: String?

  @Option(
    name: .long,
    help: ArgumentHelp("Only events whose actor has this text in it.", valueName: "text"))
  var actor: String?

  /// The filter that the options describe.
  ///
  /// - Parameter now: The time now.
  /// - Returns: The filter.
  /// - Throws: A `Failure` with status 2 for a time that is none.
  func filter(now: Timestamp) throws(Failure) -> EventFilter {
    EventFilter(
      types: type.map { Glob($0) }, since: try time(since, now), until: try time(until, now),
      actor: actor)
  }

  private func time(_ text: String?, _ now: Timestamp) throws(Failure) -> Timestamp? {
    guard let text else { return nil }
    return try TimeExpression.time(text, now: now)
  }
}
