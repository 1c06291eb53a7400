import CGit2

/// Calls one function of libgit2, which is started if need be, and throws what it complains of.
///
/// This is the only door to libgit2; nobody else compares a status. The text is read in the same call, because
/// libgit2 keeps it per thread.
///
/// - Parameters:
///   - call: The C function's name, for the error.
///   - body: The call itself.
/// - Returns: The status, which is not negative.
/// - Throws: `library`.
@discardableResult
package func git(_ call: String, _ body: () -> Int32) throws(GitError) -> Int32 {
  try LibGit2.require()
  let status = body()
  if status >= 0 { return status }
  throw LibGit2.error(call, status)
}

/// Calls one function of libgit2 for which "not found" and "no more" are answers, not errors.
///
/// - Parameters:
///   - call: The C function's name, for the error.
///   - body: The call itself.
/// - Returns: False for `GIT_ENOTFOUND` and `GIT_ITEROVER`, else true.
/// - Throws: `library`.
package func gitFinds(_ call: String, _ body: () -> Int32) throws(GitError) -> Bool {
  try LibGit2.require()
  let status = body()
  if status >= 0 { return true }
  if status == GIT_ENOTFOUND.rawValue || status == GIT_ITEROVER.rawValue { return false }
  throw LibGit2.error(call, status)
}

/// What a search for something by the beginning of its name found.
package enum PrefixMatch: Sendable, Equatable {
  case none
  case one
  case several
}

/// Calls one function of libgit2 that looks something up by the beginning of its name.
///
/// - Parameters:
///   - call: The C function's name, for the error.
///   - body: The call itself.
/// - Returns: `none` for `GIT_ENOTFOUND`, `several` for `GIT_EAMBIGUOUS`.
/// - Throws: `library`.
package func gitMatches(_ call: String, _ body: () -> Int32) throws(GitError) -> PrefixMatch {
  try LibGit2.require()
  let status = body()
  if status >= 0 { return .one }
  if status == GIT_ENOTFOUND.rawValue { return .none }
  if status == GIT_EAMBIGUOUS.rawValue { return .several }
  throw LibGit2.error(call, status)
}
