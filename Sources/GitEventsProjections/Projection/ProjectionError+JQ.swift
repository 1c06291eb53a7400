package import GitEvents
package import JQ

extension ProjectionError {
  /// Says of a jq program's failure where it happened and what to do.
  ///
  /// - Parameters:
  ///   - error: What the program did.
  ///   - projection: The projection, or what else the program is for.
  ///   - event: The event that it was given.
  package init(_ error: JQError, projection: String, at event: RecordedEvent?) {
    let place = event.map { " at \($0.stream)@\($0.version) (\($0.type))" } ?? ""
    // What is no projection is named after its option: a key, a condition.
    let isExpression = projection.hasPrefix("--")
    let subject = isExpression ? "the expression of \(projection)" : "the program of \(projection)"
    let (code, message, hint): (Code, String, String?) =
      switch error {
      case .syntax(let message, let line):
        (
          .invalidDefinition,
          "\(subject) cannot be compiled\(line.map { ", line \($0)" } ?? ""): \(message)",
          "its input is the state, $event is the event, its output the next state"
        )
      case .input(let message): (.invalidState, "\(subject) cannot read its input: \(message)", nil)
      case .failed(let message): (.programFailed, "\(subject) failed\(place): \(message)", nil)
      case .noValue:
        (
          .programFailed, "\(subject) yielded no value\(place)",
          "it must yield the next state for every event: end it with `else . end`"
        )
      case .severalValues:
        (
          .programFailed, "\(subject) yielded several values\(place)",
          "it must yield one state: collect values with [ ]"
        )
      case .timeout(let time):
        (
          .programStopped, "\(subject) was stopped after \(time)\(place)",
          "it may loop for ever; --timeout sets how long it may take for one event"
        )
      case .cancelled: (.programStopped, "\(subject) was interrupted\(place)", nil)
      case .outOfMemory(let limit):
        (
          .programStopped, "\(subject) took more than \(limit >> 20) MiB of memory\(place)",
          "keep less in the state"
        )
      case .tooLarge(let limit):
        (
          .stateTooLarge, "\(subject) made a value of more than \(limit >> 20) MiB\(place)",
          "keep less in the state"
        )
      }
    self.init(
      code, message, hint: isExpression ? ProjectionError.hint(projection, error) : hint,
      projection: projection, stream: event?.stream,
      version: event?.version)
  }

  /// What to do about an expression that is no projection.
  private static func hint(_ option: String, _ error: JQError) -> String? {
    switch (option, error) {
    case ("--by", .noValue): "yield null for an event that belongs to none"
    case ("--by", _): "it is asked about each event, and yields a string, a number or a boolean"
    case (_, .timeout): "it may loop for ever; --timeout sets how long it may take"
    default: "it is asked about a state, with the event as $event, and yields true or false"
    }
  }
}
