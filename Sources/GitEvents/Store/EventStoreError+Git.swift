package import Git

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

extension EventStoreError {
  /// Says in the store's words what went wrong one floor below.
  ///
  /// - Parameters:
  ///   - error: What went wrong.
  ///   - stream: The stream that was worked on.
  package init(_ error: GitError, stream: StreamName? = nil) {
    self.init(.io, "", stream: stream, cause: error)
    switch error {
    case .system(let call, let path, let reason):
      describe(call, path, reason)
    case .noRepository(let path):
      code = .storeNotFound
      message = "no git repository at \(path) or above"
      hint = "make one with `git events init`, or name one with -C"
    case .unsupportedRepository(let feature, let advice):
      code = .unsupported
      message = "this repository cannot be used: \(feature)"
      hint = advice
    case .missingObject(let id):
      code = .damaged
      message = "object \(id) is missing from the repository"
      hint = EventStoreError.damageHint
    case .damagedObject(let id, let reason):
      code = .damaged
      message = "object \(id) is damaged: \(reason)"
      hint = EventStoreError.damageHint
    case .oversizedObject(let id, let bytes, let limit):
      code = .damaged
      message = "object \(id) has \(bytes) bytes, more than the \(limit) that are read"
    case .damagedReference(let name, let reason):
      code = .damaged
      message = "ref \(name) \(reason)"
      hint = "`git events recover` restores it where that is safe, and says so where it is not"
    case .malformed(let what, let reason):
      code = .damaged
      message = "malformed \(what): \(reason)"
    case .busy(let path):
      code = .busy
      message = "another process holds \(path); nothing was written"
      hint = "try again; if no process is at work, it was left behind: `git events recover`"
    case .referenceMoved(let name, _, _):
      code = .busy
      message = "another program moved \(name) meanwhile; nothing was written"
      hint = "try again"
    case .library(let call, _, let text):
      message = "libgit2 failed in \(call): \(text)"
    case .command(let arguments, let status, let text):
      message = "git \(arguments.joined(separator: " ")) ended with \(status): \(text)"
      // Git has two ways to say it.
      if ["No space left on device", "Out of diskspace"].contains(where: text.contains) {
        code = .diskFull
        message = "no space left on the disk: \(message)"
        hint = "free some space and try again"
      }
    }
  }

  private static let damageHint =
    "restore the repository from a backup or a clone; nothing was changed"

  private mutating func describe(_ call: String, _ path: String, _ reason: Int32) {
    let text = String(cString: strerror(reason))
    message = "\(call) \(path): \(text)"
    switch reason {
    case ENOSPC, EDQUOT:
      code = .diskFull
      message = "no space left on the disk (\(call) \(path)); nothing was written"
      hint = "free some space and try again"
    case EACCES, EPERM, EROFS:
      code = .permissionDenied
    case ELOOP:
      code = .damaged
      message = "\(path) is a symbolic link, which git-events does not follow"
      hint = "replace it by a real file or folder"
    default: break
    }
  }
}

/// Runs something on floor 1 and says its errors in the store's words.
///
/// - Parameters:
///   - stream: The stream that is worked on.
///   - body: What to run.
/// - Returns: What the body answered.
/// - Throws: The body's error, translated.
package func onGit<Value: ~Copyable>(
  _ stream: StreamName? = nil, _ body: () throws(GitError) -> Value
) throws(EventStoreError) -> Value {
  do {
    return try body()
  } catch {
    throw EventStoreError(error, stream: stream)
  }
}
