/// Walks the header lines of a commit or tag, without copying and without ever leaving its bytes.
struct ObjectText {
  /// What the parsers throw: the reason alone, since the caller knows the object.
  struct Malformation: Error {
    let reason: String
  }

  let bytes: UnsafeBufferPointer<UInt8>
  private(set) var position = 0

  init(_ bytes: UnsafeBufferPointer<UInt8>) {
    self.bytes = bytes
  }

  var isAtEnd: Bool { position >= bytes.count }

  /// Says whether the text goes on with a word.
  func startsWith(_ word: StaticString) -> Bool {
    let count = word.utf8CodeUnitCount
    guard bytes.count - position >= count else { return false }
    for index in 0..<count where bytes[position + index] != word.utf8Start[index] { return false }
    return true
  }

  /// Steps over a word; false where the text goes on differently.
  mutating func skip(_ word: StaticString) -> Bool {
    guard startsWith(word) else { return false }
    position += word.utf8CodeUnitCount
    return true
  }

  /// Takes the rest of the line and steps over its line break.
  mutating func line() throws(Malformation) -> Range<Int> {
    let start = min(position, bytes.count)
    let end = ByteSearch.first(10, in: bytes, start..<bytes.count)
    if ByteSearch.first(0, in: bytes, start..<(end ?? bytes.count)) != nil {
      throw Malformation(reason: "a header holds a NUL")
    }
    guard let end else { throw Malformation(reason: "a header has no end") }
    position = end + 1
    return start..<end
  }

  /// Takes 40 hexadecimal digits and the line break behind them.
  mutating func objectID() throws(Malformation) -> ObjectID {
    guard bytes.count - position > 40, bytes[position + 40] == 10 else {
      throw Malformation(reason: "an object name is not 40 digits on a line")
    }
    let digits = UnsafeBufferPointer(rebasing: bytes[position..<position + 40])
    guard let id = ObjectID(hex: digits) else {
      throw Malformation(reason: "an object name is not hexadecimal")
    }
    position += 41
    return id
  }

  /// Takes the rest of the line as a signature.
  mutating func signature() throws(Malformation) -> Signature {
    let line = try line()
    guard let open = index(of: UInt8(ascii: "<"), in: line),
      let close = index(of: UInt8(ascii: ">"), in: open + 1..<line.upperBound),
      index(of: UInt8(ascii: "<"), in: open + 1..<close) == nil,
      open > line.lowerBound, bytes[open - 1] == UInt8(ascii: " ")
    else { throw Malformation(reason: "a signature has no address in angle brackets") }
    // The space belongs to the bracket; the name before it may be empty.
    let name = line.lowerBound..<open - 1
    if index(of: UInt8(ascii: ">"), in: name) != nil {
      throw Malformation(reason: "a signature's name is not followed by one address")
    }
    let when = close + 1..<line.upperBound
    guard when.count >= 8, bytes[when.lowerBound] == UInt8(ascii: " "),
      bytes[when.upperBound - 6] == UInt8(ascii: " "),
      let zone = zone(at: when.upperBound - 5),
      let seconds = DecimalNumber.parse(
        UnsafeBufferPointer(rebasing: bytes[when.lowerBound + 1..<when.upperBound - 6]))
    else { throw Malformation(reason: "a signature's time is not seconds and a zone") }
    return Signature(
      nameBytes: copy(name), emailBytes: copy(open + 1..<close), seconds: seconds, zone: zone)
  }

  /// Copies a part.
  func copy(_ range: Range<Int>) -> [UInt8] {
    [UInt8](UnsafeBufferPointer(rebasing: bytes[range]))
  }

  /// Copies all that is left.
  func rest() -> [UInt8] { copy(min(position, bytes.count)..<bytes.count) }

  func index(of byte: UInt8, in range: Range<Int>) -> Int? {
    ByteSearch.first(byte, in: bytes, range)
  }

  private func zone(at start: Int) -> Signature.Zone? {
    let sign = bytes[start]
    guard sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-") else { return nil }
    var digits: UInt16 = 0
    for index in start + 1..<start + 5 {
      guard bytes[index] >= UInt8(ascii: "0"), bytes[index] <= UInt8(ascii: "9") else { return nil }
      digits = digits * 10 + UInt16(bytes[index] - UInt8(ascii: "0"))
    }
    return Signature.Zone(isNegative: sign == UInt8(ascii: "-"), digits: digits)
  }
}
