#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Owns the descriptor of one open folder, from which paths are walked without following symbolic links.
package struct Folder: ~Copyable {
  /// What a name in a folder stands for, the name itself not followed.
  package enum EntryKind: Sendable {
    case file
    case folder
    case symbolicLink
    case other
  }

  /// One name in a folder.
  package struct Entry: Sendable {
    /// The bytes of the name: file systems do not promise UTF-8.
    package let name: [UInt8]
    package let kind: EntryKind
  }

  let descriptor: Int32
  let path: String

  /// Opens a folder, following symbolic links: the trusted start of a walk.
  ///
  /// - Parameter path: The folder.
  /// - Throws: Why it was not opened.
  package init(_ path: String) throws(ReadableFile.Obstacle) {
    try self.init(path, from: AT_FDCWD, name: path, flags: 0)
  }

  /// Opens a folder inside this one, refusing a symbolic link in its place.
  ///
  /// - Parameter name: One component.
  /// - Returns: The open folder.
  /// - Throws: Why it was not opened; `missing` also where a file stands in its place.
  package borrowing func folder(_ name: String) throws(ReadableFile.Obstacle) -> Folder {
    try Folder(path + "/" + name, from: descriptor, name: name, flags: O_NOFOLLOW)
  }

  /// Opens a regular file inside this folder, refusing a symbolic link in its place.
  ///
  /// - Parameter name: One component.
  /// - Returns: The open file.
  /// - Throws: Why it was not opened.
  package borrowing func file(_ name: String) throws(ReadableFile.Obstacle) -> ReadableFile {
    try ReadableFile(path + "/" + name, from: descriptor, name: name)
  }

  private init(
    _ path: String, from start: Int32, name: String, flags: Int32
  ) throws(ReadableFile.Obstacle) {
    do throws(GitError) {
      descriptor = try system("open", path) {
        openat(start, name, O_RDONLY | O_DIRECTORY | O_CLOEXEC | flags)
      }
      self.path = path
    } catch {
      switch error {
      case .system(_, _, ENOENT): throw .missing
      case .system(_, _, ELOOP), .system(_, _, EMLINK): throw .unfit("is a symbolic link")
      case .system(_, _, ENOTDIR):
        // Linux says "not a directory" of a link as well.
        var status = stat()
        let found = fstatat(start, name, &status, AT_SYMLINK_NOFOLLOW) == 0
        if found, status.st_mode & S_IFMT == S_IFLNK { throw .unfit("is a symbolic link") }
        throw .missing
      default: throw .failed(error)
      }
    }
  }

  deinit { close(descriptor) }

  /// Lists the folder's names, in no order, without `.` and `..`.
  ///
  /// The corresponding C function is `readdir`.
  ///
  /// - Returns: The names with what they stand for.
  /// - Throws: `system`.
  package borrowing func entries() throws(GitError) -> [Entry] {
    // fdopendir takes its descriptor over, so it gets one of its own, with its own position.
    let own = try system("open", path) {
      openat(descriptor, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    }
    guard let stream = fdopendir(own) else {
      let code = errno
      close(own)
      throw .system(call: "fdopendir", path: path, errno: code)
    }
    defer { closedir(stream) }
    var entries: [Entry] = []
    while true {
      errno = 0
      guard let entry = readdir(stream) else {
        let code = errno
        if code == 0 { return entries }
        throw .system(call: "readdir", path: path, errno: code)
      }
      // The name may be shorter than its field, and the field longer than the record: no copy of the whole.
      guard let field = MemoryLayout<dirent>.offset(of: \.d_name) else { continue }
      let start = UnsafeRawPointer(entry) + field
      let length = strlen(start.assumingMemoryBound(to: CChar.self))
      let name = [UInt8](UnsafeRawBufferPointer(start: start, count: length))
      if name == [UInt8(ascii: ".")] || name == Array("..".utf8) { continue }
      entries.append(Entry(name: name, kind: kind(of: name, type: Int(entry.pointee.d_type))))
    }
  }

  private borrowing func kind(of name: [UInt8], type: Int) -> EntryKind {
    switch type {
    case Int(DT_REG): return .file
    case Int(DT_DIR): return .folder
    case Int(DT_LNK): return .symbolicLink
    case Int(DT_UNKNOWN): break
    default: return .other
    }
    // Some file systems leave the type out.
    var status = stat()
    let terminated = name.map(CChar.init(bitPattern:)) + [0]
    guard fstatat(descriptor, terminated, &status, AT_SYMLINK_NOFOLLOW) == 0 else { return .other }
    switch status.st_mode & S_IFMT {
    case S_IFREG: return .file
    case S_IFDIR: return .folder
    case S_IFLNK: return .symbolicLink
    default: return .other
    }
  }
}
