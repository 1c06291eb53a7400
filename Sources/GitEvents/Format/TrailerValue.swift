/// The rule for what stands behind a trailer's key: one line, at most 256 bytes, no control characters.
package enum TrailerValue {
  /// The longest value, in bytes.
  package static let maximumBytes = 256

  /// Checks a value.
  ///
  /// - Parameter text: The value.
  /// - Returns: What is wrong with it, as a clause; nil where nothing is.
  package static func problem(with text: String) -> String? {
    if text.isEmpty { return "it is empty" }
    if text.utf8.count > maximumBytes { return "it is longer than \(maximumBytes) bytes" }
    if text.utf8.first == UInt8(ascii: " ") || text.utf8.last == UInt8(ascii: " ") {
      return "it begins or ends with a space"
    }
    if text.utf8.allSatisfy({ (0x20..<0x7F).contains($0) }) { return nil }
    // Above ASCII only U+0080 to U+009F are controls, and U+2028 and U+2029 break lines.
    let isClean = text.unicodeScalars.allSatisfy { scalar in
      (scalar.value >= 0x20 && scalar.value < 0x7F)
        || (scalar.value >= 0xA0 && scalar.value != 0x2028 && scalar.value != 0x2029)
    }
    return isClean ? nil : "it holds a control character or a line break"
  }
}
