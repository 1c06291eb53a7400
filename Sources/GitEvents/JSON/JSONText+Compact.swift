extension JSONText {
  /// Writes the value on one line, without spaces between tokens and without a newline.
  ///
  /// Numbers, strings and the order of members are as they are stored. Takes linear time.
  ///
  /// - Returns: The value as one line of JSON Lines holds it.
  package func compact() -> [UInt8] {
    var line: [UInt8] = []
    line.reserveCapacity(bytes.count)
    var index = 0
    // Canonical text has newlines and indentation before tokens only, and one space, after a
    // member's colon.
    while index < bytes.count {
      while index < bytes.count, bytes[index] <= 0x20 { index += 1 }
      var start = index
      if index < bytes.count, bytes[index] == JSONEscape.quotationMark {
        index = endOfString(at: index)
        if bytes[index] == UInt8(ascii: ":") {
          line.append(contentsOf: bytes[start...index])
          index += 2
          start = index
        }
      }
      while index < bytes.count, bytes[index] != 0x0A { index += 1 }
      line.append(contentsOf: bytes[start..<index])
    }
    return line
  }

  /// Finds the index just past a string's second quotation mark.
  private func endOfString(at start: Int) -> Int {
    var index = start + 1
    while bytes[index] != JSONEscape.quotationMark {
      index += bytes[index] == JSONEscape.backslash ? 2 : 1
    }
    return index + 1
  }
}
