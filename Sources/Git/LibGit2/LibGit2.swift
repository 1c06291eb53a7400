import CGit2

/// Starts libgit2 once, at its first use, and never stops it.
///
/// Starting costs about 4 ms on Debian (its build parses the system's TLS certificates), so nothing starts it before
/// it must say what it complains of.
package enum LibGit2 {
  /// The one start; a failure is kept, and every later call reports it.
  private static let started: Result<Void, GitError> = start()

  /// Starts the library unless it runs already.
  ///
  /// The corresponding C function is `git_libgit2_init`.
  ///
  /// - Throws: `library`.
  package static func require() throws(GitError) {
    try started.get()
  }

  private static func start() -> Result<Void, GitError> {
    let status = git_libgit2_init()
    return status < 0 ? .failure(error("git_libgit2_init", status)) : .success(())
  }

  /// Makes an error of a status and of the text that libgit2 keeps for this thread.
  ///
  /// The corresponding C function is `git_error_last`, which may answer NULL.
  ///
  /// - Parameters:
  ///   - call: The C function that failed.
  ///   - status: What it answered.
  /// - Returns: A `library` error.
  static func error(_ call: String, _ status: Int32) -> GitError {
    var message = "no details"
    if let last = git_error_last(), let text = last.pointee.message {
      message = String(cString: text)
    }
    return .library(call: call, status: status, message: message)
  }
}
