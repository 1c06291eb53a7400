/// Patterns as they name principals and namespaces (`ssh_config(5)`, PATTERNS): `*` and `?`, and `!` for what is left out.
struct PrincipalPatterns: Sendable, Hashable {
  /// The list as it is written, with commas.
  let text: String
  private let patterns: [[UInt8]]

  init(_ text: String) {
    self.text = text
    patterns = text.utf8.split(separator: UInt8(ascii: ","), omittingEmptySubsequences: false)
      .map(Array.init)
  }

  /// The patterns that name somebody.
  var names: [String] {
    patterns.filter { $0.first != UInt8(ascii: "!") && !$0.isEmpty }
      .map { String(decoding: $0, as: UTF8.self) }
  }

  /// Whether a name is meant: by one of the patterns, and by none that leaves out.
  ///
  /// - Parameter name: The name.
  /// - Returns: True where it is.
  func match(_ name: String) -> Bool {
    let name = Array(name.utf8)
    var isNamed = false
    for pattern in patterns {
      let isLeftOut = pattern.first == UInt8(ascii: "!")
      if Self.matches(isLeftOut ? pattern.dropFirst() : pattern[...], name) {
        if isLeftOut { return false }
        isNamed = true
      }
    }
    return isNamed
  }

  /// Compares in time that grows with the product of the lengths, whatever the pattern.
  private static func matches(_ pattern: ArraySlice<UInt8>, _ name: [UInt8]) -> Bool {
    var (place, index) = (pattern.startIndex, 0)
    var retry: (place: Int, index: Int)?
    while index < name.count {
      if place < pattern.endIndex, pattern[place] == UInt8(ascii: "*") {
        place += 1
        retry = (place, index)
      } else if place < pattern.endIndex,
        pattern[place] == UInt8(ascii: "?") || pattern[place] == name[index]
      {
        place += 1
        index += 1
      } else if let last = retry {
        retry = (last.place, last.index + 1)
        (place, index) = (last.place, last.index + 1)
      } else {
        return false
      }
    }
    return pattern[place...].allSatisfy { $0 == UInt8(ascii: "*") }
  }
}
