/// The settings that come before every configuration file: `-c`, and what git hands down in the environment.
///
/// In git's order: `-c` of this program wins over `GIT_CONFIG_PARAMETERS` (how `git -c … events` passes its own on),
/// which wins over `GIT_CONFIG_COUNT` with `GIT_CONFIG_KEY_n` and `GIT_CONFIG_VALUE_n`.
enum CommandLineSettings {
  /// Lists the settings, the strongest last.
  ///
  /// - Parameters:
  ///   - environment: The environment's variables.
  ///   - prelude: What stood before the verb.
  /// - Returns: Keys with their values.
  static func list(
    _ environment: [String: String], _ prelude: Prelude
  ) -> [(key: String, value: String)] {
    var settings: [(key: String, value: String)] = []
    let count = environment["GIT_CONFIG_COUNT"].flatMap(Int.init) ?? 0
    for index in 0..<min(max(count, 0), 1000) {
      if let key = environment["GIT_CONFIG_KEY_\(index)"],
        let value = environment["GIT_CONFIG_VALUE_\(index)"]
      {
        settings.append((key, value))
      }
    }
    settings += parameters(environment["GIT_CONFIG_PARAMETERS"] ?? "")
    settings += prelude.settings
    return settings
  }

  /// Reads `'user.name'='Ada' 'core.pager=cat'`: both forms that git writes.
  static func parameters(_ text: String) -> [(key: String, value: String)] {
    var settings: [(key: String, value: String)] = []
    var rest = Substring(text)
    while true {
      rest = rest.drop { $0 == " " }
      guard let key = quoted(&rest) else { return settings }
      if rest.first == "=" {
        rest.removeFirst()
        settings.append((key, quoted(&rest) ?? ""))
      } else {
        settings.append(Prelude.setting(key))
      }
    }
  }

  /// Takes one word in the shell's single quotes, in which `'\''` and `'\!'` stand for `'` and `!`.
  private static func quoted(_ rest: inout Substring) -> String? {
    guard rest.first == "'" else { return nil }
    var word = ""
    while rest.first == "'" {
      rest.removeFirst()
      word += rest.prefix { $0 != "'" }
      rest = rest.drop { $0 != "'" }.dropFirst()
      guard rest.first == "\\", let escaped = rest.dropFirst().first else { break }
      word.append(escaped)
      rest = rest.dropFirst(2)
    }
    return word
  }
}
