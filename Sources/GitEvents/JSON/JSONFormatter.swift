/// Validates JSON values and writes them in the store's canonical form, in one pass.
///
/// Members are written as they come and remembered; where an object ends whose names were not in
/// order, its members are rearranged in the output. Nothing recurses, so that no input can exhaust
/// the stack, and the output is given up as soon as it passes the limit, so that none can exhaust
/// memory.
struct JSONFormatter {
  var scanner: JSONScanner
  private let limits: JSONLimits
  private var output: [UInt8] = []
  private var open: [Container] = []
  private var members = JSONMemberOrder()

  /// An object or array whose end has not been reached.
  private struct Container {
    let isObject: Bool
    /// Where its first member's record is.
    let firstRecord: Int
    /// Whether each name so far came after the one before.
    var isSorted = true
  }

  /// Creates a formatter that stands at the beginning of a text.
  init(_ input: [UInt8], limits: JSONLimits) {
    scanner = JSONScanner(input)
    self.limits = limits
  }

  /// Formats the value at the scanner's position and leaves the position just past it.
  ///
  /// - Parameter size: About how long the value is in the client's text, if that is known.
  /// - Returns: The canonical text, with its newline.
  /// - Throws: A ``JSONError`` if it is malformed or past a limit.
  mutating func value(size: Int = 200) throws(JSONError) -> [UInt8] {
    output.reserveCapacity(min(size + size / 2, limits.maximumBytes) + 64)
    while true {
      scanner.skipWhitespace()
      if try !beginValue() {
        try nextElement()
      } else if try endValues() {
        break
      }
    }
    output.append(UInt8(ascii: "\n"))
    let text = output
    output = []
    return text
  }

  /// Writes a scalar or an empty container, or opens one that is not empty.
  ///
  /// - Returns: Whether the value is complete.
  private mutating func beginValue() throws(JSONError) -> Bool {
    guard let byte = scanner.current else { throw scanner.unexpected() }
    let start = scanner.position
    switch byte {
    case JSONEscape.quotationMark:
      output.append(JSONEscape.quotationMark)
      _ = try scanner.string(into: &output)
      output.append(JSONEscape.quotationMark)
    case UInt8(ascii: "{"), UInt8(ascii: "["):
      return try beginContainer(byte)
    default:
      try scanner.scalar(byte)
      output.append(contentsOf: scanner.input[start..<scanner.position])
    }
    try checkSize(at: start)
    return true
  }

  private mutating func beginContainer(_ byte: UInt8) throws(JSONError) -> Bool {
    let start = scanner.position
    guard open.count < limits.maximumDepth else {
      throw JSONError(offset: start, reason: .tooDeep)
    }
    scanner.position += 1
    output.append(byte)
    scanner.skipWhitespace()
    // In ASCII, `{` and `[` are two before `}` and `]`.
    if scanner.current == byte + 2 {
      scanner.position += 1
      output.append(byte + 2)
      try checkSize(at: start)
      return true
    }
    open.append(Container(isObject: byte == UInt8(ascii: "{"), firstRecord: members.count))
    return false
  }

  /// Begins a line for an element, or for a member with its name and colon.
  private mutating func nextElement() throws(JSONError) {
    JSONIndentation.append(depth: open.count, to: &output)
    try checkSize(at: scanner.position)
    let index = open.count - 1
    guard open[index].isObject else { return }
    scanner.skipWhitespace()
    let offset = scanner.position
    output.append(JSONEscape.quotationMark)
    let start = output.count
    let isEscaped = try scanner.string(into: &output)
    let record = JSONMemberRecord(
      name: start..<output.count, isEscaped: isEscaped, offset: offset, in: output)
    let follows = members.append(record, after: open[index].firstRecord, in: output)
    if !follows { open[index].isSorted = false }
    output.append(JSONEscape.quotationMark)
    output.append(UInt8(ascii: ":"))
    output.append(UInt8(ascii: " "))
    scanner.skipWhitespace()
    try scanner.expect(UInt8(ascii: ":"))
    try checkSize(at: offset)
  }

  /// Steps over what follows a value: the ends of containers, to the next comma or to the root's end.
  ///
  /// - Returns: Whether the root is complete.
  private mutating func endValues() throws(JSONError) -> Bool {
    while let container = open.last {
      scanner.skipWhitespace()
      let byte = scanner.current
      if container.isObject { members.endLast(at: output.count) }
      if byte == UInt8(ascii: ",") {
        scanner.position += 1
        output.append(UInt8(ascii: ","))
        try nextElement()
        return false
      }
      let closing = container.isObject ? UInt8(ascii: "}") : UInt8(ascii: "]")
      guard byte == closing else { throw scanner.unexpected() }
      try endContainer(container, closing)
    }
    return true
  }

  private mutating func endContainer(
    _ container: Container, _ closing: UInt8
  ) throws(JSONError) {
    if container.isObject {
      if !container.isSorted {
        try members.sort(from: container.firstRecord, depth: open.count, in: &output)
      }
      members.removeAll(from: container.firstRecord)
    }
    open.removeLast()
    JSONIndentation.append(depth: open.count, to: &output)
    output.append(closing)
    try checkSize(at: scanner.position)
    scanner.position += 1
  }

  /// Gives up when the output, with the newline to come, is past the limit.
  @inline(__always)
  private func checkSize(at offset: Int) throws(JSONError) {
    if output.count >= limits.maximumBytes {
      throw JSONError(offset: offset, reason: .tooLarge)
    }
  }
}
