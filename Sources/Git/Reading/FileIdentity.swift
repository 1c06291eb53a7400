#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Which file it is and when it was written: what tells one file in a place from another.
///
/// While a file is kept open no other gets its number, so one that was replaced is always told apart.
struct FileIdentity: Sendable, Equatable {
  private let device: UInt64
  private let inode: UInt64
  private let size: Int64
  private let seconds: Int64
  private let nanoseconds: Int64

  /// Looks at an open file.
  ///
  /// - Parameter file: The file.
  /// - Throws: `system`.
  init(_ file: borrowing ReadableFile) throws(GitError) {
    var status = stat()
    let descriptor = file.descriptor
    try system("fstat", file.path) { fstat(descriptor, &status) }
    self.init(status)
  }

  /// Looks at what lies in a place now, following no symbolic link.
  ///
  /// - Parameter path: The place.
  /// - Returns: Nil where it cannot be looked at.
  static func at(_ path: String) -> FileIdentity? {
    var status = stat()
    return lstat(path, &status) == 0 ? FileIdentity(status) : nil
  }

  private init(_ status: stat) {
    device = UInt64(truncatingIfNeeded: status.st_dev)
    inode = UInt64(truncatingIfNeeded: status.st_ino)
    size = Int64(status.st_size)
    #if canImport(Glibc)
      let time = status.st_mtim
    #else
      let time = status.st_mtimespec
    #endif
    seconds = Int64(time.tv_sec)
    nanoseconds = Int64(time.tv_nsec)
  }
}
