package import GitEvents

/// The forms of `GIT_AUTHOR_DATE` that are unambiguous: git's own format and RFC 3339.
package enum GitDate {
  /// Reads a date.
  ///
  /// - Parameter text: `@1795237200 +0100`, `1795237200 +0100`, `@1795237200`, or RFC 3339, also with a space for its
  ///   `T` and before its offset, as `git log --date=iso` writes it.
  /// - Returns: Nil for anything else.
  package static func parse(_ text: String) -> OccurredTime? {
    let words = text.split(separator: " ")
    guard let first = words.first else { return nil }
    let digits = first.hasPrefix("@") ? first.dropFirst() : first
    if let seconds = Int64(digits), first.hasPrefix("@") || digits.utf8.count > 8 {
      // The offset says how to show the time, not which time it is.
      guard words.count == 1 || words.count == 2 && offset(words[1]) != nil else { return nil }
      return OccurredTime(seconds: seconds)
    }
    switch words.count {
    case 1: return OccurredTime(rfc3339: text)
    case 2: return OccurredTime(rfc3339: "\(words[0])T\(words[1])")
    case 3:
      return offset(words[2]).flatMap { OccurredTime(rfc3339: "\(words[0])T\(words[1])\($0)") }
    default: return nil
    }
  }

  /// Brings `+0100` into the form of RFC 3339.
  private static func offset(_ text: Substring) -> String? {
    guard text.utf8.count == 5, text.first == "+" || text.first == "-",
      text.dropFirst().allSatisfy(\.isNumber)
    else { return nil }
    return "\(text.prefix(3)):\(text.suffix(2))"
  }
}
