#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Makes a system call, again where a signal interrupted it: the one door to them.
///
/// - Parameters:
///   - call: The call's name, for the error.
///   - path: What it was made on, for the error.
///   - body: Makes the call; -1 is failure, with the reason in `errno`.
/// - Returns: What the call answered.
/// - Throws: `system` with the reason.
@discardableResult
package func system(
  _ call: String, _ path: String, _ body: () -> Int32
) throws(GitError) -> Int32 {
  while true {
    let result = body()
    if result != -1 { return result }
    let reason = errno
    if reason != EINTR { throw .system(call: call, path: path, errno: reason) }
  }
}
