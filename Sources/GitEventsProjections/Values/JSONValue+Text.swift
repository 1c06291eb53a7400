package import GitEvents

extension JSONValue {
  /// The value in the store's form.
  package var text: JSONText {
    var output: [UInt8] = []
    append(to: &output, depth: 0)
    output.append(0x0A)
    return JSONText(trusted: output)
  }

  /// Writes the value on one line, without spaces between tokens and without a newline.
  ///
  /// - Returns: The line.
  package func compact() -> [UInt8] {
    var output: [UInt8] = []
    append(to: &output, depth: nil)
    return output
  }

  /// Appends the value.
  ///
  /// - Parameters:
  ///   - output: Where it goes.
  ///   - depth: The number of open containers; nil for one line.
  private func append(to output: inout [UInt8], depth: Int?) {
    switch self {
    case .null: output.append(contentsOf: "null".utf8)
    case .bool(let value): output.append(contentsOf: (value ? "true" : "false").utf8)
    case .number(let number): number.literal.append(to: &output)
    case .string(let string): string.append(to: &output)
    case .array(let elements):
      output.append(UInt8(ascii: "["))
      var isFirst = true
      for element in elements {
        JSONValue.beginLine(&isFirst, &output, depth)
        element.append(to: &output, depth: depth.map { $0 + 1 })
      }
      if let depth, !isFirst { JSONIndentation.append(depth: depth, to: &output) }
      output.append(UInt8(ascii: "]"))
    case .object(let members):
      output.append(UInt8(ascii: "{"))
      var isFirst = true
      for member in members {
        JSONValue.beginLine(&isFirst, &output, depth)
        member.name.append(to: &output)
        output.append(UInt8(ascii: ":"))
        if depth != nil { output.append(0x20) }
        member.value.append(to: &output, depth: depth.map { $0 + 1 })
      }
      if let depth, !isFirst { JSONIndentation.append(depth: depth, to: &output) }
      output.append(UInt8(ascii: "}"))
    }
  }

  private static func beginLine(_ isFirst: inout Bool, _ output: inout [UInt8], _ depth: Int?) {
    if !isFirst { output.append(UInt8(ascii: ",")) }
    isFirst = false
    if let depth { JSONIndentation.append(depth: depth + 1, to: &output) }
  }
}
