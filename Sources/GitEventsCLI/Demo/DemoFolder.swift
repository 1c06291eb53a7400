#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Makes the folder of a demonstration: always a new or an empty one.
enum DemoFolder {
  /// Makes the folder.
  ///
  /// - Parameters:
  ///   - path: Where; nil for a fresh temporary folder.
  ///   - surroundings: Where paths start and temporary folders are.
  /// - Returns: Its absolute path.
  /// - Throws: A `Failure`; status 2 where something is there already.
  static func make(_ path: String?, _ surroundings: Surroundings) throws(Failure) -> String {
    guard let path else { return try temporary(in: surroundings["TMPDIR"] ?? "/tmp") }
    let folder = surroundings.path(path)
    if mkdir(folder, 0o777) == 0 || errno == EEXIST && isEmptyFolder(folder) { return folder }
    if errno == EEXIST {
      throw .invalid(
        "'\(path)' is there already, and not an empty folder",
        hint: "name a folder that does not exist")
    }
    throw .environment("cannot make the folder '\(path)': \(Descriptor.describe(errno))")
  }

  private static func temporary(in parent: String) throws(Failure) -> String {
    var template = Array("\(parent)/git-events-demo.XXXXXX".utf8CString)
    guard mkdtemp(&template) != nil else {
      throw .environment("cannot make a folder in '\(parent)': \(Descriptor.describe(errno))")
    }
    return String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  /// Whether a path is a folder with nothing in it; leaves `errno` at `EEXIST` where it is not.
  private static func isEmptyFolder(_ path: String) -> Bool {
    defer { errno = EEXIST }
    guard let folder = opendir(path) else { return false }
    defer { closedir(folder) }
    var count = 0
    while readdir(folder) != nil { count += 1 }
    return count == 2
  }
}
