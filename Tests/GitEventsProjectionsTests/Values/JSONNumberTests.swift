import GitEventsProjections
import Testing

/// What the literals of numbers mean.
@Suite struct JSONNumberTests {
  private static let large = String(repeating: "9", count: 40)

  @Test(arguments: [
    ["0", "-0", "0.0", "-0.00e10", "0e99999999999999999999"],
    [
      "1", "1.0", "1e0", "10e-1", "0.1e1", "0.1E+1", "1000000e-6", "1e-0",
      "1e+00000000000000000000000",
    ],
    ["-12.5", "-125e-1", "-1.25e1", "-0.0125e3"],
    ["100", "1e2", "1.00e2", "0.001e5"],
    ["9007199254740993", "9007199254740993.0", "9.007199254740993e15"],
    ["1e-7", "0.0000001"],
    ["1e\(large)", "10e\(String(large.dropLast()))8", "0.1e1\(String(repeating: "0", count: 40))"],
    [
      "1e-1\(String(repeating: "0", count: 40))", "10e-1\(String(repeating: "0", count: 39))1",
      "0.1e-\(large)",
    ],
    ["10e-1", "1"], ["1e9", "1000000000"], ["0.1e-9", "1e-10"], ["100e-101", "1e-99"],
  ])
  func theSameNumberHasManySpellings(_ spellings: [String]) throws {
    for left in spellings {
      for right in spellings {
        #expect(try number(left).isNumericallyEqual(to: number(right)), "\(left) \(right)")
      }
    }
  }

  @Test(arguments: [
    ("1", "-1"), ("1", "10"), ("1", "0"), ("1e1", "1e-1"), ("9007199254740993", "9007199254740992"),
    ("1e400", "1e401"), ("1e-400", "0"), ("0.1", "0.10000000000000000000001"),
    ("1e18446744073709551616", "1"), ("1e99999999999999999999", "1e99999999999999999998"),
  ])
  func differentNumbersDiffer(_ left: String, _ right: String) throws {
    #expect(try !number(left).isNumericallyEqual(to: number(right)))
    #expect(try !number(right).isNumericallyEqual(to: number(left)))
  }

  @Test func wholeNumbersAreWrittenPlainly() throws {
    #expect(JSONNumber(-42).text == "-42")
    #expect(try JSONNumber(0) == number("0"))
  }

  private func number(_ text: String) throws -> JSONNumber {
    let value = try JSONValue(parsing: text)
    guard case .number(let number) = value else { preconditionFailure("not a number: \(text)") }
    return number
  }
}
