/// Writes numbers for people and for programs.
enum Decimals {
  /// Writes a number with so many digits behind the point.
  ///
  /// - Parameters:
  ///   - value: The number.
  ///   - places: How many digits.
  /// - Returns: The text.
  static func text(_ value: Double, places: Int) -> String {
    let factor = (0..<places).reduce(1.0) { (product, _) in product * 10 }
    let scaled = Int((value.magnitude * factor).rounded())
    let digits = String(scaled)
    let padded = String(repeating: "0", count: max(0, places + 1 - digits.utf8.count)) + digits
    let sign = value < 0 && scaled != 0 ? "-" : ""
    if places == 0 { return sign + padded }
    return "\(sign)\(padded.dropLast(places)).\(padded.suffix(places))"
  }

  /// Writes a whole number with commas between thousands.
  ///
  /// - Parameter value: The number; what is behind the point is rounded.
  /// - Returns: The text.
  static func grouped(_ value: Double) -> String {
    var rest = text(value.magnitude, places: 0)
    var text = ""
    while rest.utf8.count > 3 {
      text = ",\(rest.suffix(3))\(text)"
      rest.removeLast(3)
    }
    return (value <= -0.5 ? "-" : "") + rest + text
  }
}
