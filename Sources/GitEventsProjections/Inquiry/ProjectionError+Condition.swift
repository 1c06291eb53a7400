import GitEvents
import JQ

extension ProjectionError {
  /// Says of a condition's failure where it happened and what to do.
  ///
  /// - Parameters:
  ///   - error: What the condition did.
  ///   - event: The event after which the state was asked; nil before the first one.
  init(condition error: JQError, at event: RecordedEvent?) {
    let name = "--where"
    let general = ProjectionError(error, projection: name, at: event)
    let hint: String? =
      switch error {
      case .syntax:
        "its input is the state, $event is the event; it holds unless it yields false or null"
      case .failed: "a ? takes what may be missing: any(.items[]?; .qty > 9)"
      case .noValue, .severalValues: "it must yield one value: any(.items[]?; .qty > 9)"
      default: general.hint
      }
    self.init(
      general.code, general.message.replacing("the expression of \(name)", with: "the condition"),
      hint: hint, stream: general.stream, version: general.version)
  }
}
