package import Git

/// One line of a ledger entry: a stream, what was added to it and its head afterwards.
package struct LedgerLine: Sendable, Equatable {
  /// The stream as one component of a ref.
  package var component: String
  /// The version before; the first event that the line covers has the next.
  package var before: Int
  /// The version after.
  package var after: Int
  /// The commit with the version after.
  package var head: ObjectID
  /// What was superseded where the entry is a rebase.
  package var superseded: Superseded?
  /// Whether the append had named the version that it expected.
  package var isExpected: Bool

  /// The events that a rebase took out of a stream.
  package struct Superseded: Sendable, Equatable {
    package var before: Int
    package var after: Int
    package var head: ObjectID

    package init(before: Int, after: Int, head: ObjectID) {
      self.before = before
      self.after = after
      self.head = head
    }
  }

  package init(
    component: String, before: Int, after: Int, head: ObjectID, superseded: Superseded? = nil,
    isExpected: Bool = false
  ) {
    self.component = component
    self.before = before
    self.after = after
    self.head = head
    self.superseded = superseded
    self.isExpected = isExpected
  }

  /// How many events the line covers.
  package var count: Int { after - before }

  /// The stream's name; nil where the component is none that we would write.
  package var stream: StreamName? {
    StreamComponent.decode(component).flatMap { try? StreamName($0) }
  }

  /// The line as it stands in the commit, without its line break.
  package var text: String {
    var text = "\(component) \(before)..\(after) \(head)"
    if let superseded {
      text += " was \(superseded.before)..\(superseded.after) \(superseded.head)"
    }
    return isExpected ? text + " expected" : text
  }

  /// Reads a line.
  ///
  /// - Parameter line: The line without its line break.
  /// - Throws: `FormatError`.
  package init(parsing line: ArraySlice<UInt8>) throws(FormatError) {
    var words = Words(rest: line)
    guard let component = words.next(), LedgerLine.isComponent(component),
      let range = LedgerLine.range(&words)
    else { throw FormatError("a line names no stream, no versions or no head") }
    self.init(
      component: String(decoding: component, as: UTF8.self), before: range.before,
      after: range.after, head: range.head)
    var word = words.next()
    if word?.elementsEqual("was".utf8) == true {
      guard let old = LedgerLine.range(&words), old.after > old.before else {
        throw FormatError("a line does not say what it supersedes")
      }
      superseded = Superseded(before: old.before, after: old.after, head: old.head)
      word = words.next()
    }
    if word?.elementsEqual("expected".utf8) == true {
      isExpected = true
      word = words.next()
    }
    guard word == nil else { throw FormatError("a line says more than the format knows") }
    // Events can be taken out of a stream without others coming in: the remote had them already.
    guard after > before || (superseded != nil && after == before) else {
      throw FormatError("a line tells of no event")
    }
  }

  /// The words of a line, separated by one space each.
  private struct Words {
    var rest: ArraySlice<UInt8>?

    mutating func next() -> ArraySlice<UInt8>? {
      guard let text = rest else { return nil }
      guard let space = text.firstIndex(of: UInt8(ascii: " ")) else {
        rest = nil
        return text
      }
      rest = text[(space + 1)...]
      return text[..<space]
    }
  }

  /// Plain letters and digits decode to themselves; everything else is decoded to see.
  private static func isComponent(_ bytes: ArraySlice<UInt8>) -> Bool {
    let isPlain = bytes.allSatisfy { byte in
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"):
        true
      default: false
      }
    }
    if isPlain { return !bytes.isEmpty }
    return StreamComponent.decode(String(decoding: bytes, as: UTF8.self)) != nil
  }

  private static func range(
    _ words: inout Words
  ) -> (before: Int, after: Int, head: ObjectID)? {
    guard let versions = words.next(), let head = words.next(),
      let dot = versions.firstIndex(of: UInt8(ascii: ".")),
      versions[dot...].starts(with: "..".utf8),
      let before = DecimalCount.value(versions[..<dot]),
      let after = DecimalCount.value(versions[(dot + 2)...]),
      let id = ObjectID(hex: head)
    else { return nil }
    return (before, after, id)
  }
}
