/// Reads the text of a configuration file, variable by variable, as `git-config` describes it.
struct ConfigurationParser {
  /// What the parser throws: the file is known to its caller.
  struct Malformation: Error {
    let line: Int
    let reason: String
  }

  private let bytes: [UInt8]
  private var position = 0
  private var line = 1
  /// The section with its subsection and the dot behind them; nil before the first.
  private var section: String?

  /// Begins to read.
  ///
  /// - Parameter bytes: The whole file.
  init(_ bytes: [UInt8]) {
    self.bytes = bytes
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { position = 3 }
  }

  /// Reads the next variable.
  ///
  /// - Returns: Its full name, section and variable in small letters, with its value; a bare name has none. Nil at the
  ///   end.
  /// - Throws: What is wrong.
  mutating func next() throws(Malformation) -> (key: String, value: String?)? {
    while let byte = peek() {
      switch byte {
      case 0x0A, 0x20, 0x09, 0x0D, 0x0B, 0x0C: advance()
      case UInt8(ascii: "#"), UInt8(ascii: ";"): skipLine()
      case UInt8(ascii: "["): try readSection()
      default:
        guard ConfigurationParser.isLetter(byte) else { throw malformed("it is no variable") }
        guard let section else { throw malformed("a variable stands before the first section") }
        let name = try readName()
        return (section + name, try readValue())
      }
    }
    return nil
  }

  /// The next byte, where a line break of two bytes counts as one.
  private func peek() -> UInt8? {
    guard position < bytes.count else { return nil }
    if bytes[position] == 0x0D, position + 1 < bytes.count, bytes[position + 1] == 0x0A {
      return 0x0A
    }
    return bytes[position]
  }

  private mutating func advance() {
    if bytes[position] == 0x0D, position + 1 < bytes.count, bytes[position + 1] == 0x0A {
      position += 1
    }
    if bytes[position] == 0x0A { line += 1 }
    position += 1
  }

  private mutating func skipLine() {
    while let byte = peek(), byte != 0x0A { advance() }
  }

  private mutating func readSection() throws(Malformation) {
    advance()
    var name: [UInt8] = []
    while let byte = peek() {
      if byte == UInt8(ascii: "]") {
        guard !name.isEmpty else { throw malformed("a section has no name") }
        advance()
        section = try text(name) + "."
        return
      }
      if byte == 0x20 || byte == 0x09 {
        try readSubsection(of: name)
        return
      }
      guard ConfigurationParser.isPartOfName(byte) || byte == UInt8(ascii: ".") else {
        throw malformed("a section's name holds a character that it may not hold")
      }
      name.append(ConfigurationParser.small(byte))
      advance()
    }
    throw malformed("a section's name has no end")
  }

  private mutating func readSubsection(of name: [UInt8]) throws(Malformation) {
    while let byte = peek(), byte == 0x20 || byte == 0x09 { advance() }
    guard peek() == UInt8(ascii: "\"") else { throw malformed("a subsection is not in quotes") }
    advance()
    var subsection = name + [UInt8(ascii: ".")]
    while let byte = peek(), byte != UInt8(ascii: "\""), byte != 0x0A {
      advance()
      guard byte == UInt8(ascii: "\\") else {
        subsection.append(byte)
        continue
      }
      guard let escaped = peek(), escaped != 0x0A else { break }
      subsection.append(escaped)
      advance()
    }
    guard peek() == UInt8(ascii: "\"") else { throw malformed("a subsection has no end") }
    advance()
    guard peek() == UInt8(ascii: "]") else { throw malformed("a section's name has no end") }
    advance()
    section = try text(subsection) + "."
  }

  private mutating func readName() throws(Malformation) -> String {
    var name: [UInt8] = []
    while let byte = peek(), ConfigurationParser.isPartOfName(byte) {
      name.append(ConfigurationParser.small(byte))
      advance()
    }
    return try text(name)
  }

  /// Reads what follows a variable's name, to the end of the line.
  private mutating func readValue() throws(Malformation) -> String? {
    while let byte = peek(), byte == 0x20 || byte == 0x09 { advance() }
    guard let byte = peek(), byte != 0x0A else { return nil }
    guard byte == UInt8(ascii: "=") else {
      throw malformed("a variable's name is not followed by =")
    }
    advance()
    var value: [UInt8] = []
    // White space inside a value stays, at its end it does not.
    var kept = 0
    var isQuoted = false
    while let byte = peek(), byte != 0x0A {
      if !isQuoted, byte == UInt8(ascii: "#") || byte == UInt8(ascii: ";") {
        skipLine()
        break
      }
      advance()
      switch byte {
      case UInt8(ascii: "\""):
        isQuoted.toggle()
        kept = value.count
      case UInt8(ascii: "\\"):
        if let escaped = try readEscape() { value.append(escaped) }
        kept = value.count
      case 0x20, 0x09, 0x0B, 0x0C, 0x0D:
        if isQuoted || !value.isEmpty { value.append(byte) }
        if isQuoted { kept = value.count }
      default:
        value.append(byte)
        kept = value.count
      }
    }
    guard !isQuoted else { throw malformed("a quotation mark is not closed") }
    return try text(Array(value.prefix(kept)))
  }

  /// Reads what follows a backslash: a line break is nothing.
  private mutating func readEscape() throws(Malformation) -> UInt8? {
    guard let byte = peek() else { return nil }
    let meaning: UInt8?
    switch byte {
    case 0x0A: meaning = nil
    case UInt8(ascii: "t"): meaning = 0x09
    case UInt8(ascii: "n"): meaning = 0x0A
    case UInt8(ascii: "b"): meaning = 0x08
    case UInt8(ascii: "\\"), UInt8(ascii: "\""): meaning = byte
    default: throw malformed("a backslash is followed by a character that it does not escape")
    }
    advance()
    return meaning
  }

  private func text(_ bytes: [UInt8]) throws(Malformation) -> String {
    // The program's own values are ASCII; what is in another encoding is somebody else's, and not refused.
    guard !bytes.contains(0) else { throw malformed("it holds a NUL") }
    return String(decoding: bytes, as: UTF8.self)
  }

  private func malformed(_ reason: String) -> Malformation {
    Malformation(line: line, reason: reason)
  }

  private static func isLetter(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
  }

  private static func isPartOfName(_ byte: UInt8) -> Bool {
    isLetter(byte) || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
      || byte == UInt8(ascii: "-")
  }

  private static func small(_ byte: UInt8) -> UInt8 {
    (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte) ? byte | 0x20 : byte
  }
}
