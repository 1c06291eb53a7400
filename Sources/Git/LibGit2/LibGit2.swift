import CGit2

/// Starts libgit2 once, at its first use, and never stops it.
///
/// Starting costs about 4 ms on Debian (its build parses the system's TLS certificates), so nothing here starts
/// it before a pack or a configuration file must be read.
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
    guard status >= 0 else { return .failure(error("git_libgit2_init", status)) }
    let levels = [
      GIT_CONFIG_LEVEL_PROGRAMDATA, GIT_CONFIG_LEVEL_SYSTEM, GIT_CONFIG_LEVEL_XDG,
      GIT_CONFIG_LEVEL_GLOBAL,
    ]
    for level in levels {
      let status = git_events_set_search_path(level.rawValue, "")
      guard status >= 0 else { return .failure(error("GIT_OPT_SET_SEARCH_PATH", status)) }
    }
    let options: [(String, Int32)] = [
      ("GIT_OPT_SET_OWNER_VALIDATION", git_events_set_owner_validation(0)),
      ("GIT_OPT_SET_MWINDOW_FILE_LIMIT", git_events_set_open_packs(128)),
      ("GIT_OPT_SET_MWINDOW_SIZE", git_events_set_pack_window(16 << 20)),
      ("GIT_OPT_SET_MWINDOW_MAPPED_LIMIT", git_events_set_mapped_packs(96 << 20)),
      ("GIT_OPT_ENABLE_STRICT_HASH_VERIFICATION", git_events_set_strict_hash_verification(1)),
      ("GIT_OPT_ENABLE_CACHING", git_events_set_object_caching(0)),
    ]
    for (option, status) in options where status < 0 { return .failure(error(option, status)) }
    return .success(())
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
