/// Checks that a text is in canonical form, without building another one.
struct JSONCanonicalChecker {
  private var scanner: JSONScanner
  private let limits: JSONLimits
  private var open: [Container] = []

  /// An object or array whose end has not been reached.
  private struct Container {
    let isObject: Bool
    /// The latest member's name, if there was one.
    var name: Name?
  }

  /// Where a string's contents are, and whether they have escapes.
  private struct Name {
    let range: Range<Int>
    let isEscaped: Bool
  }

  init(_ bytes: [UInt8], limits: JSONLimits) {
    scanner = JSONScanner(bytes)
    self.limits = limits
  }

  /// Checks the whole text.
  mutating func check() throws(JSONError) {
    try scanner.refuseByteOrderMark()
    guard scanner.input.count <= limits.maximumBytes else {
      throw JSONError(offset: limits.maximumBytes, reason: .tooLarge)
    }
    while true {
      if try !beginValue() {
        try nextElement()
      } else if try endValues() {
        break
      }
    }
    try layout(0x0A)
    if scanner.current != nil { throw notCanonical() }
  }

  private mutating func beginValue() throws(JSONError) -> Bool {
    guard let byte = scanner.current else { throw scanner.unexpected() }
    switch byte {
    case JSONEscape.quotationMark:
      _ = try string()
    case UInt8(ascii: "{"), UInt8(ascii: "["):
      guard open.count < limits.maximumDepth else {
        throw JSONError(offset: scanner.position, reason: .tooDeep)
      }
      scanner.position += 1
      // In ASCII, `{` and `[` are two before `}` and `]`.
      if scanner.current == byte + 2 {
        scanner.position += 1
        return true
      }
      open.append(Container(isObject: byte == UInt8(ascii: "{")))
      return false
    case 0x09, 0x0A, 0x0D, 0x20:
      throw notCanonical()
    default:
      try scanner.scalar(byte)
    }
    return true
  }

  /// Checks the beginning of an element's line, or of a member's up to its value.
  private mutating func nextElement() throws(JSONError) {
    try newline(depth: open.count)
    let index = open.count - 1
    guard open[index].isObject else { return }
    let offset = scanner.position
    let name = try string()
    if let previous = open[index].name {
      let order = JSONNameOrder.compare(
        scanner.input[previous.range], previous.isEscaped,
        scanner.input[name.range], name.isEscaped)
      if order == 0 { throw JSONError(offset: offset, reason: .duplicateName) }
      if order > 0 { throw JSONError(offset: offset, reason: .notCanonical) }
    }
    open[index].name = name
    try layout(UInt8(ascii: ":"))
    try layout(0x20)
  }

  private mutating func endValues() throws(JSONError) -> Bool {
    while let container = open.last {
      if scanner.current == UInt8(ascii: ",") {
        scanner.position += 1
        try nextElement()
        return false
      }
      try newline(depth: open.count - 1)
      try layout(container.isObject ? UInt8(ascii: "}") : UInt8(ascii: "]"))
      open.removeLast()
    }
    return true
  }

  /// Checks a string's contents and that no escape is there without need or in another spelling.
  ///
  /// - Returns: Where the contents are, without the quotation marks.
  private mutating func string() throws(JSONError) -> Name {
    try layout(JSONEscape.quotationMark)
    let start = scanner.position
    var isEscaped = false
    while true {
      try scanner.skipPlain()
      guard let byte = scanner.current else { throw scanner.unexpected() }
      if byte == JSONEscape.quotationMark {
        scanner.position += 1
        return Name(range: start..<scanner.position - 1, isEscaped: isEscaped)
      }
      try canonicalEscape()
      isEscaped = true
    }
  }

  private mutating func canonicalEscape() throws(JSONError) {
    let start = scanner.position
    let scalar = try scanner.escape()
    var expected: [UInt8] = []
    guard JSONEscape.append(scalar, to: &expected),
      scanner.input[start..<scanner.position] == expected[...]
    else { throw JSONError(offset: start, reason: .notCanonical) }
  }

  private mutating func newline(depth: Int) throws(JSONError) {
    try layout(0x0A)
    for _ in 0..<2 * depth { try layout(0x20) }
  }

  /// Steps over a byte that the canonical form has here.
  @inline(__always)
  private mutating func layout(_ byte: UInt8) throws(JSONError) {
    guard scanner.current == byte else { throw notCanonical() }
    scanner.position += 1
  }

  private func notCanonical() -> JSONError {
    JSONError(offset: scanner.position, reason: .notCanonical)
  }
}
