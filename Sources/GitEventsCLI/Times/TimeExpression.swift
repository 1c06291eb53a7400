package import GitEvents

/// A time as a user writes it: RFC 3339, a bare date, or words such as `{2 hours ago}`.
///
/// A bare date is 00:00 UTC. Words may stand in braces or not, with spaces or, as git takes them, dots. `yesterday` is
/// 24 hours before now, as in git; `today` is the last 00:00 UTC.
package enum TimeExpression {
  /// Finds the time that an expression means.
  ///
  /// - Parameters:
  ///   - text: The expression.
  ///   - now: The time now.
  /// - Returns: The time.
  /// - Throws: A `Failure` with status 2.
  package static func time(_ text: String, now: Timestamp) throws(Failure) -> Timestamp {
    let bare =
      text.hasPrefix("{") && text.hasSuffix("}") ? String(text.dropFirst().dropLast()) : text
    guard let time = date(bare) ?? Timestamp(rfc3339: bare) ?? words(bare, now: now) else {
      throw .invalid(
        "'\(VisibleText.line(text))' is not a time",
        hint: looksLikeLocalTime(bare)
          ? "say which time zone: \(VisibleText.line(bare))Z is UTC"
          : "write 2026-11-21T05:00:00Z, 2026-11-21, {yesterday} or {2 hours ago}")
    }
    return time
  }

  private static let microsecondsADay = 86_400_000_000

  private static func date(_ text: String) -> Timestamp? {
    text.utf8.count == 10 ? Timestamp(rfc3339: text + "T00:00:00Z") : nil
  }

  private static func words(_ text: String, now: Timestamp) -> Timestamp? {
    let words = text.lowercased().split { $0 == " " || $0 == "." || $0 == "_" }
    switch words.count {
    case 1: return word(words[0], now: now)
    case 3 where words[2] == "ago":
      guard isDigits(words[0]), let count = Int(words[0]), count <= 1_000_000_000 else {
        return nil
      }
      return earlier(by: count, words[1], than: now)
    case 2 where words[0] == "last": return earlier(by: 1, words[1], than: now)
    default: return nil
    }
  }

  private static func word(_ word: Substring, now: Timestamp) -> Timestamp? {
    switch word {
    case "now": now
    case "yesterday": earlier(by: 1, "day", than: now)
    case "today", "midnight": date(String(now.canonicalText.prefix(10)))
    default: nil
    }
  }

  private static func earlier(by count: Int, _ unit: Substring, than now: Timestamp) -> Timestamp? {
    switch unit.hasSuffix("s") ? unit.dropLast() : unit {
    case "second", "sec": moved(now, count * 1_000_000)
    case "minute", "min": moved(now, count * 60_000_000)
    case "hour": moved(now, count * 3_600_000_000)
    case "day": moved(now, count, times: microsecondsADay)
    case "week": moved(now, count, times: 7 * microsecondsADay)
    case "month": movedByMonths(now, count)
    case "year": movedByMonths(now, count, times: 12)
    default: nil
    }
  }

  private static func moved(_ now: Timestamp, _ count: Int, times unit: Int = 1) -> Timestamp? {
    let (distance, overflow) = count.multipliedReportingOverflow(by: unit)
    let (result, underflow) = now.microseconds.subtractingReportingOverflow(Int64(distance))
    return overflow || underflow ? nil : Timestamp(microseconds: result)
  }

  /// The same time of a day some months earlier; of the month's last day where that month is shorter.
  private static func movedByMonths(_ now: Timestamp, _ count: Int, times unit: Int = 1)
    -> Timestamp?
  {
    let parts = now.canonicalText.split(separator: "-", maxSplits: 2)
    guard parts.count == 3, let year = Int(parts[0]), let month = Int(parts[1]),
      let day = Int(parts[2].prefix(2)), count < 12 * 9999
    else { return nil }
    let total = year * 12 + month - 1 - count * unit
    guard total >= 12 else { return nil }
    for day in (min(day, 28)...day).reversed() {
      let date = "\(padded(total / 12, 4))-\(padded(total % 12 + 1, 2))-\(padded(day, 2))"
      if let time = Timestamp(rfc3339: date + String(parts[2].dropFirst(2))) { return time }
    }
    return nil
  }

  private static func padded(_ number: Int, _ width: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, width - digits.count)) + digits
  }

  private static func isDigits(_ text: Substring) -> Bool {
    !text.isEmpty && text.utf8.allSatisfy { (0x30...0x39).contains($0) }
  }

  /// Whether only the time zone is missing.
  private static func looksLikeLocalTime(_ text: String) -> Bool {
    Timestamp(rfc3339: text + "Z") != nil
  }
}
