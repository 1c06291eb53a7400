package import GitEvents

/// The status with which the tool ends: what happened, for scripts.
package enum ExitStatus: Int32, Sendable, CaseIterable {
  /// What was asked for is done.
  case done = 0
  /// The question was answered, and the answer is no.
  case negative = 1
  /// The command line or the input breaks a rule; nothing was written.
  case invalid = 2
  /// Another writer was there first, an id is taken, or it is another store; nothing was written.
  case conflict = 3
  /// There is no such store, stream, event or snapshot.
  case notFound = 4
  /// What is stored breaks the format.
  case damaged = 5
  /// The machine refused: disk full, permission, I/O.
  case environment = 6
  /// Whether the events were recorded is not known; a retry with the same ids is safe.
  case unknown = 7
  /// Others held the store for too long; nothing was written.
  case busy = 8

  /// Chooses the status for a kind of failure; kinds that are not known here are the environment's.
  ///
  /// - Parameter code: The kind of failure.
  package init(_ code: EventStoreError.Code) {
    self =
      switch code {
      case .invalidInput: .invalid
      case .wrongExpectedVersion, .eventIDReused, .otherStore: .conflict
      case .storeNotFound, .streamNotFound, .eventNotFound: .notFound
      case .damaged: .damaged
      case .outcomeUnknown: .unknown
      case .busy: .busy
      default: .environment
      }
  }
}
