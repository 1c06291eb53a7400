/// Reads what OpenSSH packs into bytes (RFC 4251, section 5), and never beyond their end.
struct SSHWire {
  private var rest: ArraySlice<UInt8>

  init(_ bytes: some Collection<UInt8>) { rest = Array(bytes)[...] }

  /// Whether everything was read.
  var isAtEnd: Bool { rest.isEmpty }

  /// Reads a number of four bytes.
  mutating func number() -> UInt32? {
    guard rest.count >= 4 else { return nil }
    let value = rest.prefix(4).reduce(0) { $0 << 8 | UInt32($1) }
    rest = rest.dropFirst(4)
    return value
  }

  /// Reads so many bytes.
  mutating func bytes(_ count: Int) -> [UInt8]? {
    guard count <= rest.count else { return nil }
    defer { rest = rest.dropFirst(count) }
    return Array(rest.prefix(count))
  }

  /// Reads a length and so many bytes.
  mutating func string() -> [UInt8]? {
    guard let count = number() else { return nil }
    return bytes(Int(count))
  }

  /// Reads a positive integer into so many bytes.
  mutating func integer(bytes count: Int) -> [UInt8]? {
    guard var digits = string()?[...], digits.first.map({ $0 < 0x80 }) ?? true else { return nil }
    while digits.first == 0 { digits = digits.dropFirst() }
    guard digits.count <= count else { return nil }
    return [UInt8](repeating: 0, count: count - digits.count) + digits
  }

  /// Packs a text with its length before it.
  static func string(_ bytes: some Collection<UInt8>) -> [UInt8] {
    let count = UInt32(bytes.count)
    return (0..<4).map { UInt8(truncatingIfNeeded: count >> (24 - 8 * $0)) } + bytes
  }
}
