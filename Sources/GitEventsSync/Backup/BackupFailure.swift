import Git
import GitEvents

/// Says in the store's words why a backup was not written.
enum BackupFailure {
  /// Git could not read all of the store, or the file could not be written.
  static func reading(_ error: GitError) -> EventStoreError {
    var failure = EventStoreError(error)
    if case .command = error, failure.code == .io {
      failure.hint = "`git events verify` says whether the store is sound; nothing was written"
    }
    return failure
  }

  /// What was written is not what was to be written.
  static func checking(_ error: GitError) -> EventStoreError {
    var failure = EventStoreError(error)
    switch error {
    case .command where failure.code == .io, .malformed:
      failure.message = "the file that was written does not hold: \(failure.message)"
      failure.code = .io
      failure.hint = "check the disk that it is on; there is no backup of that name now"
    default: break
    }
    return failure
  }
}
