package import GitEvents

/// Part of a stream as a user writes it: `A..B` are the events after A up to and including B, as git's.
package struct MomentRange: Hashable, Sendable {
  /// The point behind which the range begins; nil for the stream's beginning.
  package var after: Moment?
  /// The point with which it ends; nil for the stream's newest event.
  package var through: Moment?

  package init(after: Moment?, through: Moment?) {
    self.after = after
    self.through = through
  }

  /// Reads a range, or a single point, which stands for everything up to it.
  ///
  /// - Parameters:
  ///   - text: What stands behind the `@`.
  ///   - now: The time now.
  /// - Returns: Nil where it is neither.
  /// - Throws: A `Failure` with status 2 for braces without a time in them.
  package static func parse(_ text: some StringProtocol, now: Timestamp) throws(Failure)
    -> MomentRange?
  {
    guard let dots = dots(in: text) else {
      return try Moment.parse(text, now: now).map { MomentRange(after: nil, through: $0) }
    }
    let left = text[..<dots]
    let right = text[text.index(dots, offsetBy: 2)...]
    if left.isEmpty && right.isEmpty { return nil }
    let after = left.isEmpty ? nil : try Moment.parse(left, now: now)
    let through = right.isEmpty ? nil : try Moment.parse(right, now: now)
    guard left.isEmpty || after != nil, right.isEmpty || through != nil else { return nil }
    return MomentRange(after: after, through: through)
  }

  /// Whether a text has two ends, rather than being a single point.
  ///
  /// - Parameter text: What stands behind the `@`.
  /// - Returns: True where there is a `..` outside of braces.
  package static func isRange(_ text: some StringProtocol) -> Bool { dots(in: text) != nil }

  /// Where the first `..` outside of braces begins.
  private static func dots<Text: StringProtocol>(in text: Text) -> Text.Index? {
    var isInBraces = false
    var previous: Text.Index?
    for index in text.indices {
      let character = text[index]
      if character == "{" { isInBraces = true }
      if character == "}" { isInBraces = false }
      if character == ".", !isInBraces, let start = previous, text[start] == "." { return start }
      previous = index
    }
    return nil
  }
}
