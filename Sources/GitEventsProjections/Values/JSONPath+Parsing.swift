import GitEvents

extension JSONPath {
  /// Reads a path as jq spells it: `.items[3].qty`, `.["odd name"]`, `."odd name"`, `.` for
  /// everything.
  ///
  /// - Parameter text: The path. Programs that are more than a path are refused.
  /// - Throws: A ``JSONPathError``.
  package init(parsing text: String) throws(JSONPathError) {
    var reader = Reader(bytes: Array(text.utf8))
    self.init(try reader.components())
  }

  /// Reads a path from its beginning to its end.
  private struct Reader {
    let bytes: [UInt8]
    var index = 0

    /// The byte at the index; 0, which no path has, at the end.
    private var current: UInt8 { index < bytes.count ? bytes[index] : 0 }

    mutating func components() throws(JSONPathError) -> [Component] {
      guard current == UInt8(ascii: ".") else { throw failure() }
      guard bytes.count > 1 else { return [] }
      var components: [Component] = []
      while index < bytes.count {
        if current == UInt8(ascii: ".") {
          index += 1
          // Only the path's first dot may stand before a bracket.
          let isBracket = components.isEmpty && current == UInt8(ascii: "[")
          components.append(isBracket ? try bracketed() : .name(try name()))
        } else {
          components.append(try bracketed())
        }
      }
      return components
    }

    private mutating func name() throws(JSONPathError) -> JSONString {
      if current == JSONEscape.quotationMark { return try quoted() }
      let start = index
      while JSONPathText.isIdentifierByte(current) { index += 1 }
      guard index > start, !JSONPathText.isDigit(bytes[start]) else { throw failure() }
      return JSONString(contents: CompactBytes(bytes, start..<index))
    }

    private mutating func bracketed() throws(JSONPathError) -> Component {
      guard current == UInt8(ascii: "[") else { throw failure() }
      index += 1
      let component: Component
      if current == JSONEscape.quotationMark {
        component = .name(try quoted())
      } else {
        let start = index
        while JSONPathText.isDigit(current) { index += 1 }
        guard let number = Int(String(decoding: bytes[start..<index], as: UTF8.self)) else {
          throw failure()
        }
        component = .index(number)
      }
      guard current == UInt8(ascii: "]") else { throw failure() }
      index += 1
      return component
    }

    private mutating func quoted() throws(JSONPathError) -> JSONString {
      let start = index
      index += 1
      while index < bytes.count, current != JSONEscape.quotationMark {
        index += current == JSONEscape.backslash ? 2 : 1
      }
      guard index < bytes.count else { throw failure() }
      index += 1
      guard let text = try? JSONText(Array(bytes[start..<index])),
        case .string(let string) = JSONValue(text)
      else { throw JSONPathError(offset: start) }
      return string
    }

    private func failure() -> JSONPathError { JSONPathError(offset: min(index, bytes.count)) }
  }
}
