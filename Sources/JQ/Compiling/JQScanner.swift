/// Walks over a jq program as jq's lexer does, as far as brackets, strings and comments go.
struct JQScanner {
  /// The line that the scanner is on, from 1.
  private(set) var line = 1
  /// The first word or sign that is no comment; nil while there is none.
  private(set) var firstWord: Range<Int>?

  private let text: [UInt8]
  private var position = 0
  /// What must be closed, the innermost last: a closing bracket or a quote, and the line where it was opened.
  private var open: [(closing: UInt8, line: Int)] = []

  /// Makes a scanner that stands before a program.
  ///
  /// - Parameter text: The program in UTF-8.
  init(_ text: [UInt8]) {
    self.text = text
  }

  /// Walks to the program's end.
  ///
  /// - Throws: `syntax`.
  mutating func scan() throws(JQError) {
    while position < text.count {
      let byte = text[position]
      if byte == UInt8(ascii: "\n") { line += 1 }
      if byte == 0 { throw .syntax(message: "the program holds a zero byte", line: line) }
      if open.last?.closing == Sign.quote {
        inString(byte)
      } else {
        try inCode(byte)
      }
    }
    guard let last = open.last else { return }
    if last.closing == Sign.quote {
      throw .syntax(message: "a string is not closed", line: last.line)
    }
    throw .syntax(message: "'\(Sign.opening(last.closing))' is not closed", line: last.line)
  }

  private mutating func inString(_ byte: UInt8) {
    position += 1
    if byte == Sign.quote { open.removeLast() }
    guard byte == Sign.backslash, position < text.count else { return }
    // `\(` begins a program within the string; its end is a bracket like any other.
    if text[position] == UInt8(ascii: "(") { open.append((UInt8(ascii: ")"), line)) }
    if text[position] == UInt8(ascii: "\n") { line += 1 }
    position += 1
  }

  private mutating func inCode(_ byte: UInt8) throws(JQError) {
    switch byte {
    case UInt8(ascii: "#"):
      while position < text.count, text[position] != UInt8(ascii: "\n") { position += 1 }
      return
    case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\n"):
      position += 1
      return
    case Sign.quote: open.append((Sign.quote, line))
    case UInt8(ascii: "("): open.append((UInt8(ascii: ")"), line))
    case UInt8(ascii: "["): open.append((UInt8(ascii: "]"), line))
    case UInt8(ascii: "{"): open.append((UInt8(ascii: "}"), line))
    case UInt8(ascii: ")"), UInt8(ascii: "]"), UInt8(ascii: "}"):
      guard open.popLast()?.closing == byte else {
        let sign = Character(UnicodeScalar(byte))
        throw .syntax(message: "'\(sign)' closes nothing that is open here", line: line)
      }
    default: break
    }
    noteFirstWord()
    position += 1
  }

  private mutating func noteFirstWord() {
    guard firstWord == nil else { return }
    let end = text[position...].firstIndex { !Sign.isWord($0) } ?? text.count
    firstWord = position..<max(end, position + 1)
  }
}

/// The signs that the scanner tells apart.
private enum Sign {
  static let quote = UInt8(ascii: "\"")
  static let backslash = UInt8(ascii: "\\")

  static func opening(_ closing: UInt8) -> Character {
    switch closing {
    case UInt8(ascii: ")"): "("
    case UInt8(ascii: "]"): "["
    default: "{"
    }
  }

  static func isWord(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"):
      true
    default: false
    }
  }
}
