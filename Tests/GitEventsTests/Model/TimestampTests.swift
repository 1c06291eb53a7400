import GitEvents
import Testing

/// When the store recorded something.
@Suite struct TimestampTests {
  @Test(
    arguments: [
      ("1970-01-01T00:00:00Z", 0), ("1970-01-01T00:00:00.000001Z", 1),
      ("1969-12-31T23:59:59.999999Z", -1), ("2026-11-21T05:00:00.123456Z", 1_795_237_200_123_456),
      ("2026-11-21t05:00:00.123456z", 1_795_237_200_123_456),
      ("2026-11-21T06:30:00.123456+01:30", 1_795_237_200_123_456),
      ("2026-11-20T05:01:00.123456-23:59", 1_795_237_200_123_456),
      ("1970-01-01T00:00:00-00:00", 0), ("1970-01-01T23:59:00+23:59", 0),
      ("2000-02-29T00:00:00Z", 951_782_400_000_000),
      ("2024-02-29T12:00:00Z", 1_709_208_000_000_000),
      ("0001-01-01T00:00:00Z", -62_135_596_800_000_000),
      ("9999-12-31T23:59:59.999999Z", 253_402_300_799_999_999),
      ("1582-10-10T00:00:00Z", -12_219_724_800_000_000), ("1970-01-01T00:00:00.5Z", 500_000),
    ] as [(String, Int64)])
  func readsRFC3339(_ text: String, _ microseconds: Int64) {
    #expect(Timestamp(rfc3339: text)?.microseconds == microseconds)
  }

  @Test(
    arguments: [
      ("1970-01-01T00:00:00.1234567Z", 123_456), ("1970-01-01T00:00:00.123456999Z", 123_456),
      ("1969-12-31T23:59:59.9999999Z", -1), ("1969-12-31T23:59:59.0000009Z", -1_000_000),
    ] as [(String, Int64)])
  func dropsDigitsPastMicrosecondsTowardThePast(_ text: String, _ microseconds: Int64) {
    #expect(Timestamp(rfc3339: text)?.microseconds == microseconds)
  }

  @Test(
    arguments: [
      "", "2026-11-21", "2026-11-21T05:00:00", "2026-11-21T05:00Z", "2026-11-21 05:00:00Z",
      "2026-11-21T05:00:00.Z", "2026-11-21T05:00:00.1234567890Z", "2026-11-21T05:00:00,5Z",
      "2026-11-21T05:00:60Z", "2016-12-31T23:59:60Z", "2026-11-21T24:00:00Z",
      "2026-11-21T05:60:00Z",
      "2026-13-01T00:00:00Z", "2026-00-01T00:00:00Z", "2026-01-00T00:00:00Z",
      "2026-01-32T00:00:00Z",
      "2026-02-29T00:00:00Z", "1900-02-29T00:00:00Z", "2026-04-31T00:00:00Z",
      "2026-06-31T00:00:00Z",
      "2026-09-31T00:00:00Z", "2026-11-31T00:00:00Z", "2024-02-30T00:00:00Z",
      "0000-01-01T00:00:00Z", "10000-01-01T00:00:00Z", "26-11-21T05:00:00Z",
      "-2026-11-21T05:00:00Z",
      "2026-11-21T05:00:00+0100", "2026-11-21T05:00:00+01", "2026-11-21T05:00:00+24:00",
      "2026-11-21T05:00:00+01:60", "2026-11-21T05:00:00 Z", " 2026-11-21T05:00:00Z",
      "2026-11-21T05:00:00Z ", "2026-11-21T05:00:00ZZ", "2026-11-21T05:00:00Z\0",
      "20261121T050000Z",
      "2026-W47-6T05:00:00Z", "2026-1-21T05:00:00Z", "２026-11-21T05:00:00Z", "2026-11-21T5:00:00Z",
      "+026-11-21T05:00:00Z", "2026-11-21T05:00:00\u{2212}01:00", "yesterday",
      "0001-01-01T00:00:00+00:01", "9999-12-31T23:59:59-00:01",
    ])
  func refusesEverythingElse(_ text: String) {
    #expect(Timestamp(rfc3339: text) == nil)
    #expect(OccurredTime(rfc3339: text) == nil)
  }

  @Test func alwaysWritesSixDigits() {
    #expect(Timestamp(microseconds: 0).canonicalText == "1970-01-01T00:00:00.000000Z")
    #expect(Timestamp(microseconds: -1).canonicalText == "1969-12-31T23:59:59.999999Z")
    #expect("\(Timestamp(microseconds: 1_795_237_200_123_456))" == "2026-11-21T05:00:00.123456Z")
  }

  @Test(
    arguments: [
      "2026-11-21T05:00:00Z", "2026-11-21T05:00:00.12345Z", "2026-11-21T05:00:00.1234567Z",
      "2026-11-21t05:00:00.123456Z", "2026-11-21T05:00:00.123456z",
      "2026-11-21T05:00:00.123456+00:00",
      "2026-11-21T05:00:00+00:00ZZ", "2026-02-29T05:00:00.123456Z", "2026-11-21T05:00:00.1+00:00",
    ])
  func acceptsOnlyTheCanonicalText(_ text: String) {
    #expect(Timestamp(canonicalText: text) == nil)
  }

  @Test func secondsAreRoundedDown() {
    #expect(Timestamp(microseconds: 1_999_999).seconds == 1)
    #expect(Timestamp(microseconds: -1).seconds == -1)
    #expect(Timestamp(microseconds: -1_000_000).seconds == -1)
    #expect(Timestamp(microseconds: .min).seconds == -9_223_372_036_855)
  }

  @Test func isOrderedByTime() {
    #expect(Timestamp(microseconds: -1) < Timestamp(microseconds: 0))
    #expect(!(Timestamp(microseconds: 0) < Timestamp(microseconds: 0)))
  }

  @Test func theFarthestTimesCanBeWritten() {
    #expect(Timestamp(microseconds: .max).canonicalText == "294247-01-10T04:00:54.775807Z")
    #expect(Timestamp(microseconds: .min).canonicalText == "-290308-12-21T19:59:05.224192Z")
  }

  /// Goes through every day of ten thousand years, counting days the plain way.
  @Test func agreesWithTheCalendarOnEveryDay() {
    var microseconds: Int64 = -62_135_596_800_000_000
    for year in 1...9999 {
      let isLeap = year.isMultiple(of: 4) && !year.isMultiple(of: 100) || year.isMultiple(of: 400)
      for (index, length) in [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
        .enumerated()
      {
        for day in stride(from: 1, through: length, by: year.isMultiple(of: 100) ? 1 : length - 1) {
          let text = "\(padded(year, 4))-\(padded(index + 1, 2))-\(padded(day, 2))T00:00:00.000000Z"
          let expected = microseconds + Int64(day - 1) * 86_400_000_000
          if Timestamp(canonicalText: text)?.microseconds != expected
            || Timestamp(microseconds: expected).canonicalText != text
          {
            Issue.record("\(text)")
          }
        }
        microseconds += Int64(length) * 86_400_000_000
      }
    }
    #expect(microseconds == 253_402_300_800_000_000)
  }

  private func padded(_ number: Int, _ width: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: width - digits.count) + digits
  }

  @Test func randomTimesSurviveTheirText() {
    var random = SeededRandom(seed: 3)
    for _ in 0..<2000 {
      let range: ClosedRange<Int64> = -62_135_596_800_000_000...253_402_300_799_999_999
      let time = Timestamp(microseconds: .random(in: range, using: &random))
      #expect(Timestamp(canonicalText: time.canonicalText) == time)
      #expect(Timestamp(rfc3339: time.canonicalText) == time)
    }
  }
}
