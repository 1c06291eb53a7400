/// An instant in UTC with microseconds, as the store records when it accepted an event.
public struct Timestamp: Sendable, Hashable, Comparable, CustomStringConvertible {
  /// Microseconds since 1970-01-01T00:00:00Z, negative before; leap seconds are not counted.
  public let microseconds: Int64

  /// Creates a timestamp.
  ///
  /// - Parameter microseconds: Microseconds since 1970-01-01T00:00:00Z.
  public init(microseconds: Int64) { self.microseconds = microseconds }

  /// Parses a date and time as RFC 3339 writes it, with any offset.
  ///
  /// Digits past the microseconds are dropped, so the result is never later than the text. Leap seconds,
  /// days that the calendar does not have and fractions of more than nine digits are refused; so are
  /// instants outside years 1 to 9999 in UTC.
  ///
  /// - Parameter text: A text such as `2026-11-21T06:00:00.5+01:00`.
  public init?(rfc3339 text: String) {
    guard let instant = RFC3339(text) else { return nil }
    microseconds = instant.seconds * 1_000_000 + Int64(instant.nanoseconds / 1000)
  }

  /// Parses what ``canonicalText`` writes, and nothing else.
  ///
  /// - Parameter text: A text such as `2026-11-21T05:00:00.123456Z`.
  public init?(canonicalText text: String) {
    self.init(canonical: Array(text.utf8)[...])
  }

  /// Parses what ``canonicalText`` writes, and nothing else.
  ///
  /// - Parameter bytes: The text in UTF-8.
  package init?(canonical bytes: ArraySlice<UInt8>) {
    guard bytes.count == 27, bytes.last == UInt8(ascii: "Z") else { return nil }
    guard let instant = RFC3339(bytes: bytes), !bytes.contains(UInt8(ascii: "t")) else {
      return nil
    }
    microseconds = instant.seconds * 1_000_000 + Int64(instant.nanoseconds / 1000)
  }

  /// Whole seconds since 1970-01-01T00:00:00Z, rounded down.
  public var seconds: Int64 {
    Int64(CivilDate.floorDivide(Int(microseconds), by: 1_000_000))
  }

  /// The instant in UTC, always with six digits after the second: `2026-11-21T05:00:00.123456Z`.
  ///
  /// Outside years 1 to 9999 the year is written with a sign or with more digits, and cannot be
  /// parsed again.
  public var canonicalText: String {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(27)
    appendCanonicalText(to: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Writes ``canonicalText`` behind other bytes.
  func appendCanonicalText(to bytes: inout [UInt8]) {
    let remainder = Int(microseconds % 1_000_000)
    let fraction = remainder < 0 ? remainder + 1_000_000 : remainder
    RFC3339(seconds: seconds, nanoseconds: fraction * 1000).append(fractionDigits: 6, to: &bytes)
  }

  /// The same as ``canonicalText``.
  public var description: String { canonicalText }

  /// Tells whether one instant is earlier than another.
  ///
  /// - Parameters:
  ///   - left: An instant.
  ///   - right: Another one.
  /// - Returns: Whether `left` is earlier.
  public static func < (left: Timestamp, right: Timestamp) -> Bool {
    left.microseconds < right.microseconds
  }
}
