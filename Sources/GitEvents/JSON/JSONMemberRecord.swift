/// Remembers where a member of an object that is being formatted went.
struct JSONMemberRecord {
  /// The first eight bytes of the decoded name, most significant first, filled up with zeros.
  let prefix: UInt64
  /// Where the name is in the output, without its quotation marks.
  let name: Range<Int>
  /// Whether the name has escapes there.
  let isEscaped: Bool
  /// Where the name's quotation mark is in the client's text.
  let offset: Int
  /// Where the member ends in the output.
  var end: Int

  init(name: Range<Int>, isEscaped: Bool, offset: Int, in output: [UInt8]) {
    self.name = name
    self.isEscaped = isEscaped
    self.offset = offset
    end = name.upperBound
    if isEscaped {
      let decoded = JSONEscape.decoded(output[name])
      prefix = Self.prefix(of: decoded, in: decoded.indices)
    } else {
      prefix = Self.prefix(of: output, in: name)
    }
  }

  /// The first eight bytes as a number that sorts as they do, but for zero bytes at the end.
  private static func prefix(of bytes: [UInt8], in range: Range<Int>) -> UInt64 {
    var result: UInt64 = 0
    var shift: UInt64 = 64
    for index in range.lowerBound..<min(range.lowerBound + 8, range.upperBound) {
      shift -= 8
      result |= UInt64(bytes[index]) << shift
    }
    return result
  }

  /// The whole member, from the name's quotation mark on.
  var range: Range<Int> { name.lowerBound - 1..<end }

  /// Compares decoded names byte by byte, which in UTF-8 is by code point.
  ///
  /// - Returns: A negative number if this one comes first, 0 if they are the same name.
  func compared(to other: JSONMemberRecord, in output: [UInt8]) -> Int {
    if prefix != other.prefix { return prefix < other.prefix ? -1 : 1 }
    return JSONNameOrder.compare(
      output[name], isEscaped, output[other.name], other.isEscaped)
  }
}
