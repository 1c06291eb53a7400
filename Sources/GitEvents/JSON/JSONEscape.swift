/// Knows which characters a JSON string must escape, and how the store writes them.
package enum JSONEscape {
  /// What begins and ends a string.
  package static let quotationMark = UInt8(ascii: "\"")
  /// What begins an escape.
  package static let backslash = UInt8(ascii: "\\")

  /// Whether a byte cannot stand for itself in a string.
  @inline(__always)
  package static func isMandatory(_ byte: UInt8) -> Bool {
    byte < 0x20 || byte == quotationMark || byte == backslash
  }

  /// Appends a scalar: as an escape where one is mandatory, in UTF-8 otherwise.
  ///
  /// - Returns: Whether an escape was appended.
  package static func append(_ scalar: UInt32, to output: inout [UInt8]) -> Bool {
    switch scalar {
    case 0..<0x80:
      let byte = UInt8(scalar)
      guard isMandatory(byte) else {
        output.append(byte)
        return false
      }
      appendEscape(of: byte, to: &output)
      return true
    case 0x80..<0x800:
      output.append(UInt8(0xC0 | scalar >> 6))
    case 0x800..<0x10000:
      output.append(UInt8(0xE0 | scalar >> 12))
      output.append(UInt8(0x80 | scalar >> 6 & 0x3F))
    default:
      output.append(UInt8(0xF0 | scalar >> 18))
      output.append(UInt8(0x80 | scalar >> 12 & 0x3F))
      output.append(UInt8(0x80 | scalar >> 6 & 0x3F))
    }
    output.append(UInt8(0x80 | scalar & 0x3F))
    return false
  }

  /// Appends the canonical escape of a byte that must be escaped.
  package static func appendEscape(of byte: UInt8, to output: inout [UInt8]) {
    output.append(backslash)
    if let letter = shortLetter(of: byte) {
      output.append(letter)
    } else {
      output.append(contentsOf: [UInt8(ascii: "u"), 0x30, 0x30, 0x30 + byte >> 4])
      let low = byte & 0xF
      output.append(low < 10 ? 0x30 + low : UInt8(ascii: "a") - 10 + low)
    }
  }

  /// The letter of the short escape that the store writes for a byte.
  package static func shortLetter(of byte: UInt8) -> UInt8? {
    switch byte {
    case 0x08: UInt8(ascii: "b")
    case 0x09: UInt8(ascii: "t")
    case 0x0A: UInt8(ascii: "n")
    case 0x0C: UInt8(ascii: "f")
    case 0x0D: UInt8(ascii: "r")
    case quotationMark, backslash: byte
    default: nil
    }
  }

  /// The byte that a short escape stands for; `\/` is read, though never written.
  package static func scalar(short letter: UInt8) -> UInt8? {
    switch letter {
    case UInt8(ascii: "b"): 0x08
    case UInt8(ascii: "t"): 0x09
    case UInt8(ascii: "n"): 0x0A
    case UInt8(ascii: "f"): 0x0C
    case UInt8(ascii: "r"): 0x0D
    case quotationMark, backslash, UInt8(ascii: "/"): letter
    default: nil
    }
  }

  /// The value of a hexadecimal digit of either case.
  package static func hexValue(_ digit: UInt8) -> UInt32? {
    switch digit {
    case 0x30...0x39: UInt32(digit - 0x30)
    case UInt8(ascii: "a")...UInt8(ascii: "f"): UInt32(digit - UInt8(ascii: "a") + 10)
    case UInt8(ascii: "A")...UInt8(ascii: "F"): UInt32(digit - UInt8(ascii: "A") + 10)
    default: nil
    }
  }

  /// Undoes canonical escapes, without checking them.
  package static func decoded(_ contents: ArraySlice<UInt8>) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(contents.count)
    var index = contents.startIndex
    while index < contents.endIndex {
      let byte = contents[index]
      index += 1
      guard byte == backslash else {
        result.append(byte)
        continue
      }
      let letter = contents[index]
      index += 1
      if let scalar = scalar(short: letter) {
        result.append(scalar)
      } else {
        let high = hexValue(contents[index + 2]) ?? 0
        let low = hexValue(contents[index + 3]) ?? 0
        result.append(UInt8(high << 4 | low))
        index += 4
      }
    }
    return result
  }
}
