/// Where the parts of a commit stand in its bytes: what reading millions of them needs, without copying any.
///
/// Only the plainest commits have one: at most one parent, two signatures in UTC, no further headers. It accepts nothing
/// that `CommitObject` refuses.
package struct CommitOutline: Sendable, Equatable {
  /// A signature's name and address, with the angle brackets.
  package struct Person: Sendable, Equatable {
    /// From the name's first byte to the closing bracket.
    package let whole: Range<Int>
    package let name: Range<Int>
    package let email: Range<Int>
    package let seconds: Int
  }

  package let tree: ObjectID
  package let parent: ObjectID?
  package let author: Person
  package let committer: Person
  /// Where the message begins.
  package let message: Int

  /// Finds the parts of a commit; fails for one that is not so plain.
  ///
  /// - Parameter bytes: The content, without git's header.
  package init?(_ bytes: [UInt8]) {
    let outline = bytes.withUnsafeBufferPointer { CommitOutline(ObjectText($0)) }
    guard let outline else { return nil }
    self = outline
  }

  private init?(_ start: ObjectText) {
    var text = start
    guard text.skip("tree "), let tree = try? text.objectID() else { return nil }
    self.tree = tree
    if text.skip("parent ") {
      guard let parent = try? text.objectID() else { return nil }
      self.parent = parent
    } else {
      parent = nil
    }
    guard text.skip("author "), let author = CommitOutline.person(&text),
      text.skip("committer "), let committer = CommitOutline.person(&text), text.skip("\n")
    else { return nil }
    self.author = author
    self.committer = committer
    message = text.position
  }

  private static func person(_ text: inout ObjectText) -> Person? {
    let start = text.position
    guard let line = try? text.line(), line.count >= 10 else { return nil }
    let bytes = text.bytes
    let zone = line.upperBound - 6
    // The zone and the space before it: ` +0000`.
    guard bytes[zone] == 0x20, bytes[zone + 1] == UInt8(ascii: "+"),
      bytes[zone + 2] == 0x30, bytes[zone + 3] == 0x30, bytes[zone + 4] == 0x30,
      bytes[zone + 5] == 0x30
    else { return nil }
    var seconds = 0
    var unit = 1
    var place = zone - 1
    while place > start, bytes[place] >= 0x30, bytes[place] <= 0x39, unit < 1_000_000_000_000 {
      seconds += Int(bytes[place] - 0x30) * unit
      unit *= 10
      place -= 1
    }
    // At least one digit, none of them a leading zero, then a space and the closing bracket.
    guard unit > 1, unit == 10 || bytes[place + 1] != 0x30, place > start + 2,
      bytes[place] == 0x20, bytes[place - 1] == UInt8(ascii: ">")
    else { return nil }
    let close = place - 1
    guard let open = text.index(of: UInt8(ascii: "<"), in: start..<close), open > start,
      bytes[open - 1] == 0x20,
      text.index(of: UInt8(ascii: "<"), in: open + 1..<close) == nil,
      text.index(of: UInt8(ascii: ">"), in: start..<close) == nil
    else { return nil }
    return Person(
      whole: start..<close + 1, name: start..<open - 1, email: open + 1..<close, seconds: seconds)
  }
}
