extension JSONScanner {
  /// Steps over a string and appends its contents, canonically escaped and without quotation marks.
  ///
  /// - Parameter output: Where the contents go.
  /// - Returns: Whether what was appended has escapes.
  /// - Throws: A ``JSONError`` if it is malformed.
  mutating func string(into output: inout [UInt8]) throws(JSONError) -> Bool {
    try expect(JSONEscape.quotationMark)
    var escaped = false
    while true {
      let start = position
      try skipPlain()
      if position > start { output.append(contentsOf: input[start..<position]) }
      guard position < input.count else { throw unexpected() }
      if input[position] == JSONEscape.quotationMark {
        position += 1
        return escaped
      }
      let scalar = try escape()
      escaped = JSONEscape.append(scalar, to: &output) || escaped
    }
  }

  /// Steps over a string.
  ///
  /// - Returns: Whether it has escapes.
  /// - Throws: A ``JSONError`` if it is malformed.
  mutating func string() throws(JSONError) -> Bool {
    try expect(JSONEscape.quotationMark)
    var escaped = false
    while true {
      try skipPlain()
      guard let byte = current else { throw unexpected() }
      if byte == JSONEscape.quotationMark {
        position += 1
        return escaped
      }
      _ = try escape()
      escaped = true
    }
  }

  /// Steps over what a string may hold unescaped, to a quotation mark, a backslash or the end.
  mutating func skipPlain() throws(JSONError) {
    var index = position
    while index < input.count {
      let byte = input[index]
      if byte < 0x80 {
        if byte == JSONEscape.quotationMark || byte == JSONEscape.backslash { break }
        if byte < 0x20 { throw JSONError(offset: index, reason: .controlCharacter) }
        index += 1
      } else {
        let length = sequenceLength(at: index)
        if length == 0 { throw JSONError(offset: index, reason: .invalidUTF8) }
        index += length
      }
    }
    position = index
  }

  /// Steps over an escape, or two that make up a surrogate pair.
  ///
  /// - Returns: The scalar that it stands for.
  mutating func escape() throws(JSONError) -> UInt32 {
    let start = position
    let first = try codeUnit()
    guard first & 0xF800 == 0xD800 else { return first }
    guard first < 0xDC00, current == JSONEscape.backslash, position + 1 < input.count,
      input[position + 1] == UInt8(ascii: "u")
    else { throw JSONError(offset: start, reason: .loneSurrogate) }
    let second = try codeUnit()
    guard second & 0xFC00 == 0xDC00 else { throw JSONError(offset: start, reason: .loneSurrogate) }
    return 0x10000 + (first & 0x3FF) << 10 + second & 0x3FF
  }

  /// Steps over one escape; the position is at its backslash.
  private mutating func codeUnit() throws(JSONError) -> UInt32 {
    let start = position
    position += 1
    guard let letter = current else { throw unexpected() }
    position += 1
    guard letter == UInt8(ascii: "u") else {
      guard let scalar = JSONEscape.scalar(short: letter) else {
        throw JSONError(offset: start, reason: .invalidEscape)
      }
      return UInt32(scalar)
    }
    var unit: UInt32 = 0
    for _ in 0..<4 {
      guard let digit = current else { throw unexpected() }
      guard let value = JSONEscape.hexValue(digit) else {
        throw JSONError(offset: start, reason: .invalidEscape)
      }
      unit = unit << 4 | value
      position += 1
    }
    return unit
  }

  /// The length of the well-formed UTF-8 sequence of two bytes or more at an index, or 0.
  ///
  /// After table 3-7 of the Unicode Standard: no overlong forms, no surrogates, nothing past U+10FFFF.
  func sequenceLength(at index: Int) -> Int {
    let lead = input[index]
    var lowest: UInt8 = 0x80
    var highest: UInt8 = 0xBF
    let length: Int
    switch lead {
    case 0xC2...0xDF:
      length = 2
    case 0xE0...0xEF:
      length = 3
      if lead == 0xE0 { lowest = 0xA0 }
      if lead == 0xED { highest = 0x9F }
    case 0xF0...0xF4:
      length = 4
      if lead == 0xF0 { lowest = 0x90 }
      if lead == 0xF4 { highest = 0x8F }
    default:
      return 0
    }
    guard index + length <= input.count else { return 0 }
    let second = input[index + 1]
    guard second >= lowest, second <= highest else { return 0 }
    for offset in 2..<max(length, 2) where input[index + offset] & 0xC0 != 0x80 { return 0 }
    return length
  }
}
