import JQ
import Testing

@Suite struct JQNumbersTests {
  @Test(arguments: [
    ("9007199254740993", true), ("9007199254740992", false), ("0.1", false), ("12.50", false),
    ("1e400", true), ("-1e400", true), ("1e-400", true), ("123456789012345678", true),
    ("100000000000000000000", false), ("3.14159265358979323846", true), ("-0", false),
    ("-0.0", false), ("0.000000000000000000", false), ("0e999999999999", false),
    ("0.30000000000000004", false), ("5e-324", false), ("4.9e-324", true),
    ("1.7976931348623157e308", false), ("1.00000000000000000000000000000", false),
    (#"{"a":"9007199254740993"}"#, false), (#"{"9007199254740993":1}"#, false),
    (#"["\\",9007199254740993]"#, true), (#"["\"9007199254740993",1]"#, false),
    ("[1,2,{\"a\":[9007199254740993]}]", true), ("null", false), ("", false),
    ("1e99999999999999999999999", true), ("123456789.123456789", true), ("1234567.1234567", false),
  ])
  func tellsWhatLosesDigits(_ json: String, _ loses: Bool) {
    #expect(JQNumbers.losesDigits(in: Array(json.utf8)) == loses, "\(json)")
  }

  /// What libjq itself makes of random numbers, compared as exact decimals.
  @Test func agreesWithLibjq() throws {
    var random = SystemRandomNumberGenerator()
    let program = try JQProgram(".", profile: .filter)
    for _ in 0..<5_000 {
      let number = Self.number(&random)
      let read = try #require(try program.values(of: Array(number.utf8)).first)
      let isSame = Self.decimal(number) == Self.decimal(String(decoding: read, as: UTF8.self))
      #expect(
        JQNumbers.losesDigits(in: Array(number.utf8)) == !isSame,
        "\(number) is read as \(String(decoding: read, as: UTF8.self))")
    }
  }

  private static func number(_ random: inout SystemRandomNumberGenerator) -> String {
    func digits(_ count: Int) -> String {
      String((0..<count).map { _ in Character("\(Int.random(in: 0...9, using: &random))") })
    }
    switch Int.random(in: 0...4, using: &random) {
    case 0: return Double(bitPattern: .random(in: 0..<(0x7FF << 52), using: &random)).description
    case 1: return "-" + String(Int64.random(in: 1...Int64.max, using: &random))
    case 2: return "0." + digits(.random(in: 1...25, using: &random))
    case 3: return "1" + digits(.random(in: 0...30, using: &random))
    default:
      return "7" + "." + digits(.random(in: 1...20, using: &random)) + "e"
        + String(Int.random(in: -330...320, using: &random))
    }
  }

  /// A decimal as its digits and the power of ten of the last one; another way than the one that is tested.
  private static func decimal(_ text: String) -> [String] {
    let parts = text.lowercased().split(separator: "e")
    let sides = parts[0].split(separator: ".", omittingEmptySubsequences: false)
    var power = parts.count > 1 ? Int(parts[1])! : 0
    var digits = String(sides[0]).filter { $0 != "-" }
    if sides.count > 1 {
      digits += sides[1]
      power -= sides[1].count
    }
    while digits.last == "0" {
      digits.removeLast()
      power += 1
    }
    digits = String(digits.drop { $0 == "0" })
    return digits.isEmpty ? [] : [text.hasPrefix("-") ? "-" : "+", digits, String(power)]
  }
}
