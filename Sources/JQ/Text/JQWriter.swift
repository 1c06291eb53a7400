import CJQ

/// Writes one of libjq's values as compact JSON text, up to a size.
struct JQWriter {
  private(set) var text: [UInt8] = []
  private let limit: Int

  /// Makes a writer.
  ///
  /// - Parameter limit: How many bytes it may write.
  init(limit: Int) {
    self.limit = limit
  }

  /// Writes a value.
  ///
  /// - Parameters:
  ///   - value: The value; it is not consumed.
  ///   - depth: How many arrays and objects it is in.
  /// - Throws: `tooLarge`; `failed` for what is nested too deeply.
  mutating func write(_ value: jv, depth: Int) throws(JQError) {
    switch jv_get_kind(value) {
    case JV_KIND_FALSE: text += "false".utf8
    case JV_KIND_TRUE: text += "true".utf8
    case JV_KIND_NUMBER: write(number: jv_number_value(value))
    case JV_KIND_STRING: write(string: value)
    case JV_KIND_ARRAY: try write(array: value, depth: depth + 1)
    case JV_KIND_OBJECT: try write(object: value, depth: depth + 1)
    default: text += "null".utf8
    }
    guard text.count <= limit else { throw .tooLarge(limit: limit) }
  }

  private mutating func write(array: jv, depth: Int) throws(JQError) {
    try check(depth)
    text.append(UInt8(ascii: "["))
    for index in 0..<jv_array_length(jv_copy(array)) {
      if index > 0 { text.append(UInt8(ascii: ",")) }
      let element = jv_array_get(jv_copy(array), index)
      defer { jv_free(element) }
      try write(element, depth: depth)
    }
    text.append(UInt8(ascii: "]"))
  }

  private mutating func write(object: jv, depth: Int) throws(JQError) {
    try check(depth)
    text.append(UInt8(ascii: "{"))
    var isFirst = true
    var place = jv_object_iter(object)
    while jv_object_iter_valid(object, place) != 0 {
      if !isFirst { text.append(UInt8(ascii: ",")) }
      isFirst = false
      let key = jv_object_iter_key(object, place)
      defer { jv_free(key) }
      write(string: key)
      text.append(UInt8(ascii: ":"))
      let member = jv_object_iter_value(object, place)
      defer { jv_free(member) }
      try write(member, depth: depth)
      place = jv_object_iter_next(object, place)
    }
    text.append(UInt8(ascii: "}"))
  }

  private func check(_ depth: Int) throws(JQError) {
    guard depth <= JQText.depth else {
      throw .failed(message: "a value is nested more than \(JQText.depth) levels deep")
    }
  }

  private mutating func write(number: Double) {
    // Most numbers are small and whole; -0 is not, as jq keeps its sign.
    if number.magnitude < 1e15, let whole = Int(exactly: number), whole != 0 || number.sign == .plus
    {
      text += String(whole).utf8
      return
    }
    let shown = jv_dump_string(jv_number(number), 0)
    defer { jv_free(shown) }
    text += JQText.string(shown).utf8
  }

  private mutating func write(string: jv) {
    let bytes = JQText.bytes(of: string)
    text.append(UInt8(ascii: "\""))
    // Runs of bytes that stand for themselves are copied whole.
    var start = 0
    for index in bytes.indices where Self.isEscaped(bytes[index]) {
      text.append(contentsOf: bytes[start..<index])
      escape(bytes[index])
      start = index + 1
    }
    text.append(contentsOf: bytes[start...])
    text.append(UInt8(ascii: "\""))
  }

  private static func isEscaped(_ byte: UInt8) -> Bool {
    byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") || byte == 0x7F
  }

  private mutating func escape(_ byte: UInt8) {
    text.append(UInt8(ascii: "\\"))
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"): text.append(byte)
    case 0x08: text.append(UInt8(ascii: "b"))
    case 0x09: text.append(UInt8(ascii: "t"))
    case 0x0A: text.append(UInt8(ascii: "n"))
    case 0x0C: text.append(UInt8(ascii: "f"))
    case 0x0D: text.append(UInt8(ascii: "r"))
    default:
      text += "u00".utf8
      text.append(Self.digits[Int(byte >> 4)])
      text.append(Self.digits[Int(byte & 15)])
    }
  }

  private static let digits = Array("0123456789abcdef".utf8)
}
