package import GitEvents

/// One point of a stream as a user writes it behind the last `@`.
package enum Moment: Hashable, Sendable {
  /// `N`: that version; 0 is the empty state.
  case version(Int)
  /// `~N`: so many events before the newest.
  case beforeHead(Int)
  /// `{TIME}`: the newest event at that time.
  case time(Timestamp)

  /// Reads a point.
  ///
  /// - Parameters:
  ///   - text: What stands behind the `@`.
  ///   - now: The time now.
  /// - Returns: Nil where it is none of the three forms.
  /// - Throws: A `Failure` with status 2 for braces without a time in them.
  package static func parse(_ text: some StringProtocol, now: Timestamp) throws(Failure) -> Moment?
  {
    if let number = number(text) { return .version(number) }
    if text.hasPrefix("~") {
      if text.utf8.count == 1 { return .beforeHead(1) }
      return number(text.dropFirst()).map { .beforeHead($0) }
    }
    guard text.hasPrefix("{"), text.hasSuffix("}") else { return nil }
    return .time(try TimeExpression.time(String(text), now: now))
  }

  private static func number(_ text: some StringProtocol) -> Int? {
    guard !text.isEmpty, text.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
    return Int(text)
  }
}
