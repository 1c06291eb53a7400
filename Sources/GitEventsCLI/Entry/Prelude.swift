/// What stands before the verb, as in git: `-C DIR`, `--git-dir DIR`, `-c KEY=VALUE`, `--no-pager`, `--color WHEN`.
struct Prelude {
  /// Folders to change to, one after the other.
  private(set) var directories: [String] = []
  /// The repository to use instead of looking for one.
  private(set) var gitDirectory: String?
  /// Settings of git's configuration for this command.
  private(set) var settings: [(key: String, value: String)] = []
  private(set) var usesPager = true
  private(set) var color: ColorChoice?
  /// The verb and what follows it.
  private(set) var rest: [String] = []

  /// Takes the options off the front.
  ///
  /// - Parameter arguments: The arguments, without the program's name.
  /// - Throws: A `Failure` with status 2.
  init(_ arguments: [String]) throws(Failure) {
    var remaining = arguments[...]
    while let argument = remaining.first, argument.hasPrefix("-") {
      switch argument {
      case "--no-pager":
        usesPager = false
        remaining.removeFirst()
      case "-C": directories.append(try Prelude.value(&remaining))
      case "-c": settings.append(Prelude.setting(try Prelude.value(&remaining)))
      case "--git-dir": gitDirectory = try Prelude.value(&remaining)
      case "--color": color = try Prelude.color(try Prelude.value(&remaining))
      default:
        if argument.hasPrefix("--git-dir=") {
          gitDirectory = String(argument.dropFirst("--git-dir=".count))
        } else if argument.hasPrefix("--color=") {
          color = try Prelude.color(String(argument.dropFirst("--color=".count)))
        } else {
          rest = Array(remaining)
          return
        }
        remaining.removeFirst()
      }
    }
    rest = Array(remaining)
  }

  private static func value(_ remaining: inout ArraySlice<String>) throws(Failure) -> String {
    let option = remaining.removeFirst()
    guard let value = remaining.popFirst() else {
      throw .invalid("\(option) needs a value", hint: "git events -h shows how it is used")
    }
    return value
  }

  private static func color(_ text: String) throws(Failure) -> ColorChoice {
    guard let choice = ColorChoice(rawValue: text) else {
      throw .invalid("--color takes auto, always or never")
    }
    return choice
  }

  /// Splits `KEY=VALUE`; as in git, a key alone is true.
  static func setting(_ text: String) -> (key: String, value: String) {
    guard let equals = text.firstIndex(of: "=") else { return (text, "true") }
    return (String(text[..<equals]), String(text[text.index(after: equals)...]))
  }
}
