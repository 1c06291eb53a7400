/// An instant as RFC 3339 writes it: whole seconds since the epoch and a fraction.
struct RFC3339: Equatable {
  /// Whole seconds since 1970-01-01T00:00:00Z, rounded down.
  var seconds: Int64
  /// What is left, from 0 to 999,999,999.
  var nanoseconds: Int

  /// The first second of year 1 and the last of year 9999, between which a text can name an instant.
  static let range: ClosedRange<Int64> = -62_135_596_800...253_402_300_799

  init(seconds: Int64, nanoseconds: Int) {
    self.seconds = seconds
    self.nanoseconds = nanoseconds
  }

  /// Parses a date and time with an offset, strictly.
  ///
  /// Refused are: dates that the calendar does not have, leap seconds (the count since the epoch has
  /// none), a space for the `T`, fractions of more than nine digits, and instants that are outside
  /// years 1 to 9999 in UTC.
  init?(_ text: some StringProtocol) {
    self.init(bytes: Array(text.utf8)[...])
  }

  /// Parses a date and time with an offset, strictly.
  init?(bytes: ArraySlice<UInt8>) {
    var reader = Reader(bytes: bytes, index: bytes.startIndex)
    guard let date = reader.date(), reader.skip("T", or: "t"),
      let time = reader.time(), let fraction = reader.fraction(),
      let offset = reader.offset(), reader.isAtEnd
    else { return nil }
    seconds = Int64(date.daysSinceEpoch * 86_400 + time - offset)
    nanoseconds = fraction
    guard Self.range.contains(seconds) else { return nil }
  }

  /// Writes the instant in UTC.
  ///
  /// - Parameter fractionDigits: The number of digits after the seconds, at most nine; without it, as
  ///   many as are needed.
  /// - Returns: A text such as `2026-11-21T05:00:00.5Z`. Years outside 1 to 9999 get a sign or more
  ///   digits than RFC 3339 allows.
  func text(fractionDigits: Int? = nil) -> String {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(30)
    append(fractionDigits: fractionDigits, to: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Writes the instant in UTC behind other bytes; see `text`.
  func append(fractionDigits: Int? = nil, to bytes: inout [UInt8]) {
    let days = CivilDate.floorDivide(Int(seconds), by: 86_400)
    let date = CivilDate(daysSinceEpoch: days)
    let second = Int(seconds) - days * 86_400
    if date.year < 0 { bytes.append(UInt8(ascii: "-")) }
    let year = abs(date.year)
    if year > 9999 { bytes.append(contentsOf: String(year / 10_000).utf8) }
    Self.append(year % 10_000, digits: 4, to: &bytes)
    bytes.append(UInt8(ascii: "-"))
    Self.append(date.month, digits: 2, to: &bytes)
    bytes.append(UInt8(ascii: "-"))
    Self.append(date.day, digits: 2, to: &bytes)
    bytes.append(UInt8(ascii: "T"))
    Self.append(second / 3600, digits: 2, to: &bytes)
    bytes.append(UInt8(ascii: ":"))
    Self.append(second / 60 % 60, digits: 2, to: &bytes)
    bytes.append(UInt8(ascii: ":"))
    Self.append(second % 60, digits: 2, to: &bytes)
    appendFraction(digits: fractionDigits, to: &bytes)
    bytes.append(UInt8(ascii: "Z"))
  }

  private func appendFraction(digits wanted: Int?, to bytes: inout [UInt8]) {
    var digits = 9
    var fraction = nanoseconds
    while let wanted, digits > wanted, digits > 0 {
      fraction /= 10
      digits -= 1
    }
    while wanted == nil, digits > 0, fraction % 10 == 0 {
      fraction /= 10
      digits -= 1
    }
    guard digits > 0 else { return }
    bytes.append(UInt8(ascii: "."))
    Self.append(fraction, digits: digits, to: &bytes)
  }

  private static func append(_ number: Int, digits: Int, to bytes: inout [UInt8]) {
    var divisor = 1
    for _ in 1..<digits { divisor *= 10 }
    while divisor > 0 {
      bytes.append(0x30 + UInt8(number / divisor % 10))
      divisor /= 10
    }
  }
}

extension RFC3339 {
  /// Reads the parts of a text from left to right.
  private struct Reader {
    let bytes: ArraySlice<UInt8>
    var index: Int

    var isAtEnd: Bool { index == bytes.endIndex }

    mutating func skip(_ wanted: Unicode.Scalar, or other: Unicode.Scalar) -> Bool {
      guard index < bytes.endIndex,
        bytes[index] == UInt8(ascii: wanted) || bytes[index] == UInt8(ascii: other)
      else { return false }
      index += 1
      return true
    }

    mutating func skip(_ wanted: Unicode.Scalar) -> Bool { skip(wanted, or: wanted) }

    /// Reads exactly so many digits.
    mutating func number(_ digits: Int, _ allowed: ClosedRange<Int>) -> Int? {
      guard index + digits <= bytes.endIndex else { return nil }
      var value = 0
      for byte in bytes[index..<index + digits] {
        guard byte >= 0x30, byte <= 0x39 else { return nil }
        value = value * 10 + Int(byte - 0x30)
      }
      index += digits
      return allowed.contains(value) ? value : nil
    }

    mutating func date() -> CivilDate? {
      guard let year = number(4, 1...9999), skip("-"), let month = number(2, 1...12), skip("-"),
        let day = number(2, 1...31)
      else { return nil }
      let date = CivilDate(year: year, month: month, day: day)
      return date.isValid ? date : nil
    }

    /// Reads a time of day as seconds since midnight.
    mutating func time() -> Int? {
      guard let hour = number(2, 0...23), skip(":"), let minute = number(2, 0...59), skip(":"),
        let second = number(2, 0...59)
      else { return nil }
      return hour * 3600 + minute * 60 + second
    }

    /// Reads a fraction, if there is one, as nanoseconds.
    mutating func fraction() -> Int? {
      guard skip(".") else { return 0 }
      var value = 0
      var digits = 0
      while let digit = number(1, 0...9) {
        digits += 1
        guard digits <= 9 else { return nil }
        value = value * 10 + digit
      }
      guard digits > 0 else { return nil }
      for _ in digits..<9 { value *= 10 }
      return value
    }

    /// Reads the offset from UTC in seconds, positive in the east.
    mutating func offset() -> Int? {
      if skip("Z", or: "z") { return 0 }
      let isWest = skip("-")
      guard isWest || skip("+"), let hours = number(2, 0...23), skip(":"),
        let minutes = number(2, 0...59)
      else { return nil }
      let offset = hours * 3600 + minutes * 60
      return isWest ? -offset : offset
    }
  }
}
