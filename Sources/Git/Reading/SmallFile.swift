#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Reads the one-line files of a git folder, such as `commondir`.
enum SmallFile {
  /// Larger than any honest file of one path.
  private static let limit = 8192

  /// Reads a file's only line.
  ///
  /// - Parameter path: The file.
  /// - Returns: The line without white space at its end, or nil where there is no such file.
  /// - Throws: `malformed` for a file that is too long, not UTF-8, or no regular file; `system`.
  static func line(_ path: String) throws(GitError) -> String? {
    do throws(ReadableFile.Obstacle) {
      let file = try ReadableFile(path)
      let bytes: [UInt8]
      do throws(GitError) {
        bytes = try file.bytes(at: 0, count: min(file.count, limit + 1))
      } catch {
        throw .failed(error)
      }
      guard bytes.count <= limit, var text = String(validating: bytes, as: UTF8.self) else {
        throw .unfit("is too long or not UTF-8")
      }
      while let last = text.last, last.isWhitespace { text.removeLast() }
      return text
    } catch {
      switch error {
      case .missing: return nil
      case .unfit(let reason): throw .malformed(what: path, reason: "it \(reason)")
      case .failed(let error): throw error
      }
    }
  }

  /// Says whether a path is a symbolic link; the corresponding C function is `lstat`.
  static func isLink(_ path: String) -> Bool {
    var status = stat()
    return lstat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFLNK
  }
}
