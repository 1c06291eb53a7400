import Git

/// Where git's configuration lies outside the repository, the weakest first.
enum ConfigurationFiles {
  /// Lists the files; they need not exist.
  ///
  /// - Parameter surroundings: The environment, which names home and overrides.
  /// - Returns: The files with absolute paths.
  static func list(_ surroundings: Surroundings) -> [ConfigurationFile] {
    var files: [ConfigurationFile] = []
    let environment = surroundings.environment
    if let system = environment["GIT_CONFIG_SYSTEM"] {
      files.append(ConfigurationFile(system, level: .system))
    } else if !isTrue(environment["GIT_CONFIG_NOSYSTEM"]) {
      files.append(ConfigurationFile("/etc/gitconfig", level: .system))
    }
    if let global = environment["GIT_CONFIG_GLOBAL"] {
      files.append(ConfigurationFile(global, level: .global))
    } else {
      let home = surroundings["HOME"]
      if let folder = surroundings["XDG_CONFIG_HOME"] ?? home.map({ $0 + "/.config" }) {
        files.append(ConfigurationFile(folder + "/git/config", level: .xdg))
      }
      if let home { files.append(ConfigurationFile(home + "/.gitconfig", level: .global)) }
    }
    return files.filter { !$0.path.isEmpty && $0.path != "/dev/null" }
      .map { ConfigurationFile(surroundings.path($0.path), level: $0.level) }
  }

  /// Whether git would take a value for true.
  private static func isTrue(_ value: String?) -> Bool {
    switch value?.lowercased() {
    case nil, "", "0", "false", "no", "off": false
    default: true
    }
  }
}
