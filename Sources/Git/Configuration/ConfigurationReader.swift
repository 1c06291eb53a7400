import CGit2

/// Reads one configuration file through libgit2 and copies everything out.
enum ConfigurationReader {
  /// Reads the values of a file, and of those that it includes.
  ///
  /// The corresponding C functions are `git_config_new`, `git_config_add_file_ondisk`, `git_config_iterator_new`
  /// and `git_config_next`.
  ///
  /// - Parameter file: The file.
  /// - Returns: Its values in the order of its lines; none where there is no such file.
  /// - Throws: `malformed` with file and line for a broken file; `library`.
  static func read(_ file: ConfigurationFile) throws(GitError) -> [Configuration.Entry] {
    guard try exists(file.path) else { return [] }
    var configuration: OpaquePointer?
    try git("git_config_new") { git_config_new(&configuration) }
    defer { git_config_free(configuration) }
    do throws(GitError) {
      let level = git_config_level_t(rawValue: GIT_CONFIG_LEVEL_LOCAL.rawValue)
      try git("git_config_add_file_ondisk") {
        git_config_add_file_ondisk(configuration, file.path, level, nil, 0)
      }
      return try entries(of: configuration, level: file.level)
    } catch {
      guard case .library(_, _, let message) = error else { throw error }
      throw .malformed(what: "configuration file \(file.path)", reason: message)
    }
  }

  private static func entries(
    of configuration: OpaquePointer?, level: ConfigurationFile.Level
  ) throws(GitError) -> [Configuration.Entry] {
    var iterator: OpaquePointer?
    try git("git_config_iterator_new") { git_config_iterator_new(&iterator, configuration) }
    defer { git_config_iterator_free(iterator) }
    var entries: [Configuration.Entry] = []
    var entry: UnsafeMutablePointer<git_config_entry>?
    while try gitFinds("git_config_next", { git_config_next(&entry, iterator) }) {
      guard let entry, let name = entry.pointee.name else { continue }
      let value = entry.pointee.value.map { String(cString: $0) }
      entries.append(.init(key: String(cString: name), value: value, level: level))
    }
    return entries
  }

  private static func exists(_ path: String) throws(GitError) -> Bool {
    // Configuration files are often symbolic links, so this one follows them.
    try FileStatus.of(path) == .file
  }
}
