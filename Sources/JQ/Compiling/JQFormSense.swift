/// Tells of a program whether it might notice in what order an object's members were set, or that a number is none.
///
/// A program that cannot need not have a large state brought into form after each event, which costs as much as the
/// state is large. It is one of a few words, each known to be blind; iteration (`.[]`), recursion, conversion to text and
/// everything that is not known here counts as seeing.
struct JQFormSense {
  private let text: [UInt8]
  private var position = 0
  /// The last sign before the position; a letter stands for any name or number.
  private var last = UInt8(ascii: "(")
  private var open: [UInt8] = []

  /// Whether a program cannot tell.
  ///
  /// - Parameter program: The program in UTF-8, with all brackets and strings closed.
  /// - Returns: False where it might.
  static func isBlind(_ program: [UInt8]) -> Bool {
    var sense = JQFormSense(text: program)
    return sense.isBlind()
  }

  private init(text: [UInt8]) { self.text = text }

  private mutating func isBlind() -> Bool {
    while position < text.count {
      let byte = text[position]
      switch byte {
      case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\n"): position += 1
      case UInt8(ascii: "#"): passComment()
      case UInt8(ascii: "\""): guard passString() else { return false }
      case UInt8(ascii: "."), UInt8(ascii: "$"): guard passName() else { return false }
      case UInt8(ascii: "@"): return false
      case UInt8(ascii: "["), UInt8(ascii: "("), UInt8(ascii: "{"):
        guard passOpening(byte) else { return false }
      case UInt8(ascii: "]"), UInt8(ascii: ")"), UInt8(ascii: "}"):
        open.removeLast(min(1, open.count))
        pass(byte)
      case UInt8(ascii: "0")...UInt8(ascii: "9"): guard passNumber() else { return false }
      default: guard isLetter(byte) ? passWord() : pass(byte) else { return false }
      }
    }
    return true
  }

  @discardableResult
  private mutating func pass(_ byte: UInt8) -> Bool {
    last = byte
    position += 1
    return true
  }

  /// A string that takes nothing in.
  private mutating func passString() -> Bool {
    position += 1
    while position < text.count, text[position] != UInt8(ascii: "\"") {
      if text[position] == UInt8(ascii: "\\") {
        position += 1
        if position < text.count, text[position] == UInt8(ascii: "(") { return false }
      }
      position += 1
    }
    return pass(UInt8(ascii: "a"))
  }

  /// A member or a variable, `.name` or `$name`, or the point alone.
  private mutating func passName() -> Bool {
    position += 1
    // `..` visits whatever there is.
    if position < text.count, text[position] == UInt8(ascii: ".") { return false }
    passWordParts()
    last = UInt8(ascii: "a")
    return true
  }

  private mutating func passNumber() -> Bool {
    let start = position
    while position < text.count, isWordPart(text[position]) || text[position] == UInt8(ascii: ".") {
      position += 1
    }
    last = UInt8(ascii: "a")
    // With an exponent, or of so many digits, it may be infinity.
    return position - start < 16
      && !text[start..<position].contains { $0 | 0x20 == UInt8(ascii: "e") }
  }

  private mutating func passOpening(_ byte: UInt8) -> Bool {
    let next = text[(position + 1)...].first { !isSpace($0) }
    // `[]` behind a value asks for all that is in it; elsewhere it is an empty array.
    if byte == UInt8(ascii: "["), next == UInt8(ascii: "]"), !beginsValue { return false }
    open.append(byte)
    return pass(byte)
  }

  private mutating func passWord() -> Bool {
    let start = position
    passWordParts()
    let word = String(decoding: text[start..<position], as: UTF8.self)
    let isKey =
      open.last == UInt8(ascii: "{")
      && (last == UInt8(ascii: "{") || last == UInt8(ascii: ","))
    last = JQFormSense.connectives.contains(word) ? UInt8(ascii: "|") : UInt8(ascii: "a")
    return isKey || JQFormSense.blindWords.contains(word)
  }

  private mutating func passWordParts() {
    while position < text.count, isWordPart(text[position]) { position += 1 }
  }

  private mutating func passComment() {
    while position < text.count, text[position] != UInt8(ascii: "\n") { position += 1 }
  }

  /// Whether what comes next begins a value rather than going on with one.
  private var beginsValue: Bool { JQFormSense.beforeValues.contains(last) }

  private func isSpace(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") || byte == UInt8(ascii: "\n")
  }

  private func isLetter(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "_") || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
  }

  private func isWordPart(_ byte: UInt8) -> Bool {
    isLetter(byte) || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
  }

  private static let beforeValues = Set("([{,|:;=+-*/%<>".utf8)

  /// Words behind which a value begins.
  private static let connectives: Set = ["if", "then", "elif", "else", "and", "or"]

  // `keys` sorts, and what compares values compares members by name.
  private static let blindWords: Set = [
    "if", "then", "elif", "else", "end", "and", "or", "not", "as", "null", "true", "false",
    "reduce", "range", "select", "empty", "error", "length", "type", "has", "keys", "del", "floor",
    "ceil", "round", "index", "startswith", "endswith", "ltrimstr", "rtrimstr", "ascii_downcase",
    "ascii_upcase", "sort", "unique", "reverse", "min", "max",
  ]
}
