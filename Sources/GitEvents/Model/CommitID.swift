package import Git

/// The name of a git commit, as `git log` shows it.
public struct CommitID: Hashable, Sendable {
  package let object: ObjectID

  package init(_ object: ObjectID) {
    self.object = object
  }

  /// Reads a full commit id; fails for anything else.
  ///
  /// - Parameter hex: 40 lower-case hexadecimal digits.
  public init?(_ hex: String) {
    guard let object = ObjectID(hex: hex) else { return nil }
    self.object = object
  }
}

extension CommitID: CustomStringConvertible {
  /// The 40 lower-case hexadecimal digits.
  public var description: String { object.hex }
}
