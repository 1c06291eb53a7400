/// When something happened, as the client said: to the nanosecond, in UTC.
///
/// The offset that the client wrote is not kept.
public struct OccurredTime: Sendable, Hashable, Comparable, CustomStringConvertible {
  /// Whole seconds since 1970-01-01T00:00:00Z, rounded down and negative before.
  public let seconds: Int64

  /// What is left of a second, from 0 to 999,999,999 nanoseconds.
  public let nanoseconds: Int

  /// Creates a time.
  ///
  /// - Parameters:
  ///   - seconds: Whole seconds since 1970-01-01T00:00:00Z, within years 1 to 9999; nil otherwise.
  ///   - nanoseconds: What is left, from 0 to 999,999,999; nil otherwise.
  public init?(seconds: Int64, nanoseconds: Int = 0) {
    guard RFC3339.range.contains(seconds), (0..<1_000_000_000).contains(nanoseconds) else {
      return nil
    }
    self.seconds = seconds
    self.nanoseconds = nanoseconds
  }

  /// Takes the moment at which the store recorded something.
  ///
  /// - Parameter time: The moment.
  package init?(_ time: Timestamp) {
    let fraction = time.microseconds - time.seconds * 1_000_000
    self.init(seconds: time.seconds, nanoseconds: Int(fraction) * 1000)
  }

  /// Parses a date and time as RFC 3339 writes it, with any offset.
  ///
  /// Nothing is rounded: fractions of more than nine digits are refused. So are leap seconds, days
  /// that the calendar does not have, and instants outside years 1 to 9999 in UTC.
  ///
  /// - Parameter text: A text such as `2026-11-21T00:10:00.50+01:00`.
  public init?(rfc3339 text: String) {
    guard let instant = RFC3339(text) else { return nil }
    seconds = instant.seconds
    nanoseconds = instant.nanoseconds
  }

  /// Parses what ``text`` writes, and nothing else.
  ///
  /// - Parameter text: A text such as `2026-11-20T23:10:00.5Z`.
  public init?(canonicalText text: String) {
    self.init(rfc3339: text)
    guard self.text.utf8.elementsEqual(text.utf8) else { return nil }
  }

  /// The instant in UTC with as many digits after the second as are needed, none if it is whole.
  public var text: String { RFC3339(seconds: seconds, nanoseconds: nanoseconds).text() }

  /// The same as ``text``.
  public var description: String { text }

  /// Tells whether one time is earlier than another.
  ///
  /// - Parameters:
  ///   - left: A time.
  ///   - right: Another one.
  /// - Returns: Whether `left` is earlier.
  public static func < (left: OccurredTime, right: OccurredTime) -> Bool {
    (left.seconds, left.nanoseconds) < (right.seconds, right.nanoseconds)
  }
}
