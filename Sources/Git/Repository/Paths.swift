#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Takes paths apart and puts them together.
enum Paths {
  /// Joins a path to the folder that it starts from; an absolute path stays as it is.
  static func join(_ folder: String, _ path: String) -> String {
    path.hasPrefix("/") ? path : withoutEndSlash(folder) + "/" + path
  }

  /// Takes slashes off a path's end, but not the root's.
  static func withoutEndSlash(_ path: String) -> String {
    var rest = path.utf8[...]
    while rest.count > 1, rest.last == UInt8(ascii: "/") { rest.removeLast() }
    return String(Substring(rest))
  }

  /// The folder that a path is in; `.` for a single component.
  static func parent(_ path: String) -> String {
    let path = withoutEndSlash(path)
    guard let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")) else { return "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }

  /// What follows a path's last slash.
  static func lastComponent(_ path: String) -> String {
    let path = withoutEndSlash(path)
    guard let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")) else { return path }
    return String(path[path.utf8.index(after: slash)...])
  }

  /// Resolves links and dots; the corresponding C function is `realpath`.
  static func real(_ path: String) -> String? {
    guard let resolved = realpath(path, nil) else { return nil }
    defer { free(resolved) }
    return String(cString: resolved)
  }

  /// The file system that a path lies on; the corresponding C function is `stat`.
  static func device(of path: String) -> UInt64? {
    var status = stat()
    return stat(path, &status) == 0 ? UInt64(truncatingIfNeeded: status.st_dev) : nil
  }
}
