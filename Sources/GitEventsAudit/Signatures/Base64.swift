/// Base64 as OpenSSH writes it (RFC 4648, section 4): white space is passed over, padding is complete.
enum Base64 {
  /// Reads a text.
  ///
  /// - Parameter text: The characters.
  /// - Returns: The bytes; nil for what is not Base64.
  static func decode(_ text: some Sequence<UInt8>) -> [UInt8]? {
    var bytes: [UInt8] = []
    var bits: UInt32 = 0
    var count = 0
    var padding = 0
    for character in text {
      switch character {
      case 0x09, 0x0A, 0x0D, 0x20: continue
      case UInt8(ascii: "="):
        padding += 1
        continue
      default: break
      }
      guard padding == 0, let value = value(of: character) else { return nil }
      bits = bits << 6 | UInt32(value)
      count += 1
      if count.isMultiple(of: 4) {
        bytes.append(UInt8(truncatingIfNeeded: bits >> 16))
        bytes.append(UInt8(truncatingIfNeeded: bits >> 8))
        bytes.append(UInt8(truncatingIfNeeded: bits))
        bits = 0
      }
    }
    switch (count % 4, padding) {
    case (0, 0): return bytes
    // What is left of the last character must be nothing, so that one text stands for the bytes.
    case (2, 2) where bits & 0xF == 0:
      return bytes + [UInt8(truncatingIfNeeded: bits >> 4)]
    case (3, 1) where bits & 0x3 == 0:
      return bytes
        + [UInt8(truncatingIfNeeded: bits >> 10), UInt8(truncatingIfNeeded: bits >> 2)]
    default: return nil
    }
  }

  /// Writes bytes.
  ///
  /// - Parameter bytes: The bytes.
  /// - Returns: The text, with its padding.
  static func encode(_ bytes: [UInt8]) -> String {
    encodeWithoutPadding(bytes) + String(repeating: "=", count: (3 - bytes.count % 3) % 3)
  }

  /// Writes bytes, without padding, as OpenSSH shows fingerprints.
  ///
  /// - Parameter bytes: The bytes.
  /// - Returns: The text.
  static func encodeWithoutPadding(_ bytes: some Sequence<UInt8>) -> String {
    var text: [UInt8] = []
    var bits: UInt32 = 0
    var count: UInt32 = 0
    for byte in bytes {
      bits = bits << 8 | UInt32(byte)
      count += 8
      while count >= 6 {
        count -= 6
        text.append(alphabet[Int(bits >> count & 0x3F)])
      }
    }
    if count > 0 { text.append(alphabet[Int(bits << (6 - count) & 0x3F)]) }
    return String(decoding: text, as: UTF8.self)
  }

  private static let alphabet = Array(
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)

  private static func value(of character: UInt8) -> UInt8? {
    switch character {
    case UInt8(ascii: "A")...UInt8(ascii: "Z"): character - UInt8(ascii: "A")
    case UInt8(ascii: "a")...UInt8(ascii: "z"): character - UInt8(ascii: "a") + 26
    case UInt8(ascii: "0")...UInt8(ascii: "9"): character - UInt8(ascii: "0") + 52
    case UInt8(ascii: "+"): 62
    case UInt8(ascii: "/"): 63
    default: nil
    }
  }
}
