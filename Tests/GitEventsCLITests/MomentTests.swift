import GitEvents
import GitEventsCLI
import Testing

struct MomentTests {
  private let now = Timestamp(microseconds: 1_795_237_200_000_000)

  @Test(arguments: [
    ("7", Moment.version(7)), ("0", .version(0)), ("~3", .beforeHead(3)), ("~", .beforeHead(1)),
    ("{now}", .time(Timestamp(microseconds: 1_795_237_200_000_000))),
  ])
  func momentIsRead(_ text: String, _ expected: Moment) throws {
    #expect(try Moment.parse(text, now: now) == expected)
  }

  @Test(arguments: ["", "x", "-1", "7x", "~x", "home.org", "٣"])
  func whatIsNoMomentIsNone(_ text: String) throws {
    #expect(try Moment.parse(text, now: now) == nil)
  }

  @Test func bracesMustHoldATime() {
    #expect(throws: Failure.self) { try Moment.parse("{soon}", now: now) }
  }

  @Test(arguments: [
    ("3..7", MomentRange(after: .version(3), through: .version(7))),
    ("3..", MomentRange(after: .version(3), through: nil)),
    ("..~1", MomentRange(after: nil, through: .beforeHead(1))),
    ("5", MomentRange(after: nil, through: .version(5))),
    (
      "{now}..",
      MomentRange(after: .time(Timestamp(microseconds: 1_795_237_200_000_000)), through: nil)
    ),
  ])
  func rangeIsRead(_ text: String, _ expected: MomentRange) throws {
    #expect(try MomentRange.parse(text, now: now) == expected)
  }

  @Test(arguments: ["..", "a..b", "1..x", "1...3", "x"])
  func whatIsNoRangeIsNone(_ text: String) throws {
    #expect(try MomentRange.parse(text, now: now) == nil)
  }

  @Test func dotsWithinBracesBelongToTheTime() throws {
    let range = try MomentRange.parse("{2.hours.ago}..{now}", now: now)
    #expect(range?.after == .time(Timestamp(microseconds: now.microseconds - 7_200_000_000)))
  }

  @Test(arguments: [
    ("order-42", "ordr-42", 1), ("order-42", "oredr-42", 1), ("Order-42", "order-42", 0),
    ("log", "lgo", 1), ("abc", "abc", 0),
  ])
  func nearNamesAreNear(_ left: String, _ right: String, _ expected: Int) {
    #expect(NearNames.distance(left, right, limit: 3) == expected)
  }

  @Test func farNamesAreFar() {
    #expect(NearNames.distance("order-42", "payment-9", limit: 3) == nil)
    #expect(NearNames.distance("", "abcd", limit: 3) == nil)
  }
}
