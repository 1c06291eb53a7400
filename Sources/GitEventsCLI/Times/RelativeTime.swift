package import GitEvents

/// How long ago something was, as people say it.
package enum RelativeTime {
  /// Says how long before now a time is.
  ///
  /// - Parameters:
  ///   - time: The time.
  ///   - now: The time now.
  /// - Returns: Such as `2 min ago`; `just now` within the last second; `in the future` for times to come.
  package static func text(_ time: Timestamp, now: Timestamp) -> String {
    let seconds = (now.microseconds - time.microseconds) / 1_000_000
    if seconds < 0 { return "in the future" }
    switch seconds {
    case 0: return "just now"
    case ..<60: return "\(seconds) s ago"
    case ..<3600: return "\(seconds / 60) min ago"
    case ..<86_400: return "\(seconds / 3600) h ago"
    case ..<(14 * 86_400): return plural(seconds / 86_400, "day")
    case ..<(60 * 86_400): return plural(seconds / (7 * 86_400), "week")
    case ..<(730 * 86_400): return plural(seconds / (30 * 86_400), "month")
    default: return plural(seconds / (365 * 86_400), "year")
    }
  }

  private static func plural(_ count: Int64, _ unit: String) -> String {
    "\(count) \(unit)\(count == 1 ? "" : "s") ago"
  }
}
