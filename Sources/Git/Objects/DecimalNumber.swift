/// Reads the plain decimal numbers of object headers and dates.
enum DecimalNumber {
  /// Parses a number that is written as git writes it: digits, no sign, no leading zero.
  ///
  /// - Parameter digits: All of it.
  /// - Returns: Nil for anything else, and for what exceeds an `Int`.
  static func parse(_ digits: some Collection<UInt8>) -> Int? {
    guard let first = digits.first else { return nil }
    if first == UInt8(ascii: "0") { return digits.count == 1 ? 0 : nil }
    var value = 0
    for digit in digits {
      guard digit >= UInt8(ascii: "0"), digit <= UInt8(ascii: "9") else { return nil }
      let (tenfold, overflow) = value.multipliedReportingOverflow(by: 10)
      let (sum, carry) = tenfold.addingReportingOverflow(Int(digit - UInt8(ascii: "0")))
      if overflow || carry { return nil }
      value = sum
    }
    return value
  }
}
