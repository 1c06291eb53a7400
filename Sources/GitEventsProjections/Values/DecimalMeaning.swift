/// What a number's literal means: a sign, digits without zeros at either end, and a power of ten.
///
/// There is one for each number, so equal ones mean equal numbers. Neither digits nor exponents are
/// bounded.
struct DecimalMeaning: Equatable {
  private var isNegative = false
  /// The digits' values, most significant first; none for 0.
  private var digits: [UInt8] = []
  /// The power of ten of the last digit, for 0 without digits.
  private var exponent = DecimalExponent()

  /// Reads a valid literal.
  ///
  /// - Parameter literal: The literal.
  init(_ literal: [UInt8]) {
    var index = 0
    if literal[index] == UInt8(ascii: "-") {
      isNegative = true
      index += 1
    }
    var isFraction = false
    var shift = 0
    while index < literal.count, literal[index] | 0x20 != UInt8(ascii: "e") {
      if literal[index] == UInt8(ascii: ".") {
        isFraction = true
      } else {
        let digit = literal[index] - UInt8(ascii: "0")
        if digit > 0 || !digits.isEmpty { digits.append(digit) }
        if isFraction { shift -= 1 }
      }
      index += 1
    }
    while digits.last == 0 {
      digits.removeLast()
      shift += 1
    }
    if digits.isEmpty {
      isNegative = false
    } else {
      exponent = DecimalExponent(literal[min(index + 1, literal.count)...], plus: shift)
    }
  }
}
