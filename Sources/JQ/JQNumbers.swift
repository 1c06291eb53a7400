/// Tells which numbers jq cannot hold.
///
/// jq reads a number into an IEEE 754 double and writes the shortest decimal that reads back as the same double.
package enum JQNumbers {
  /// Tells whether a number in a JSON text changes its value when jq reads and writes it.
  ///
  /// How a number is written may change without that: 12.50 becomes 12.5, and -0.0 becomes -0. It costs about a
  /// nanosecond a byte where no number is longer than 15 characters.
  ///
  /// - Parameter json: A JSON text in UTF-8.
  /// - Returns: Whether at least one number changes its value.
  package static func losesDigits(in json: [UInt8]) -> Bool {
    json.withUnsafeBufferPointer { bytes in
      var index = 0
      while index < bytes.count {
        switch bytes[index] {
        case UInt8(ascii: "\""):
          index = endOfString(bytes, index)
        case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"):
          let start = index
          var isShort = true
          while index < bytes.count, isNumber(bytes[index]) {
            if bytes[index] | 0x20 == UInt8(ascii: "e") { isShort = false }
            index += 1
          }
          // 15 digits fit into every double of this size.
          if isShort, index - start <= 15 { continue }
          if JQDecimal(bytes[start..<index]).isChanged { return true }
        default:
          index += 1
        }
      }
      return false
    }
  }

  private static func isNumber(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: "-"),
      UInt8(ascii: "+"), UInt8(ascii: "e"), UInt8(ascii: "E"):
      true
    default: false
    }
  }

  // The place after a string that begins at an index.
  private static func endOfString(_ bytes: UnsafeBufferPointer<UInt8>, _ start: Int) -> Int {
    var index = start + 1
    while index < bytes.count {
      if bytes[index] == UInt8(ascii: "\"") { return index + 1 }
      index += bytes[index] == UInt8(ascii: "\\") ? 2 : 1
    }
    return bytes.count
  }
}
