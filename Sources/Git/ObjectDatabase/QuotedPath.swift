/// Reads the C-style quotes that git puts around unusual paths.
enum QuotedPath {
  /// Takes the quotes off.
  ///
  /// - Parameter text: A path in double quotes.
  /// - Returns: The path, or nil where the quotes or an escape are wrong.
  static func unquote(_ text: some Collection<UInt8>) -> String? {
    let quote = UInt8(ascii: "\"")
    guard text.count >= 2, text.first == quote else { return nil }
    var bytes: [UInt8] = []
    var rest = text.dropFirst()[...]
    while let byte = rest.popFirst() {
      if byte == quote { return rest.isEmpty ? String(validating: bytes, as: UTF8.self) : nil }
      if byte != UInt8(ascii: "\\") {
        bytes.append(byte)
        continue
      }
      guard let escape = rest.popFirst() else { return nil }
      switch escape {
      case UInt8(ascii: "a"): bytes.append(7)
      case UInt8(ascii: "b"): bytes.append(8)
      case UInt8(ascii: "t"): bytes.append(9)
      case UInt8(ascii: "n"): bytes.append(10)
      case UInt8(ascii: "v"): bytes.append(11)
      case UInt8(ascii: "f"): bytes.append(12)
      case UInt8(ascii: "r"): bytes.append(13)
      case quote, UInt8(ascii: "\\"): bytes.append(escape)
      case UInt8(ascii: "0")...UInt8(ascii: "3"):
        let digits = [escape] + rest.prefix(2)
        rest = rest.dropFirst(2)
        guard digits.count == 3,
          let byte = UInt8(String(decoding: digits, as: UTF8.self), radix: 8)
        else { return nil }
        bytes.append(byte)
      default: return nil
      }
    }
    return nil
  }
}
