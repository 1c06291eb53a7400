import GitEvents
import Testing

/// When something happened, as the client said.
@Suite struct OccurredTimeTests {
  @Test(
    arguments: [
      ("2026-11-21T00:10:00.50+01:00", "2026-11-20T23:10:00.5Z"),
      ("2026-11-20T23:10:00.000Z", "2026-11-20T23:10:00Z"),
      ("2026-11-20t23:10:00z", "2026-11-20T23:10:00Z"),
      ("2026-11-20T23:10:00.123456789Z", "2026-11-20T23:10:00.123456789Z"),
      ("2026-11-20T23:10:00.000000001Z", "2026-11-20T23:10:00.000000001Z"),
      ("2026-11-20T23:10:00.100000000-00:00", "2026-11-20T23:10:00.1Z"),
      ("1066-10-14T09:00:00Z", "1066-10-14T09:00:00Z"),
      ("1969-12-31T23:59:59.25Z", "1969-12-31T23:59:59.25Z"),
      ("2026-12-31T23:59:59-00:01", "2027-01-01T00:00:59Z"),
      ("2024-03-01T00:00:00+00:01", "2024-02-29T23:59:00Z"),
      ("9999-12-31T23:59:59.999999999Z", "9999-12-31T23:59:59.999999999Z"),
      ("0001-01-01T00:00:00Z", "0001-01-01T00:00:00Z"),
    ])
  func becomesUTCWithNeededDigitsOnly(_ text: String, _ expected: String) throws {
    let time = try #require(OccurredTime(rfc3339: text))
    #expect(time.text == expected)
    #expect("\(time)" == expected)
    #expect(OccurredTime(canonicalText: expected) == time)
    #expect((OccurredTime(canonicalText: text) != nil) == (text == expected))
  }

  @Test func aFractionCountsForwardAlsoBeforeTheEpoch() throws {
    let time = try #require(OccurredTime(rfc3339: "1969-12-31T23:59:59.25Z"))
    #expect(time.seconds == -1)
    #expect(time.nanoseconds == 250_000_000)
  }

  @Test func canBeMadeFromNumbersInRange() {
    #expect(OccurredTime(seconds: 0)?.text == "1970-01-01T00:00:00Z")
    #expect(OccurredTime(seconds: -1, nanoseconds: 5)?.text == "1969-12-31T23:59:59.000000005Z")
    #expect(OccurredTime(seconds: 0, nanoseconds: 1_000_000_000) == nil)
    #expect(OccurredTime(seconds: 0, nanoseconds: -1) == nil)
    #expect(OccurredTime(seconds: 253_402_300_800) == nil)
    #expect(OccurredTime(seconds: -62_135_596_801) == nil)
  }

  @Test func isOrderedByTime() throws {
    let texts = [
      "1969-12-31T23:59:58.9Z", "1969-12-31T23:59:59Z", "1969-12-31T23:59:59.000000001Z",
      "1970-01-01T00:00:00Z", "1970-01-01T00:00:00.1Z",
    ]
    let times = try texts.map { try #require(OccurredTime(rfc3339: $0)) }
    #expect(times.shuffled().sorted() == times)
  }

  @Test func randomTimesSurviveTheirText() throws {
    var random = SeededRandom(seed: 4)
    for _ in 0..<2000 {
      let time = try #require(
        OccurredTime(
          seconds: .random(in: -62_135_596_800...253_402_300_799, using: &random),
          nanoseconds: .random(in: 0..<1_000_000_000, using: &random)))
      #expect(OccurredTime(canonicalText: time.text) == time)
    }
  }
}
