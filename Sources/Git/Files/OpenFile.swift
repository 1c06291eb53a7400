import CDurable

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// An open file: closes itself when it goes out of scope.
package struct OpenFile: ~Copyable {
  /// Where it was opened, for errors.
  package let path: String
  let descriptor: Int32

  /// Opens a file, never through a symbolic link in its last component.
  ///
  /// - Parameters:
  ///   - path: Where it is.
  ///   - flags: As for `open(2)`; close-on-exec and no-follow are added.
  ///   - mode: The permissions of a file that this call makes, less the process's mask.
  /// - Throws: `system`.
  package init(_ path: String, _ flags: Int32, mode: UInt32 = 0o666) throws(GitError) {
    try self.init(path, from: AT_FDCWD, name: path, flags, mode: mode)
  }

  init(
    _ path: String, from start: Int32, name: String, _ flags: Int32, mode: UInt32
  ) throws(GitError) {
    // Without O_NONBLOCK a pipe in a file's place would make the call wait for its other end.
    let opened = try system("open", path) {
      openat(start, name, flags | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK, mode_t(mode))
    }
    // What this call has made is a regular file, and must not be left behind for want of a second look.
    if flags & O_EXCL == 0 {
      do throws(GitError) {
        try OpenFile.refuseOthers(opened, path)
      } catch {
        _ = close(opened)
        throw error
      }
    }
    self.path = path
    self.descriptor = opened
  }

  /// Refuses what is neither a regular file nor a folder.
  private static func refuseOthers(_ descriptor: Int32, _ path: String) throws(GitError) {
    var status = stat()
    try system("fstat", path) { fstat(descriptor, &status) }
    let kind = status.st_mode & S_IFMT
    guard kind == S_IFREG || kind == S_IFDIR else {
      throw .malformed(what: "file", reason: "\(path) is not a regular file")
    }
  }

  deinit {
    _ = close(descriptor)
  }

  /// Writes bytes at an offset, all of them.
  ///
  /// - Parameters:
  ///   - bytes: The bytes.
  ///   - offset: Where the first goes.
  /// - Throws: `system`; a part may have been written.
  package func write(_ bytes: [UInt8], at offset: Int = 0) throws(GitError) {
    var written = 0
    while written < bytes.count {
      let result = bytes.withUnsafeBytes { buffer in
        pwrite(
          descriptor, buffer.baseAddress?.advanced(by: written), buffer.count - written,
          off_t(offset + written))
      }
      if result < 0 {
        let reason = errno
        if reason == EINTR { continue }
        throw .system(call: "write", path: path, errno: reason)
      }
      written += result
    }
  }

  /// Reads the file from its start, up to a limit.
  ///
  /// - Parameter limit: At most so many bytes.
  /// - Returns: The bytes; fewer than the limit where the file is shorter.
  /// - Throws: `system`.
  package func read(limit: Int) throws(GitError) -> [UInt8] {
    // A file's size says nothing under /proc, so the buffer grows as it fills.
    var bytes = [UInt8](repeating: 0, count: min(limit, 4096))
    var count = 0
    while count < limit {
      if count == bytes.count {
        bytes.append(contentsOf: repeatElement(0, count: min(count, limit - count)))
      }
      let size = bytes.count
      let result = bytes.withUnsafeMutableBytes { buffer in
        pread(descriptor, buffer.baseAddress?.advanced(by: count), size - count, off_t(count))
      }
      if result == 0 { break }
      if result < 0 {
        let reason = errno
        if reason == EINTR { continue }
        throw .system(call: "read", path: path, errno: reason)
      }
      count += result
    }
    bytes.removeSubrange(count...)
    return bytes
  }

  /// Reads a part of the file.
  ///
  /// - Parameters:
  ///   - offset: Where it begins.
  ///   - count: At most so many bytes.
  /// - Returns: The bytes; fewer where the file ends before, or where the system gives fewer at once.
  /// - Throws: `system`.
  package func read(at offset: Int, count: Int) throws(GitError) -> [UInt8] {
    var reason: Int32 = 0
    let bytes = [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
      var result = 0
      repeat {
        result = pread(descriptor, buffer.baseAddress, count, off_t(offset))
        reason = result < 0 ? errno : 0
      } while reason == EINTR
      filled = max(0, result)
    }
    guard reason == 0 else { throw .system(call: "read", path: path, errno: reason) }
    return bytes
  }

  /// Lets the disk begin to write a part of the file, without waiting for it; a later `sync` has less to do then.
  ///
  /// - Parameters:
  ///   - offset: Where the part begins.
  ///   - count: How long it is.
  package func beginWriting(from offset: Int, count: Int) {
    git_events_begin_writing(descriptor, Int64(offset), Int64(count))
  }

  /// Cuts the file, or fills it up with zeros, to a length.
  ///
  /// - Parameter length: In bytes.
  /// - Throws: `system`.
  package func truncate(to length: Int) throws(GitError) {
    try system("ftruncate", path) { ftruncate(descriptor, off_t(length)) }
  }

  /// Returns once the file's bytes would survive a power loss.
  ///
  /// - Throws: `system`: the bytes may be lost, and retrying proves nothing.
  package func sync() throws(GitError) {
    try system("fsync", path) { git_events_sync(descriptor) }
  }

  /// Returns once the file's bytes would survive a power loss; its times may not.
  ///
  /// - Throws: `system`: the bytes may be lost, and retrying proves nothing.
  package func syncData() throws(GitError) {
    try system("fdatasync", path) { git_events_sync_data(descriptor) }
  }

  /// Returns once everything written to the file's file system would survive a power loss.
  ///
  /// - Throws: `system`, with `ENOSYS` where the system has no such call.
  package func syncFileSystem() throws(GitError) {
    try system("syncfs", path) { git_events_sync_file_system(descriptor) }
  }

  /// Returns once everything on the file's file system would survive a power loss, whatever the system offers.
  ///
  /// - Throws: `system`.
  package func syncEverything() throws(GitError) {
    do {
      try syncFileSystem()
    } catch {
      guard case .system(_, _, ENOSYS) = error else { throw error }
      git_events_sync_all()
      try sync()
    }
  }

  /// How many bytes the file has.
  ///
  /// - Throws: `system`.
  package func length() throws(GitError) -> Int {
    var status = stat()
    try system("fstat", path) { fstat(descriptor, &status) }
    return Int(status.st_size)
  }

  /// The file's number on its file system, which a copy of the file does not share.
  ///
  /// - Throws: `system`.
  package func inode() throws(GitError) -> UInt64 {
    var status = stat()
    try system("fstat", path) { fstat(descriptor, &status) }
    return UInt64(status.st_ino)
  }
}
