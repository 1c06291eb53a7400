/// The encoding of a stream's name as one component of a ref.
///
/// Bytes in `A–Z a–z 0–9 . _ + -` stand for themselves; every other byte, and a `.` that git would refuse (leading,
/// trailing, doubled, in a final `.lock`), is `%XX` with upper-case hexadecimal digits.
package enum StreamComponent {
  /// Encodes a name.
  ///
  /// - Parameter name: The stream's name.
  /// - Returns: The component; the only one that decodes to the name.
  package static func encode(_ name: String) -> String {
    let bytes = Array(name.utf8)
    var encoded: [UInt8] = []
    encoded.reserveCapacity(bytes.count)
    for (index, byte) in bytes.enumerated() {
      if isPlain(byte) && !(byte == dot && isRefusedDot(at: index, in: bytes)) {
        encoded.append(byte)
      } else {
        encoded.append(UInt8(ascii: "%"))
        encoded.append(digits[Int(byte >> 4)])
        encoded.append(digits[Int(byte & 15)])
      }
    }
    return String(decoding: encoded, as: UTF8.self)
  }

  /// Decodes a component.
  ///
  /// - Parameter component: The last part of a ref's name.
  /// - Returns: The stream's name, or nil where `encode` would never have written this.
  package static func decode(_ component: some StringProtocol) -> String? {
    var bytes: [UInt8] = []
    var rest = component.utf8.makeIterator()
    while let byte = rest.next() {
      guard byte == UInt8(ascii: "%") else {
        bytes.append(byte)
        continue
      }
      guard let high = rest.next().flatMap(value(ofDigit:)),
        let low = rest.next().flatMap(value(ofDigit:))
      else {
        return nil
      }
      bytes.append(high << 4 | low)
    }
    guard let name = String(validating: bytes, as: UTF8.self),
      encode(name).utf8.elementsEqual(component.utf8)
    else { return nil }
    return name
  }

  private static let dot = UInt8(ascii: ".")
  private static let digits = Array("0123456789ABCDEF".utf8)
  private static let lockSuffix = Array(".lock".utf8)

  private static func isPlain(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: "_"),
      UInt8(ascii: "+"), UInt8(ascii: "-"):
      true
    default: false
    }
  }

  /// Whether git would refuse a ref for the dot at an index.
  private static func isRefusedDot(at index: Int, in bytes: [UInt8]) -> Bool {
    if index == 0 || index == bytes.count - 1 || bytes[index - 1] == dot { return true }
    return index == bytes.count - lockSuffix.count && bytes[index...].elementsEqual(lockSuffix)
  }

  private static func value(ofDigit digit: UInt8) -> UInt8? {
    digits.firstIndex(of: digit).map(UInt8.init)
  }
}
