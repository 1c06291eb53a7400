/// A decimal number's exact value: digits without zeros at either end, and where the point stands.
struct JQDecimal: Equatable {
  private var isNegative = false
  /// The digits' values; none for zero.
  private var digits: [UInt8] = []
  /// The value is 0.DIGITS times ten to this power; 0 for zero.
  private var exponent = 0

  /// Reads a JSON number.
  ///
  /// - Parameter text: The number's characters.
  init(_ text: some Sequence<UInt8>) {
    var power = 0
    var isPowerNegative = false
    var isPower = false
    var isFraction = false
    for byte in text {
      switch byte {
      case UInt8(ascii: "."): isFraction = true
      case UInt8(ascii: "e"), UInt8(ascii: "E"): isPower = true
      case UInt8(ascii: "-"):
        if isPower { isPowerNegative = true } else { isNegative = true }
      case UInt8(ascii: "0")...UInt8(ascii: "9"):
        let digit = byte - UInt8(ascii: "0")
        if isPower {
          // Far beyond any double; more would overflow.
          power = min(power * 10 + Int(digit), 1_000_000)
        } else {
          if !isFraction, digit > 0 || !digits.isEmpty { exponent += 1 }
          if isFraction, digit == 0, digits.isEmpty { exponent -= 1 }
          if digit > 0 || !digits.isEmpty { digits.append(digit) }
        }
      default: break
      }
    }
    exponent += isPowerNegative ? -power : power
    while digits.last == 0 { digits.removeLast() }
    if digits.isEmpty {
      exponent = 0
      isNegative = false
    }
  }

  /// Whether the nearest double's shortest decimal is another number.
  var isChanged: Bool {
    if digits.count <= 15, exponent.magnitude <= 290 { return false }
    // No double comes near; reading the number would mean the text again.
    guard exponent.magnitude <= 400 else { return true }
    var text = isNegative ? "-0." : "0."
    text += String(decoding: digits.map { $0 + UInt8(ascii: "0") }, as: UTF8.self)
    text += "e\(exponent)"
    guard let nearest = Double(text), nearest.isFinite else { return true }
    return JQDecimal(nearest.description.utf8) != self
  }
}
