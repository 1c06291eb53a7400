#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Owns the descriptor of one regular file that is open for reading.
package struct ReadableFile: ~Copyable {
  /// Why a path was not opened, where that is not a failure of the system.
  package enum Obstacle: Error, Equatable {
    /// Nothing has that name.
    case missing
    /// It is a symbolic link, a folder, a pipe …: the text says which.
    case unfit(String)
    /// The system refused.
    case failed(GitError)
  }

  let descriptor: Int32
  let path: String
  /// The number of bytes the file had when it was opened.
  package let count: Int

  /// Opens a regular file, following no symbolic link in its last component and waiting for no writer of a pipe.
  ///
  /// - Parameter path: The file.
  /// - Throws: Why it was not opened.
  package init(_ path: String) throws(Obstacle) {
    try self.init(path, from: AT_FDCWD, name: path)
  }

  /// Opens a regular file where a symbolic link may stand for it, as git lets it for packs.
  ///
  /// - Parameter path: The file, or a link to it.
  /// - Throws: Why it was not opened.
  init(following path: String) throws(Obstacle) {
    try self.init(path, from: AT_FDCWD, name: path, flags: 0)
  }

  init(
    _ path: String, from start: Int32, name: String, flags: Int32 = O_NOFOLLOW
  ) throws(Obstacle) {
    let flags = flags | O_RDONLY | O_CLOEXEC | O_NONBLOCK
    let descriptor: Int32
    do throws(GitError) {
      descriptor = try system("open", path) { openat(start, name, flags) }
    } catch {
      switch error {
      case .system(_, _, ENOENT), .system(_, _, ENOTDIR): throw .missing
      case .system(_, _, ELOOP), .system(_, _, EMLINK): throw .unfit("is a symbolic link")
      case .system(_, _, ENXIO): throw .unfit("is not a regular file")
      default: throw .failed(error)
      }
    }
    var status = stat()
    do throws(GitError) {
      try system("fstat", path) { fstat(descriptor, &status) }
    } catch {
      close(descriptor)
      throw .failed(error)
    }
    guard status.st_mode & S_IFMT == S_IFREG else {
      close(descriptor)
      throw .unfit(status.st_mode & S_IFMT == S_IFDIR ? "is a folder" : "is not a regular file")
    }
    self.descriptor = descriptor
    self.path = path
    self.count = Int(status.st_size)
  }

  deinit { close(descriptor) }

  /// Reads bytes from a place in the file, as many as there are and fit.
  ///
  /// The corresponding C function is `pread`.
  ///
  /// - Parameters:
  ///   - offset: Where to begin.
  ///   - buffer: Where they go.
  /// - Returns: How many were read; fewer than fit only at the file's end.
  /// - Throws: `system`.
  package borrowing func read(
    at offset: Int, into buffer: UnsafeMutableRawBufferPointer
  ) throws(GitError) -> Int {
    var done = 0
    while done < buffer.count {
      let rest = UnsafeMutableRawBufferPointer(rebasing: buffer[done...])
      // One piece stays below the door's Int32.
      let piece = min(rest.count, 1 << 30)
      let count = try system("pread", path) {
        Int32(truncatingIfNeeded: pread(descriptor, rest.baseAddress, piece, off_t(offset + done)))
      }
      if count == 0 { break }
      done += Int(count)
    }
    return done
  }

  /// Reads bytes from a place in the file.
  ///
  /// - Parameters:
  ///   - offset: Where to begin.
  ///   - count: At most so many.
  /// - Returns: The bytes; fewer than asked only at the file's end.
  /// - Throws: `system`.
  package borrowing func bytes(at offset: Int, count: Int) throws(GitError) -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: count)
    var failure: GitError?
    let filled = bytes.withUnsafeMutableBytes { buffer in
      do throws(GitError) {
        return try read(at: offset, into: buffer)
      } catch {
        failure = error
        return 0
      }
    }
    if let failure { throw failure }
    bytes.removeLast(count - filled)
    return bytes
  }
}
