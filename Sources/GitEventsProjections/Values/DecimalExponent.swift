/// An integer of any length, as the exponents of literals may be.
struct DecimalExponent: Equatable {
  private var isNegative = false
  /// The digits' values, least significant first, without zeros at the end; none for 0.
  private var digits: [Int] = []

  /// Creates 0.
  init() {}

  /// Reads the digits behind an `e`, with their sign, and adds a small number.
  ///
  /// - Parameters:
  ///   - text: The digits; none for 0.
  ///   - addend: What to add.
  init(_ text: ArraySlice<UInt8>, plus addend: Int) {
    var digits = text.reversed().compactMap { byte in
      (0x30...0x39).contains(byte) ? Int(byte) - 0x30 : nil
    }
    // The sum is made of signed digits, which then are brought to one sign.
    if text.first == UInt8(ascii: "-") { digits = digits.map { -$0 } }
    var rest = addend
    var index = 0
    while rest != 0 {
      if index == digits.count { digits.append(0) }
      digits[index] += rest % 10
      rest /= 10
      index += 1
    }
    (isNegative, self.digits) = Self.normalised(digits)
  }

  /// Brings signed digits into the one form that a number has.
  private static func normalised(_ signed: [Int]) -> (isNegative: Bool, digits: [Int]) {
    var digits = signed
    var carry = 0
    for index in digits.indices {
      let sum = digits[index] + carry
      carry = sum >= 0 ? sum / 10 : -((9 - sum) / 10)
      digits[index] = sum - 10 * carry
    }
    // Now the digits are 0 to 9, and the carry, which is -1, 0 or 1, stands before them.
    guard carry >= 0 else {
      let (_, magnitude) = normalised(signed.map { -$0 })
      return (true, magnitude)
    }
    if carry > 0 { digits.append(carry) }
    while digits.last == 0 { digits.removeLast() }
    return (false, digits)
  }
}
