/// A count as the format writes it: digits without a sign or a leading zero.
package enum DecimalCount {
  /// The largest count that is read, so that adding counts cannot overflow: a million million events are no store's.
  package static let maximum = 999_999_999_999

  /// Reads a count.
  ///
  /// - Parameter digits: The digits; at most the 12 of the maximum.
  /// - Returns: Nil for anything else.
  package static func value(_ digits: some Collection<UInt8>) -> Int? {
    guard let first = digits.first, digits.count <= 12,
      first != UInt8(ascii: "0") || digits.count == 1
    else { return nil }
    var value = 0
    for digit in digits {
      guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(digit) else { return nil }
      value = 10 * value + Int(digit - UInt8(ascii: "0"))
    }
    return value
  }

  /// Reads a count from a text.
  ///
  /// - Parameter text: The digits.
  /// - Returns: Nil for anything else.
  package static func value(_ text: String) -> Int? { value(text.utf8) }
}
