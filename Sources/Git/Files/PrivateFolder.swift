#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A folder for one purpose that only this user can look into; it is removed, with its files, at the end.
///
/// What is in it is handed to another program and survives nothing, so nothing of it is synced.
package struct PrivateFolder: ~Copyable {
  private static let longest = 1 << 20

  /// Where it is.
  package let path: String
  private var names: Set<String> = []

  /// Makes a folder.
  ///
  /// The corresponding C function is `mkdtemp`.
  ///
  /// - Parameter parent: The folder in which it is made.
  /// - Throws: `system`.
  package init(in parent: String) throws(GitError) {
    var template = Array("\(parent)/git-events-XXXXXX".utf8CString)
    let made = template.withUnsafeMutableBufferPointer { buffer -> String? in
      guard let base = buffer.baseAddress, let name = mkdtemp(base) else { return nil }
      return String(cString: name)
    }
    guard let made else { throw .system(call: "mkdtemp", path: parent, errno: errno) }
    path = made
  }

  deinit {
    for name in names { unlink("\(path)/\(name)") }
    rmdir(path)
  }

  /// The path of a file in it, which is removed with it.
  ///
  /// - Parameter name: The file's name.
  /// - Returns: The path.
  package mutating func path(of name: String) -> String {
    names.insert(name)
    return "\(path)/\(name)"
  }

  /// Writes a file that only this user can read.
  ///
  /// - Parameters:
  ///   - bytes: What it holds.
  ///   - name: Its name.
  /// - Returns: Its path.
  /// - Throws: `system`.
  @discardableResult
  package mutating func write(_ bytes: [UInt8], as name: String) throws(GitError) -> String {
    let file = path(of: name)
    // Left by the run before: the other program may have put a file of its own in the place.
    unlink(file)
    try OpenFile(file, O_WRONLY | O_CREAT | O_EXCL).write(bytes)
    return file
  }

  /// Reads a file.
  ///
  /// - Parameter name: Its name.
  /// - Returns: What it holds.
  /// - Throws: `system`.
  package mutating func read(_ name: String) throws(GitError) -> [UInt8] {
    try OpenFile(path(of: name), O_RDONLY).read(limit: PrivateFolder.longest)
  }
}
