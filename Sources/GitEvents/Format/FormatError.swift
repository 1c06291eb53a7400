/// What is wrong with a commit, a tree or a payload that should be one of the store's.
package struct FormatError: Error, Sendable, Equatable {
  /// What breaks the format, as a clause: `it has no Event-Id`.
  package let reason: String

  package init(_ reason: String) {
    self.reason = reason
  }
}
