/// A JSON value that can be written in many ways, and a plain writer of its canonical form.
///
/// The writer shares nothing with the code under test.
indirect enum RandomJSON {
  case literal(String)
  case string([Unicode.Scalar])
  case array([RandomJSON])
  case object([(name: [Unicode.Scalar], value: RandomJSON)])

  static func make(depth: Int, using random: inout SeededRandom) -> RandomJSON {
    switch Int.random(in: 0..<(depth > 0 ? 8 : 5), using: &random) {
    case 0: .literal(["true", "false", "null"].randomElement(using: &random) ?? "null")
    case 1, 2: .literal(number(using: &random))
    case 3, 4: .string(scalars(using: &random))
    case 5: .array((0..<size(&random)).map { _ in make(depth: depth - 1, using: &random) })
    default: object(depth: depth, using: &random)
    }
  }

  static func object(depth: Int, using random: inout SeededRandom) -> RandomJSON {
    var members: [(name: [Unicode.Scalar], value: RandomJSON)] = []
    var names: Set<[Unicode.Scalar]> = []
    for _ in 0..<size(&random) {
      let name = scalars(using: &random)
      guard names.insert(name).inserted else { continue }
      members.append((name, make(depth: depth - 1, using: &random)))
    }
    return .object(members)
  }

  private static func size(_ random: inout SeededRandom) -> Int {
    Int.random(in: 0..<10, using: &random) == 0
      ? Int.random(in: 17..<40, using: &random) : Int.random(in: 0..<6, using: &random)
  }

  private static func number(using random: inout SeededRandom) -> String {
    var text = Bool.random(using: &random) ? "-" : ""
    text += Bool.random(using: &random) ? "0" : String(Int.random(in: 1..<10_000, using: &random))
    if Bool.random(using: &random) { text += "." + digits(&random) }
    if Bool.random(using: &random) {
      text += ["e", "E", "e+", "E-"].randomElement(using: &random) ?? "e"
      text += digits(&random)
    }
    return text
  }

  private static func digits(_ random: inout SeededRandom) -> String {
    (0..<Int.random(in: 1..<20, using: &random)).map { _ in
      String(Int.random(in: 0..<10, using: &random))
    }.joined()
  }

  private static func scalars(using random: inout SeededRandom) -> [Unicode.Scalar] {
    (0..<Int.random(in: 0..<12, using: &random)).compactMap { _ in
      switch Int.random(in: 0..<8, using: &random) {
      case 0: Unicode.Scalar(UInt32.random(in: 0..<0x20, using: &random))
      case 1: Array("\"\\/ ".unicodeScalars).randomElement(using: &random)
      case 2: Unicode.Scalar(UInt32.random(in: 0x7F..<0x900, using: &random))
      case 3: Unicode.Scalar(UInt32.random(in: 0x900..<0x10FFFF, using: &random))
      case 4:
        Array("\u{D7FF}\u{E000}\u{FFFD}\u{10000}".unicodeScalars).randomElement(using: &random)
      default: Unicode.Scalar(UInt32.random(in: 0x61..<0x66, using: &random))
      }
    }
  }

  /// The canonical form without its newline, written the plain way.
  func canonical(indent: String = "") -> String {
    let deeper = indent + "  "
    switch self {
    case .literal(let text): return text
    case .string(let scalars): return Self.canonical(scalars)
    case .array(let elements):
      guard !elements.isEmpty else { return "[]" }
      let lines = elements.map { deeper + $0.canonical(indent: deeper) }
      return "[\n" + lines.joined(separator: ",\n") + "\n" + indent + "]"
    case .object(let members):
      guard !members.isEmpty else { return "{}" }
      let sorted = members.sorted {
        $0.name.map(\.value).lexicographicallyPrecedes($1.name.map(\.value))
      }
      let lines = sorted.map {
        deeper + Self.canonical($0.name) + ": " + $0.value.canonical(indent: deeper)
      }
      return "{\n" + lines.joined(separator: ",\n") + "\n" + indent + "}"
    }
  }

  private static func canonical(_ scalars: [Unicode.Scalar]) -> String {
    var text = String.UnicodeScalarView()
    for scalar in scalars {
      switch scalar {
      case "\"": text.append(contentsOf: "\\\"".unicodeScalars)
      case "\\": text.append(contentsOf: "\\\\".unicodeScalars)
      case "\u{8}": text.append(contentsOf: "\\b".unicodeScalars)
      case "\u{C}": text.append(contentsOf: "\\f".unicodeScalars)
      case "\n": text.append(contentsOf: "\\n".unicodeScalars)
      case "\r": text.append(contentsOf: "\\r".unicodeScalars)
      case "\t": text.append(contentsOf: "\\t".unicodeScalars)
      case "\u{0}"..<" ":
        let hex = String(scalar.value, radix: 16)
        text.append(contentsOf: ("\\u00" + (hex.count < 2 ? "0" : "") + hex).unicodeScalars)
      default: text.append(scalar)
      }
    }
    return "\"" + String(text) + "\""
  }
}
