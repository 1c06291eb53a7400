extension RandomJSON {
  /// Writes the value in some other way: members shuffled, white space and escapes at random.
  func spelling(using random: inout SeededRandom) -> String {
    switch self {
    case .literal(let text): return text
    case .string(let scalars): return Self.spelling(scalars, &random)
    case .array(let elements):
      var items: [String] = []
      for element in elements {
        items.append(Self.space(&random) + element.spelling(using: &random) + Self.space(&random))
      }
      return "[" + (items.isEmpty ? Self.space(&random) : items.joined(separator: ",")) + "]"
    case .object(let members):
      var items: [String] = []
      for member in members.shuffled(using: &random) {
        let name = Self.space(&random) + Self.spelling(member.name, &random) + Self.space(&random)
        let value = Self.space(&random) + member.value.spelling(using: &random)
        items.append(name + ":" + value + Self.space(&random))
      }
      return "{" + (items.isEmpty ? Self.space(&random) : items.joined(separator: ",")) + "}"
    }
  }

  private static func space(_ random: inout SeededRandom) -> String {
    guard Int.random(in: 0..<4, using: &random) == 0 else { return "" }
    return (0..<Int.random(in: 1..<4, using: &random)).map { _ in
      [" ", "\t", "\n", "\r"].randomElement(using: &random) ?? " "
    }.joined()
  }

  private static func spelling(
    _ scalars: [Unicode.Scalar], _ random: inout SeededRandom
  ) -> String {
    var text = String.UnicodeScalarView()
    for scalar in scalars {
      let mustEscape = scalar.value < 0x20 || scalar == "\"" || scalar == "\\"
      if mustEscape || Int.random(in: 0..<4, using: &random) == 0 {
        text.append(contentsOf: escape(scalar, &random).unicodeScalars)
      } else {
        text.append(scalar)
      }
    }
    return "\"" + String(text) + "\""
  }

  private static func escape(_ scalar: Unicode.Scalar, _ random: inout SeededRandom) -> String {
    let short: [Unicode.Scalar: String] = [
      "\u{8}": "b", "\u{C}": "f", "\n": "n", "\r": "r", "\t": "t", "\"": "\"", "\\": "\\", "/": "/",
    ]
    if let letter = short[scalar], Bool.random(using: &random) { return "\\" + letter }
    return UTF16.encode(scalar).map { Array($0) }.map { units in
      units.map { unit in
        let hex = String(unit, radix: 16, uppercase: Bool.random(using: &random))
        return "\\u" + String(repeating: "0", count: 4 - hex.count) + hex
      }.joined()
    } ?? ""
  }
}
