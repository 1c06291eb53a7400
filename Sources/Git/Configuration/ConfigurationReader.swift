/// Reads one configuration file with those that it includes.
enum ConfigurationReader {
  /// Larger than any honest file.
  private static let largest = 16 << 20
  /// git follows no more files that include each other.
  private static let deepest = 10

  /// Reads the values of a file, and of those that `include.path` names.
  ///
  /// A file that is included and missing counts as empty. Conditions (`includeIf`) are not met, and a path that begins
  /// with `~` is not followed: whose home that is, only the caller knows.
  ///
  /// - Parameter file: The file.
  /// - Returns: Its values in the order of its lines; none where there is no such file.
  /// - Throws: `malformed` with file and line for a broken file; `system`.
  static func read(_ file: ConfigurationFile) throws(GitError) -> [Configuration.Entry] {
    var entries: [Configuration.Entry] = []
    try read(file.path, file.level, depth: 0, into: &entries)
    return entries
  }

  private static func read(
    _ path: String, _ level: ConfigurationFile.Level, depth: Int,
    into entries: inout [Configuration.Entry]
  ) throws(GitError) {
    guard let bytes = try bytes(of: path) else { return }
    let what = "configuration file \(path)"
    guard depth <= deepest else {
      throw .malformed(what: what, reason: "its inclusions do not end")
    }
    var parser = ConfigurationParser(bytes)
    while true {
      let found: (key: String, value: String?)?
      do throws(ConfigurationParser.Malformation) {
        found = try parser.next()
      } catch {
        throw .malformed(what: what, reason: "line \(error.line): \(error.reason)")
      }
      guard let (key, value) = found else { return }
      entries.append(.init(key: key, value: value, level: level))
      if key == "include.path", let value, !value.isEmpty, !value.hasPrefix("~") {
        try read(
          Paths.join(Paths.parent(path), value), level, depth: depth + 1, into: &entries)
      }
    }
  }

  private static func bytes(of path: String) throws(GitError) -> [UInt8]? {
    do throws(ReadableFile.Obstacle) {
      // Configuration files are often symbolic links, so these are followed.
      let file = try ReadableFile(following: path)
      guard file.count <= largest else { throw .unfit("is too large") }
      do throws(GitError) {
        return try file.bytes(at: 0, count: file.count)
      } catch {
        throw .failed(error)
      }
    } catch {
      switch error {
      case .missing: return nil
      case .unfit(let reason) where reason == "is too large":
        throw .malformed(what: "configuration file \(path)", reason: "it \(reason)")
      // A folder or a device in its place counts as none, as `/dev/null` does for git.
      case .unfit: return nil
      case .failed(let error): throw error
      }
    }
  }
}
