import Git

extension EventStore.WriterMemory {
  /// Says in the store's words why something was not published, and remembers where nothing more may be written.
  ///
  /// - Parameters:
  ///   - failure: How the publication ended.
  ///   - message: What to say where that is not known.
  ///   - hint: What to do then.
  /// - Returns: The error.
  mutating func refusal(
    of failure: PublishFailure, unknown message: String, hint: String
  ) -> EventStoreError {
    switch failure {
    case .notCommitted(let error, let syncFailed, _):
      if syncFailed { self.failure = Self.failStop(error) }
      return EventStoreError(error)
    case .indeterminate(let error):
      self.failure = Self.failStop(error)
      return EventStoreError(.outcomeUnknown, message, hint: hint, cause: error)
    }
  }

  /// After a failed sync the kernel may have dropped what it was asked to write, and says so only once.
  private static func failStop(_ error: GitError) -> EventStoreError {
    EventStoreError(
      .io, "an earlier write could not be made durable; this store takes no more appends",
      hint: "check the disk, then open the store again", cause: error)
  }
}
