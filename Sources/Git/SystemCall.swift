#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Makes one system call, again after each interruption, and throws what `errno` says.
///
/// This is the only door to calls that answer with -1.
///
/// - Parameters:
///   - call: The call's name, for the error.
///   - path: What it was asked of, for the error.
///   - body: The call itself.
/// - Returns: Its result, which is never -1.
/// - Throws: `system`.
@discardableResult
package func system(
  _ call: String, _ path: String, _ body: () -> Int32
) throws(GitError) -> Int32 {
  while true {
    let result = body()
    if result != -1 { return result }
    let code = errno
    if code != EINTR { throw .system(call: call, path: path, errno: code) }
  }
}
