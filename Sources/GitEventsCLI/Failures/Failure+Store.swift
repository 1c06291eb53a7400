import Git
package import GitEvents
import GitEventsProjections

extension Failure {
  /// Takes over what a store says.
  ///
  /// - Parameter error: The store's error.
  package init(_ error: EventStoreError) {
    self.init(ExitStatus(error.code), error.code.rawValue, error.message, hint: error.hint)
    if hint == nil { hint = Failure.hint(for: error.code) }
    if let stream = error.stream { details.append(("stream", .text(stream.text))) }
    if let expected = error.expected { details.append(("expected", Failure.detail(expected))) }
    if let actual = error.actual { details.append(("actual", .integer(actual))) }
    if let commit = error.commit { details.append(("commit", .text(commit.description))) }
    if let index = error.index { details.append(("index", .integer(index))) }
  }

  /// Takes over any error: none may end the tool without a word.
  ///
  /// - Parameter error: What was thrown.
  package init(_ error: any Error) {
    switch error {
    case let failure as Failure: self = failure
    case let error as EventStoreError: self.init(error)
    case let error as ProjectionError: self.init(error)
    case let error as GitError: self.init(error)
    case let error as JSONError: self = .invalid("invalid JSON: \(error.message)")
    default: self.init(.environment, "unexpected", "unexpected failure: \(error)")
    }
  }

  private static func detail(_ expected: ExpectedVersion) -> Detail {
    if case .version(let version) = expected { .integer(version) } else { .text("\(expected)") }
  }

  private static func hint(for code: EventStoreError.Code) -> String? {
    switch code {
    case .storeNotFound:
      "git events init makes one; in a clone of one, fetch it: \(StoreLayout.fetchCommand)"
    case .streamNotFound: "git events streams lists the streams"
    case .eventIDReused: "an id stands for one event for ever: use a new one, or leave it out"
    case .damaged: "nothing was changed; git fsck and git events recover say more"
    case .diskFull: "free some space and retry; nothing was written"
    case .permissionDenied: "check who owns the repository's files; nothing was written"
    case .clockSkew: "set this machine's clock; nothing was written"
    case .outcomeUnknown: "retry with the same --id: it is recorded once, whatever happened"
    case .busy: "another writer is at work: retry; nothing was written"
    default: nil
    }
  }
}
