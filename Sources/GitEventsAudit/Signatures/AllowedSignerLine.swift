import GitEvents

/// Reads one line of a file of allowed signers, as OpenSSH does.
struct AllowedSignerLine {
  /// Why a line cannot be read.
  struct Problem: Error {
    let reason: String
  }

  private var rest: ArraySlice<UInt8>
  private let localTime: @Sendable (Int64) -> Int64?

  init(_ line: ArraySlice<UInt8>, localTime: @escaping @Sendable (Int64) -> Int64?) {
    rest = line.last == UInt8(ascii: "\r") ? line.dropLast() : line
    self.localTime = localTime
  }

  /// Reads the line.
  ///
  /// - Returns: Nil for an empty line or a comment.
  /// - Throws: `Problem`.
  mutating func signer() throws(Problem) -> AllowedSigner? {
    skipSpace()
    if rest.isEmpty || rest.first == UInt8(ascii: "#") { return nil }
    let principals = try principals()
    var options = Options()
    var word = self.word()
    if !Self.isKeyType(word) {
      try read(word, into: &options)
      word = self.word()
    }
    guard Self.isKeyType(word) else { throw Problem(reason: "it names no key that is known") }
    let blob = self.word()
    guard let bytes = Base64.decode(blob), let key = SSHPublicKey(blob: bytes),
      key.type.utf8.elementsEqual(word)
    else { throw Problem(reason: "its key is none") }
    if let after = options.validAfter, let before = options.validBefore, before <= after {
      throw Problem(reason: "its valid-before is not later than its valid-after")
    }
    return AllowedSigner(
      principals: PrincipalPatterns(principals), key: key, isAuthority: options.isAuthority,
      namespaces: options.namespaces.map(PrincipalPatterns.init), validAfter: options.validAfter,
      validBefore: options.validBefore)
  }

  private struct Options {
    var isAuthority = false
    var namespaces: String?
    var validAfter: Int64?
    var validBefore: Int64?
  }

  private static func isKeyType(_ word: ArraySlice<UInt8>) -> Bool {
    ["ssh-", "ecdsa-sha2-", "sk-"].contains { word.starts(with: $0.utf8) }
  }

  private mutating func skipSpace() {
    rest = rest.drop { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") }
  }

  private mutating func principals() throws(Problem) -> String {
    var text = rest[rest.startIndex..<rest.startIndex]
    if rest.first == UInt8(ascii: "\"") {
      let quoted = rest.dropFirst()
      guard let end = quoted.firstIndex(of: UInt8(ascii: "\"")) else {
        throw Problem(reason: "a quotation does not end")
      }
      text = quoted[..<end]
      rest = quoted[(end + 1)...]
    } else {
      text = word()
    }
    guard let principals = String(validating: text, as: UTF8.self), !principals.isEmpty else {
      throw Problem(reason: "its principals are not UTF-8")
    }
    return principals
  }

  /// Takes the next word; white space within quotation marks belongs to it.
  private mutating func word() -> ArraySlice<UInt8> {
    skipSpace()
    var isQuoted = false
    var end = rest.startIndex
    while end < rest.endIndex {
      let byte = rest[end]
      if byte == UInt8(ascii: "\\"), end + 1 < rest.endIndex, rest[end + 1] == UInt8(ascii: "\"") {
        end += 2
        continue
      }
      if byte == UInt8(ascii: "\"") { isQuoted.toggle() }
      if !isQuoted, byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") { break }
      end += 1
    }
    defer { rest = rest[end...] }
    return rest[..<end]
  }

  private func read(_ text: ArraySlice<UInt8>, into options: inout Options) throws(Problem) {
    guard let text = String(validating: text, as: UTF8.self) else {
      throw Problem(reason: "its options are not UTF-8")
    }
    var left = Substring(text)
    while !left.isEmpty {
      let name = left.prefix { $0 != "=" && $0 != "," }.lowercased()
      left = left.drop { $0 != "=" && $0 != "," }
      var value: String?
      if left.first == "=" {
        left.removeFirst()
        value = try Self.quoted(&left)
      }
      if !left.isEmpty {
        guard left.removeFirst() == ",", !left.isEmpty else {
          throw Problem(reason: "its options do not end where they should")
        }
      }
      try set(name, value, in: &options)
    }
  }

  private static func quoted(_ left: inout Substring) throws(Problem) -> String {
    guard left.first == "\"" else { throw Problem(reason: "an option's value is not quoted") }
    left.removeFirst()
    var value = ""
    while let next = left.first {
      left.removeFirst()
      if next == "\"" { return value }
      if next == "\\", left.first == "\"" {
        value.append(left.removeFirst())
      } else {
        value.append(next)
      }
    }
    throw Problem(reason: "a quotation does not end")
  }

  private func set(
    _ name: String, _ value: String?, in options: inout Options
  ) throws(Problem) {
    switch (name, value) {
    case ("cert-authority", nil): options.isAuthority = true
    case ("namespaces", .some(let text)) where options.namespaces == nil:
      options.namespaces = text
    case ("valid-after", .some(let text)) where options.validAfter == nil:
      options.validAfter = try time(text)
    case ("valid-before", .some(let text)) where options.validBefore == nil:
      options.validBefore = try time(text)
    default: throw Problem(reason: "option '\(name)' is unknown, there twice, or wrongly written")
    }
  }

  /// Reads `YYYYMMDD[HHMM[SS]][Z]`.
  private func time(_ text: String) throws(Problem) -> Int64 {
    let problem = Problem(reason: "'\(text)' is not a time: YYYYMMDD[HHMM[SS]][Z]")
    var digits = text.uppercased()[...]
    var isUTC = false
    for mark in ["Z", "UTC"] where digits.hasSuffix(mark) && !isUTC {
      digits = digits.dropLast(mark.count)
      isUTC = true
    }
    let bytes = Array(digits.utf8)
    guard [8, 12, 14].contains(bytes.count), bytes.allSatisfy({ (0x30...0x39).contains($0) }) else {
      throw problem
    }
    let all = bytes + [UInt8](repeating: UInt8(ascii: "0"), count: 14 - bytes.count)
    func part(_ range: Range<Int>) -> String { String(decoding: all[range], as: UTF8.self) }
    let written =
      "\(part(0..<4))-\(part(4..<6))-\(part(6..<8))T\(part(8..<10)):\(part(10..<12)):"
      + "\(part(12..<14))Z"
    guard let time = Timestamp(rfc3339: written), time.seconds > 0 else { throw problem }
    guard !isUTC else { return time.seconds }
    guard let seconds = localTime(time.seconds), seconds > 0 else { throw problem }
    return seconds
  }
}
