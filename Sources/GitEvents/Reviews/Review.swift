/// What a reviewer says of an event.
package struct Review: Sendable, Hashable {
  /// The reviewer's verdict.
  package enum Verdict: String, Sendable, CaseIterable {
    case approved = "Approved"
    case rejected = "Rejected"
    /// Says something, and leaves open whether the event is right.
    case commented = "Commented"

    /// Whether an event counts as reviewed by it.
    package var isDecision: Bool { self != .commented }

    /// The word for it within a sentence.
    package var word: String { rawValue.lowercased() }
  }

  package let verdict: Verdict
  package let reviewer: Actor
  package let time: Timestamp
  /// One line or more, without empty ones at its ends.
  package let text: String

  /// The largest text of a review, in bytes.
  private static let longestText = 1 << 16

  /// Makes a review.
  ///
  /// - Parameters:
  ///   - verdict: The verdict.
  ///   - reviewer: Who reviewed.
  ///   - time: When.
  ///   - text: What there is to say; spaces at the ends of lines and repeated empty lines are dropped.
  /// - Throws: `invalidInput` for a text that is empty, too long, or holds control characters.
  package init(
    _ verdict: Verdict, by reviewer: Actor, at time: Timestamp, text: String
  ) throws(EventStoreError) {
    self.init(verdict: verdict, reviewer: reviewer, time: time, text: Review.normalized(text))
    if self.text.isEmpty {
      throw EventStoreError(.invalidInput, "a review says something: its text is empty")
    }
    guard self.text.utf8.count <= Review.longestText else {
      throw EventStoreError(
        .invalidInput, "the text of a review is at most \(Review.longestText) bytes")
    }
    let isClean = self.text.unicodeScalars.allSatisfy {
      $0 == "\n" || $0 == "\t" || $0.properties.generalCategory != .control
    }
    guard isClean else {
      throw EventStoreError(.invalidInput, "the text of a review holds a control character")
    }
  }

  init(verdict: Verdict, reviewer: Actor, time: Timestamp, text: String) {
    self.verdict = verdict
    self.reviewer = reviewer
    self.time = time
    self.text = text
  }

  /// Lines without spaces at their ends, never two empty ones in a row: what `git notes` would make of it, too.
  private static func normalized(_ text: String) -> String {
    var lines: [Substring] = []
    for line in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline) {
      let end = line.lastIndex { !$0.isWhitespace }
      let bare = end.map { line[...$0] } ?? ""
      if bare.isEmpty, lines.last?.isEmpty ?? true { continue }
      lines.append(bare)
    }
    if lines.last?.isEmpty == true { lines.removeLast() }
    return lines.joined(separator: "\n")
  }

  /// Whether the same reviewer says the same, whenever.
  package func saysSame(as other: Review) -> Bool {
    verdict == other.verdict && reviewer == other.reviewer && text == other.text
  }
}
