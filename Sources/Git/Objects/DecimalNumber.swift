/// Reads and writes the plain decimal numbers of object headers and dates.
package enum DecimalNumber {
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

  /// Appends a number as git writes it.
  ///
  /// - Parameters:
  ///   - number: The number.
  ///   - bytes: What it is appended to.
  package static func append(_ number: Int, to bytes: inout [UInt8]) {
    if number < 0 { bytes.append(UInt8(ascii: "-")) }
    var rest = number.magnitude
    let start = bytes.count
    repeat {
      bytes.append(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest % 10))
      rest /= 10
    } while rest > 0
    bytes[start...].reverse()
  }
}
