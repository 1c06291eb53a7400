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
