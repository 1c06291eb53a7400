package import GitEvents

/// What the tool says when it cannot do what was asked, and the status with which it then ends.
package struct Failure: Error, Sendable {
  /// One more field of the JSON form.
  package enum Detail: Sendable, Hashable {
    case text(String)
    case integer(Int)
  }

  /// The status with which the tool ends.
  package var status: ExitStatus
  /// The word that stands for the kind of failure in JSON.
  package var code: String
  /// What is wrong, in one line.
  package var message: String
  /// What to do about it.
  package var hint: String?
  /// What else a program may want to know, in order.
  package var details: [(name: String, value: Detail)] = []

  package init(_ status: ExitStatus, _ code: String, _ message: String, hint: String? = nil) {
    self.status = status
    self.code = code
    self.message = message
    self.hint = hint
  }

  /// A mistake in the command line or in the input.
  package static func invalid(_ message: String, hint: String? = nil) -> Failure {
    Failure(.invalid, EventStoreError.Code.invalidInput.rawValue, message, hint: hint)
  }

  /// Something that was named and is not there.
  package static func notFound(
    _ code: EventStoreError.Code, _ message: String, hint: String? = nil
  ) -> Failure {
    Failure(.notFound, code.rawValue, message, hint: hint)
  }

  /// The machine refused.
  package static func environment(_ message: String, hint: String? = nil) -> Failure {
    Failure(.environment, EventStoreError.Code.io.rawValue, message, hint: hint)
  }

  /// The same failure with one more field in its JSON form.
  package func with(_ name: String, _ value: Detail) -> Failure {
    var copy = self
    copy.details.append((name, value))
    return copy
  }
}
