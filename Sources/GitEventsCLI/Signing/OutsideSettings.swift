import Git

/// Git's settings as they hold outside of a repository: what its own files say is left out.
struct OutsideSettings {
  private let entries: [Configuration.Entry]

  init(_ configuration: Configuration) { entries = configuration.entries }

  /// The value of a setting; empty where it is the bare name.
  ///
  /// - Parameter key: The key.
  /// - Returns: Nil where nothing outside of the repository says it.
  func configuration(_ key: String) -> String? {
    entries.last { !Self.isInside($0) && Self.isNamed($0, key) }.map { $0.value ?? "" }
  }

  /// Whether the repository's own files say something of a setting.
  func isSetInside(_ key: String) -> Bool {
    entries.contains { Self.isInside($0) && Self.isNamed($0, key) }
  }

  private static func isNamed(_ entry: Configuration.Entry, _ key: String) -> Bool {
    entry.key.lowercased() == key.lowercased()
  }

  private static func isInside(_ entry: Configuration.Entry) -> Bool {
    switch entry.level {
    case .system, .xdg, .global, .override: false
    default: true
    }
  }
}
