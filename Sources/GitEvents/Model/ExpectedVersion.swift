/// What a writer expects of a stream before it appends: optimistic concurrency.
public enum ExpectedVersion: Hashable, Sendable {
  /// Nothing: the stream may be at any version, or not exist.
  case any
  /// The stream does not exist yet.
  case noStream
  /// The stream exists, at whatever version.
  case exists
  /// The stream is at exactly this version; 0 means that it does not exist.
  case version(Int)
  /// The stream's newest event is exactly this commit.
  case commit(CommitID)

  /// Tells whether a stream is as expected.
  ///
  /// - Parameters:
  ///   - version: The stream's version; 0 where there is none.
  ///   - commit: The commit of its newest event; nil where there is none.
  /// - Returns: Whether the append may go on.
  public func holds(forVersion version: Int, commit: CommitID?) -> Bool {
    switch self {
    case .any: true
    case .noStream: version == 0
    case .exists: version > 0
    case .version(let expected): version == expected
    case .commit(let expected): commit == expected
    }
  }
}

extension ExpectedVersion: CustomStringConvertible {
  /// The expectation as `--expect` takes it.
  public var description: String {
    switch self {
    case .any: "any"
    case .noStream: "none"
    case .exists: "exists"
    case .version(let version): String(version)
    case .commit(let commit): "@\(commit)"
    }
  }
}
