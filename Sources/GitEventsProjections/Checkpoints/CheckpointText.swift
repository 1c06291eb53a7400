import Git
import GitEvents

/// The text of a checkpoint: a line that says what it is, records of a line and bytes each, and a checksum.
///
/// A text that is not whole to the last byte is none: a checkpoint may vanish or be damaged at any time.
struct CheckpointText {
  /// A line, and bytes that belong to it.
  struct Record {
    let words: [String]
    let bytes: [UInt8]
  }

  /// Changes with the text's form and with what the engine makes of the same events and the same definition.
  static let generation = "git-events checkpoint 2"

  let records: [Record]

  init(_ records: [Record]) { self.records = records }

  /// Writes the text.
  ///
  /// - Parameter identity: What the checkpoint belongs to, on one line.
  /// - Returns: Nil where it has no checksum.
  func bytes(identity: String) -> [UInt8]? {
    var bytes = Array("\(CheckpointText.generation)\n\(identity)\n".utf8)
    for record in records {
      bytes += Array("\(record.bytes.count) \(record.words.joined(separator: " "))\n".utf8)
      bytes += record.bytes
      bytes.append(UInt8(ascii: "\n"))
    }
    guard let sum = try? ObjectHasher.id(of: .blob, bytes) else { return nil }
    return bytes + Array("sum \(sum.hex)\n".utf8)
  }

  /// Reads a text; fails unless it is whole and belongs to what is asked for.
  init?(_ bytes: [UInt8], identity: String) {
    let sumLength = 4 + 40 + 1
    guard bytes.count > sumLength else { return nil }
    let body = Array(bytes.dropLast(sumLength))
    guard let sum = try? ObjectHasher.id(of: .blob, body),
      bytes.suffix(sumLength).elementsEqual("sum \(sum.hex)\n".utf8)
    else { return nil }
    var rest = body[...]
    guard CheckpointText.line(&rest) == CheckpointText.generation,
      CheckpointText.line(&rest) == identity
    else { return nil }
    var records: [Record] = []
    while !rest.isEmpty {
      guard let line = CheckpointText.line(&rest) else { return nil }
      let words = line.split(separator: " ", omittingEmptySubsequences: false).map(String.init)
      guard let length = words.first.flatMap({ Int($0) }), length >= 0, length < rest.count else {
        return nil
      }
      records.append(
        Record(words: Array(words.dropFirst()), bytes: Array(rest.prefix(length))))
      rest = rest.dropFirst(length + 1)
    }
    self.records = records
  }

  private static func line(_ rest: inout ArraySlice<UInt8>) -> String? {
    guard let end = rest.firstIndex(of: UInt8(ascii: "\n")) else { return nil }
    defer { rest = rest[(end + 1)...] }
    return String(validating: rest[rest.startIndex..<end], as: UTF8.self)
  }
}
