/// A git configuration file that the caller wants read, weaker ones first.
package struct ConfigurationFile: Sendable, Equatable {
  /// How strongly a file's values count; a later case overrides an earlier one.
  package enum Level: Int, Sendable, Comparable {
    case system
    case xdg
    case global
    case local
    case worktree
    case override

    package static func < (left: Level, right: Level) -> Bool { left.rawValue < right.rawValue }
  }

  package let path: String
  package let level: Level

  /// Names a file.
  ///
  /// - Parameters:
  ///   - path: Where it is; a file that does not exist counts as empty.
  ///   - level: How strongly it counts.
  package init(_ path: String, level: Level) {
    self.path = path
    self.level = level
  }
}
