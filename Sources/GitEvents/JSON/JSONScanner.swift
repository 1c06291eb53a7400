/// Walks through the bytes of a JSON text, token by token.
///
/// It knows RFC 8259's tokens and nothing of their nesting.
struct JSONScanner {
  let input: [UInt8]
  var position: Int

  init(_ input: [UInt8], position: Int = 0) {
    self.input = input
    self.position = position
  }

  /// The byte at the position, or nothing at the end.
  @inline(__always)
  var current: UInt8? { position < input.count ? input[position] : nil }

  /// Refuses a byte order mark at the beginning of the text.
  func refuseByteOrderMark() throws(JSONError) {
    if input.count >= 3, input[0] == 0xEF, input[1] == 0xBB, input[2] == 0xBF {
      throw JSONError(offset: 0, reason: .byteOrderMark)
    }
  }

  /// Steps over white space.
  @inline(__always)
  mutating func skipWhitespace() {
    while position < input.count {
      let byte = input[position]
      guard byte <= 0x20, byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 else {
        return
      }
      position += 1
    }
  }

  /// Steps over white space and refuses anything after it.
  mutating func expectEnd() throws(JSONError) {
    skipWhitespace()
    if position < input.count {
      throw JSONError(offset: position, reason: .trailingContent)
    }
  }

  /// Steps over one byte, which must be the given one.
  @inline(__always)
  mutating func expect(_ byte: UInt8) throws(JSONError) {
    guard current == byte else { throw unexpected() }
    position += 1
  }

  /// The error for whatever is at the position.
  func unexpected() -> JSONError {
    JSONError(
      offset: position, reason: position < input.count ? .unexpectedByte : .unexpectedEnd)
  }

  /// Steps over a number or a word, the only values without quotation marks or brackets.
  ///
  /// - Parameter first: The byte at the position.
  /// - Throws: A ``JSONError`` if it is malformed or something else.
  mutating func scalar(_ first: UInt8) throws(JSONError) {
    switch first {
    case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): try number()
    case UInt8(ascii: "t"): try literal("true")
    case UInt8(ascii: "f"): try literal("false")
    case UInt8(ascii: "n"): try literal("null")
    default: throw unexpected()
    }
  }

  /// Steps over a word: `true`, `false` or `null`.
  mutating func literal(_ word: String) throws(JSONError) {
    for byte in word.utf8 { try expect(byte) }
  }

  /// Steps over a number; the position is at its first byte.
  mutating func number() throws(JSONError) {
    let end = input.count
    var index = position
    if input[index] == UInt8(ascii: "-") { index += 1 }
    guard index < end else { throw JSONError(offset: index, reason: .invalidNumber) }
    if input[index] == UInt8(ascii: "0") {
      index += 1
      if index < end, Self.isDigit(input[index]) {
        throw JSONError(offset: index, reason: .invalidNumber)
      }
    } else {
      try digits(&index)
    }
    if index < end, input[index] == UInt8(ascii: ".") {
      index += 1
      try digits(&index)
    }
    if index < end, input[index] | 0x20 == UInt8(ascii: "e") {
      index += 1
      if index < end, input[index] == UInt8(ascii: "+") || input[index] == UInt8(ascii: "-") {
        index += 1
      }
      try digits(&index)
    }
    position = index
  }

  /// Steps over one digit or more.
  @inline(__always)
  private func digits(_ index: inout Int) throws(JSONError) {
    let start = index
    while index < input.count, Self.isDigit(input[index]) { index += 1 }
    if index == start { throw JSONError(offset: index, reason: .invalidNumber) }
  }

  @inline(__always)
  private static func isDigit(_ byte: UInt8) -> Bool { byte >= 0x30 && byte <= 0x39 }
}
