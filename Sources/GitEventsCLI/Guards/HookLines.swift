import Git
import GitEventsAudit

/// The lines by which git tells a hook what is to move.
enum HookLines {
  /// How the words of a line are ordered.
  enum Form {
    /// `<old> <new> <ref>`.
    case oldNewReference
    /// `<local ref> <new> <remote ref> <old>`.
    case pushed
  }

  /// Reads all lines.
  ///
  /// - Parameters:
  ///   - input: Where git writes them.
  ///   - form: How the words of a line are ordered.
  /// - Returns: A move each.
  /// - Throws: A `Failure` where a line is none of git's.
  static func read(_ input: Descriptor, _ form: Form) throws -> [IncomingMove] {
    var reader = LineReader(input)
    var moves: [IncomingMove] = []
    while let line = try reader.next() {
      guard let move = move(line.bytes, form) else {
        throw Failure.invalid("line \(line.number) is not one that git writes for a hook")
      }
      moves.append(move)
    }
    return moves
  }

  private static func move(_ line: [UInt8], _ form: Form) -> IncomingMove? {
    // No ref has a space in its name.
    let words = line.split(separator: UInt8(ascii: " "), omittingEmptySubsequences: false)
    switch form {
    case .oldNewReference:
      guard words.count == 3, let old = id(words[0]), let new = target(words[1]) else {
        return nil
      }
      return move(words[2], old, new)
    case .pushed:
      guard words.count == 4, let old = id(words[3]), let new = id(words[1]) else { return nil }
      return move(words[2], old, new)
    }
  }

  private static func move(
    _ name: ArraySlice<UInt8>, _ old: ObjectID, _ new: ObjectID
  ) -> IncomingMove {
    IncomingMove(
      String(decoding: name, as: UTF8.self), from: old == .zero ? nil : old,
      to: new == .zero ? nil : new)
  }

  private static func id(_ word: ArraySlice<UInt8>) -> ObjectID? { ObjectID(hex: word) }

  /// Where a ref is to point; a symbolic ref, which later versions of git tell of, leads away from any commit.
  private static func target(_ word: ArraySlice<UInt8>) -> ObjectID? {
    word.starts(with: "ref:".utf8) ? .zero : id(word)
  }
}
