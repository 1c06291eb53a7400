/// Where an import takes its chunks from.
package protocol ImportSource {
  /// Answers with the next chunk.
  ///
  /// - Parameter waiting: Whether to wait for one as long as it takes; else a source that would wait says `later`, so that
  ///   other writers get their turn meanwhile.
  /// - Returns: The chunk, or why there is none.
  func next(waiting: Bool) -> ImportStep
}

/// What a source answers.
package enum ImportStep {
  case chunk(ImportChunk)
  /// There is none yet.
  case later
  /// There are no more.
  case end
}

/// What a part of an import came to.
package struct ImportReport: Sendable {
  /// How many events were recorded.
  package internal(set) var added = 0
  /// How many were there already.
  package internal(set) var skipped = 0
  /// The versions that each stream got.
  package internal(set) var versions: [StreamName: ClosedRange<Int>] = [:]
  /// What was repaired before, where an earlier writer did not end well.
  package internal(set) var recovery: RecoveryReport?
}
