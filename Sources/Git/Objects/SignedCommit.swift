/// A commit taken apart into what was signed and the signatures, as git does it.
///
/// The corresponding C function in git is `parse_signed_commit`.
package struct SignedCommit: Sendable, Equatable {
  /// What was signed: the commit without any signature of it.
  package let payload: [UInt8]
  /// The signatures, armoured, each with a line break at its end.
  package let signatures: [[UInt8]]

  /// Takes a commit apart.
  ///
  /// - Parameter content: The content of the commit object.
  package init(_ content: [UInt8]) {
    var payload: [UInt8] = []
    payload.reserveCapacity(content.count)
    var signatures: [[UInt8]] = []
    /// What the line before belongs to: a signature that counts, one for another hash, or neither.
    var place = Place.elsewhere
    var start = 0
    while start < content.count {
      let end = ByteSearch.first(SignedCommit.newline, in: content, from: start) ?? content.count
      let next = min(end + 1, content.count)
      let line = content[start..<next]
      if end == start {
        payload.append(contentsOf: content[start...])
        break
      }
      if place == .signature, line.first == SignedCommit.space {
        signatures[signatures.count - 1].append(contentsOf: line.dropFirst())
      } else if line.starts(with: SignedCommit.header) {
        place = .signature
        signatures.append(Array(line.dropFirst(SignedCommit.header.count)))
      } else if line.starts(with: SignedCommit.header.dropLast()) {
        place = .other
      } else if place != .other || line.first != SignedCommit.space {
        place = .elsewhere
        payload.append(contentsOf: line)
      }
      start = next
    }
    self.payload = payload
    self.signatures = signatures
  }

  /// Puts a signature into a commit, where git puts it.
  ///
  /// - Parameters:
  ///   - signature: The signature, armoured.
  ///   - content: The content of the commit object without it.
  /// - Returns: The content with it.
  /// - Throws: `malformed` where either is not what it should be.
  package static func adding(
    _ signature: [UInt8], to content: [UInt8]
  ) throws(GitError) -> [UInt8] {
    var value = signature
    while value.last == newline { value.removeLast() }
    guard !value.isEmpty else {
      throw .malformed(what: "signature", reason: "it is empty")
    }
    let header = try ExtraHeader(name: "gpgsig", value: value)
    var end: Int?
    for index in content.indices.dropLast()
    where content[index] == newline && content[index + 1] == newline {
      end = index + 1
      break
    }
    guard let end else { throw .malformed(what: "commit", reason: "it has no message") }
    var signed = Array(content[..<end])
    signed.reserveCapacity(content.count + 2 * value.count)
    header.append(to: &signed)
    signed.append(contentsOf: content[end...])
    return signed
  }

  private enum Place { case signature, other, elsewhere }

  private static let newline = UInt8(ascii: "\n")
  private static let space = UInt8(ascii: " ")
  private static let header = Array("gpgsig ".utf8)
}
