package import GitEvents

/// Which streams of a remote are wanted.
package struct StreamSelection: Sendable {
  private let patterns: [Glob]

  /// Makes a selection.
  ///
  /// - Parameter patterns: Patterns of streams' names; none for every stream.
  package init(_ patterns: [String]) { self.patterns = patterns.map { Glob($0) } }

  /// Whether every stream is wanted.
  package var isEverything: Bool { patterns.isEmpty }

  /// Whether a stream is wanted; what the store records of itself always is.
  ///
  /// - Parameter stream: The stream.
  /// - Returns: True where one of the patterns matches.
  package func contains(_ stream: StreamName) -> Bool {
    isEverything || stream.isReserved || patterns.contains { $0.matches(stream.text) }
  }
}
